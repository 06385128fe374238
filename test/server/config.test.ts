import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { describe, it } from 'node:test'
import {
  ConfigError,
  flagOf,
  readConfig,
  settingKeys,
  settings,
  variableOf,
  weakenings,
} from '../../src/server/index.ts'

const secret = 'ZloSixIg2i9s4lz9CvrXeA'

const workers = (text: string): number => readConfig({ workers: text }, {}).config.workers

const cost = (argon2id: string): object => readConfig({ argon2id }, {}).config.argon2id

describe('settings', () => {
  it('count workers, up to a bound; auto is as many as there are cores', () => {
    assert.equal(workers('auto'), Math.min(availableParallelism(), 64))
    assert.equal(workers('64'), 64)
    for (const text of ['0', '65', '1.5', 'all']) assert.throws(() => workers(text), ConfigError)
  })

  it('take the cost of a password hash that is strong enough, and one that can be spent', () => {
    assert.deepEqual(readConfig({}, {}).config.argon2id, { memoryCost: 47_104, timeCost: 1 })
    for (const [text, memoryCost, timeCost] of [
      ['m=19456,t=2', 19_456, 2],
      ['m=12288,t=3', 12_288, 3],
      ['m=12288,t=4', 12_288, 4],
      ['m=4194304,t=1', 4_194_304, 1],
    ] as const) {
      assert.deepEqual(cost(text), { memoryCost, timeCost })
    }
    for (const text of [
      'm=47103,t=1',
      'm=19455,t=2',
      'm=12287,t=3',
      'm=12287,t=9',
      'm=4194304,t=2',
    ]) {
      assert.throws(() => cost(text), ConfigError)
    }
    for (const text of [
      '',
      '47104,1',
      'm=047104,t=1',
      'm=47104,t=0',
      'm=47104,t=1,p=1',
      'm=1e9,t=1',
    ]) {
      assert.throws(() => cost(text), ConfigError)
    }
  })

  it('take the flag before the variable before the default', () => {
    const { config, sources } = readConfig(
      { port: '1' },
      { LATCHKEY_PORT: '2', LATCHKEY_HOST: '::1', PATH: '/bin' },
    )
    assert.deepEqual([config.port, sources.port], [1, 'flag'])
    assert.deepEqual([config.host, sources.host], ['::1', 'environment'])
    assert.deepEqual([config.data, sources.data], ['./data', 'default'])
  })

  it('have a flag and a variable of the same name', () => {
    assert.equal(flagOf('secretFile'), '--secret-file')
    assert.equal(variableOf('secretFile'), 'LATCHKEY_SECRET_FILE')
  })

  it('read times, lists and switches', () => {
    const { config } = readConfig(
      { accessTokenLifetime: '1s', demo: true },
      {
        LATCHKEY_SESSION_LIFETIME: '90d',
        LATCHKEY_TRUST_PROXY: '10.0.0.0/8, loopback',
        LATCHKEY_ALLOW_QUERY_TOKENS: 'true',
        LATCHKEY_METRICS: 'off',
      },
    )
    assert.equal(config.accessTokenLifetime, 1)
    assert.equal(config.sessionLifetime, 90 * 86_400)
    assert.deepEqual(config.trustProxy, ['10.0.0.0/8', 'loopback'])
    assert.deepEqual([config.demo, config.allowQueryTokens, config.metrics], [true, true, false])
  })

  for (const [variable, value] of [
    ['LATCHKEY_PORT', '65536'],
    ['LATCHKEY_PORT', '-1'],
    ['LATCHKEY_PORT', '80a'],
    ['LATCHKEY_PORT', ''],
    ['LATCHKEY_PORT', '1e3'],
    ['LATCHKEY_HOST', ''],
    ['LATCHKEY_HOST', 'a b'],
    ['LATCHKEY_ISSUER', 'auth.example.com'],
    ['LATCHKEY_ISSUER', 'http://auth.example.com'],
    ['LATCHKEY_ISSUER', 'https://auth.example.com/?a=b'],
    ['LATCHKEY_ISSUER', 'https://me:secret@auth.example.com'],
    ['LATCHKEY_AUDIENCE', ''],
    ['LATCHKEY_ALGORITHM', 'none'],
    ['LATCHKEY_ALGORITHM', 'es256'],
    ['LATCHKEY_ACCESS_TOKEN_LIFETIME', '0'],
    ['LATCHKEY_ACCESS_TOKEN_LIFETIME', '-1s'],
    ['LATCHKEY_ACCESS_TOKEN_LIFETIME', 'Infinity'],
    ['LATCHKEY_ACCESS_TOKEN_LIFETIME', '10 minutes'],
    ['LATCHKEY_ACCESS_TOKEN_LIFETIME', '2d'],
    ['LATCHKEY_PASSWORD_MIN_LENGTH', '7'],
    ['LATCHKEY_CREDENTIALS', 'bearer,query'],
    ['LATCHKEY_CREDENTIALS', 'bearer,bearer'],
    ['LATCHKEY_CREDENTIALS', ''],
    ['LATCHKEY_TRUST_PROXY', 'everybody'],
    ['LATCHKEY_TRUST_PROXY', '10.0.0.0/8,'],
    ['LATCHKEY_ALLOW_ORIGINS', 'https://app.example.com/'],
    ['LATCHKEY_ALLOW_QUERY_TOKENS', 'yes'],
    ['LATCHKEY_DEMO', ''],
    ['LATCHKEY_LOG_LEVEL', 'verbose'],
  ] as const) {
    it(`O02 refuses ${variable}=${value}, by name`, () => {
      assert.throws(
        () => readConfig({}, { [variable]: value }),
        (error) => error instanceof ConfigError && error.message.startsWith(`${variable}: `),
      )
    })
  }

  for (const variable of [
    'LATCHKEY_PROT',
    'LATCHKEY_SECRET',
    'LATCHKEY_ALLOW_QUERY_TOKEN',
    'LATCHKEY_',
  ]) {
    it(`O02 refuses the mistyped ${variable}`, () => {
      assert.throws(() => readConfig({}, { [variable]: secret }), ConfigError)
    })
  }

  it('never repeat a value in an error: it may be a secret in the wrong place', () => {
    for (const key of settingKeys) {
      try {
        readConfig({}, { [variableOf(key)]: `${secret} ` })
      } catch (error) {
        assert.ok(error instanceof ConfigError)
        assert.ok(!error.message.includes(secret), error.message)
      }
    }
  })

  it('weaken nothing by default, and say so in their names where they do', () => {
    assert.deepEqual(weakenings(readConfig({}, {}).config), [])
    for (const key of settingKeys) {
      if (settings[key].weakens === undefined) continue
      assert.match(flagOf(key), /^--(allow|insecure|demo)/)
    }
    const { config } = readConfig({ demo: true }, { LATCHKEY_ALLOW_ORIGINS: 'https://a.example' })
    const named = weakenings(config).map(({ setting }) => setting)
    assert.deepEqual(named, ['--allow-origins', '--demo'])
  })

  it('are all in docs/configuration.md, with their defaults', () => {
    const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')
    for (const key of settingKeys) {
      const row = page.split('\n').find((line) => line.startsWith(`| \`${flagOf(key)}\``)) ?? ''
      assert.ok(row.includes(`\`${variableOf(key)}\``), `${flagOf(key)} is not documented`)
      const { default: text } = settings[key]
      if (text)
        assert.ok(row.includes(`\`${text}\``), `${flagOf(key)}: its default is not documented`)
    }
  })
})
