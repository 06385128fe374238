import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import { flaskSecurityHash } from '../../src/passwords/index.ts'
import {
  ConfigError,
  createLog,
  databaseFile,
  makeDataDirectory,
  openAuth,
  readConfig,
  serve,
  type ServeOptions,
  type Server,
} from '../../src/server/index.ts'
import { startSmtpServer } from '../mail/smtp-server.ts'
import { exchange, statusOf } from './raw.ts'

interface Started extends Server {
  readonly data: string
  lines(): Record<string, unknown>[]
}

const directories: string[] = []
after(() => directories.forEach((directory) => rmSync(directory, { recursive: true })))

async function start(options: ServeOptions = {}): Promise<Started> {
  let text = ''
  const output = new PassThrough({ encoding: 'utf8' }).on('data', (chunk) => (text += chunk))
  const data = options.data ?? join(mkdtempSync(join(tmpdir(), 'latchkey-')), 'data')
  if (options.data === undefined) directories.push(join(data, '..'))
  const server = await serve({ port: 0, ...options, data, log: createLog({ output }) })
  return {
    ...server,
    data,
    lines: () => {
      const lines = text.split('\n').filter((line) => line.startsWith('{'))
      return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    },
  }
}

const portOf = ({ url }: Server): number => Number(new URL(url).port)

describe('serve with a dialect', () => {
  it('answers as Flask-Security where that has an endpoint, and as itself elsewhere', async () => {
    const home = mkdtempSync(join(tmpdir(), 'latchkey-'))
    directories.push(home)
    const file = join(home, 'flask-secret-key')
    writeFileSync(file, 'the SECRET_KEY of a Flask application\n', { mode: 0o600 })
    const origin = 'https://app.example.com'
    const server = await start({
      dialects: ['flask-security=5.x'],
      flaskSecretKeyFile: file,
      allowOrigins: [origin],
    })
    const headers = { 'content-type': 'application/json', origin }
    const refused = await fetch(`${server.url}/login`, { method: 'POST', headers, body: '{}' })
    assert.equal(refused.status, 400)
    assert.equal(refused.headers.get('access-control-allow-origin'), origin)
    const body = await refused.json()
    assert.equal(Reflect.get(Object(body), 'meta').code, 400)
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200)
    assert.equal((await fetch(`${server.url}/register`)).status, 404)
    await server.close()
    const lines = server.lines()
    assert.ok(lines.some((line) => line['route'] === '/login' && line['status'] === 400))
  })

  it('mails links that reset passwords, and logs neither them nor to whom they went', async () => {
    const home = mkdtempSync(join(tmpdir(), 'latchkey-'))
    directories.push(home)
    const fileOf = (name: string, text: string): string => {
      writeFileSync(join(home, name), text, { mode: 0o600 })
      return join(home, name)
    }
    const smtp = await startSmtpServer({ allowInsecureAuth: true, hideSTARTTLS: true })
    const config = {
      dialects: ['flask-security=5.x'],
      flaskSecretKeyFile: fileOf('key', 'the SECRET_KEY of a Flask application\n'),
      smtpUrl: `smtp://mailer@127.0.0.1:${smtp.port}`,
      smtpPasswordFile: fileOf('password', 'of the mailer\n'),
      mailFrom: 'Example <no-reply@example.com>',
      issuer: 'https://auth.example.com',
    } as const
    const account = { username: 'ada', email: 'ada@example.com' }
    const data = join(home, 'data')
    await makeDataDirectory(data)
    const auth = await openAuth({ ...readConfig({}, {}).config, data }, { issuer: config.issuer })
    await auth.accounts.register(account)
    await auth.close()
    const server = await start({ ...config, data })
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ email: account.email })
    const asked = await fetch(`${server.url}/reset`, { method: 'POST', headers, body })
    assert.equal(asked.status, 200)
    // What was asked for before the stop still goes out.
    await server.close()
    const [letter] = smtp.received
    assert.deepEqual(letter?.to, [account.email])
    assert.equal(letter.user, 'mailer')
    const text = letter.raw.replaceAll(/=\r\n/g, '').replaceAll('=3D', '=')
    const link = /https:\/\/auth\.example\.com\/reset\/(\S+)/.exec(text)?.[1] ?? ''
    assert.ok(link.length > 60)
    await smtp.close()
    const log = JSON.stringify(server.lines())
    for (const secret of [link, account.email, 'no-reply', 'of the mailer']) {
      assert.ok(!log.includes(secret))
    }
  })

  it('does not start with half of what mail takes', async () => {
    const smtpUrl = 'smtps://smtp.example.com'
    const mailFrom = 'no-reply@example.com'
    for (const half of [{ smtpUrl }, { mailFrom }, { smtpUrl: 'smtps://a@b', mailFrom }]) {
      await assert.rejects(start(half), ConfigError)
    }
  })

  it('does not start without the secret, or with two of a kind', async () => {
    await assert.rejects(start({ dialects: ['flask-security=5.x'] }), ConfigError)
    const two = ['flask-security=5.x', 'flask-security=1.7'] as const
    await assert.rejects(start({ dialects: two }), ConfigError)
  })
})

describe('serve', () => {
  it('makes its directory, secret and database for itself alone, and says first where it listens', async () => {
    const server = await start()
    await fetch(`${server.url}/healthz`)
    const [first] = server.lines()
    assert.deepEqual([first?.['event'], first?.['url']], ['listening', server.url])
    assert.equal(statSync(server.data).mode & 0o777, 0o700)
    for (const file of ['latchkey.db', 'latchkey.db.secret']) {
      assert.equal(statSync(join(server.data, file)).mode & 0o777, 0o600)
    }
    for (const path of ['/healthz', '/readyz']) {
      assert.equal((await fetch(server.url + path)).status, 200)
    }
    await server.close()
  })

  it('has no account of its own, and no protected resource', async () => {
    const server = await start()
    const response = await fetch(`${server.url}/api/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"username":"Lorenzo","password":"Lorenzo"}',
    })
    assert.equal(response.status, 401)
    assert.equal((await fetch(`${server.url}/protected-resource`)).status, 404)
    await server.close()
  })

  it('hashes passwords at the cost that is set', async () => {
    const server = await start({ demo: true, argon2id: { memoryCost: 12_288, timeCost: 3 } })
    const database = new DatabaseSync(databaseFile(server.data), { readOnly: true })
    const { hash } = database.prepare('select password_hash as hash from accounts').get() ?? {}
    assert.match(String(hash), /^\$argon2id\$v=19\$m=12288,t=3,p=1\$/)
    database.close()
    await server.close()
  })

  it('keeps its demo account and the password over a restart', async () => {
    const first = await start({ demo: true })
    const file = join(first.data, 'demo-password')
    const password = readFileSync(file, 'utf8')
    assert.equal(statSync(file).mode & 0o777, 0o600)
    await first.close()
    const second = await start({ demo: true, data: first.data })
    assert.equal(readFileSync(file, 'utf8'), password)
    const authorization = `Basic ${btoa(`Lorenzo:${password.trim()}`)}`
    const answer = await fetch(`${second.url}/protected-resource`, { headers: { authorization } })
    assert.deepEqual(await answer.json(), { data: 'Hello, Lorenzo!' })
    await second.close()
  })

  it('lists what weakens a promise', async () => {
    const server = await start({
      allowQueryTokens: true,
      insecureNoSignInLimits: true,
      allowPowerLoss: true,
    })
    await fetch(`${server.url}/healthz`)
    const weakened = server.lines().filter(({ event }) => event === 'weakened')
    assert.deepEqual(
      weakened.map(({ setting }) => setting),
      ['--allow-query-tokens', '--insecure-no-sign-in-limits', '--allow-power-loss'],
    )
    await server.close()
  })

  it('does not touch the data of another server when the port is taken', async () => {
    const server = await start()
    const data = join(server.data, 'other')
    await assert.rejects(start({ port: portOf(server), data }), { code: 'EADDRINUSE' })
    assert.throws(() => statSync(join(data, 'latchkey.db')))
    await server.close()
  })

  it('S05 does not take a lost database for a first start', async () => {
    const server = await start()
    await server.close()
    rmSync(join(server.data, 'latchkey.db'))
    await assert.rejects(start({ data: server.data }), ConfigError)
  })

  it('K09 does not start with a secret that others can read', async () => {
    const server = await start()
    await server.close()
    const secretFile = new URL('serve.test.ts', import.meta.url).pathname
    await assert.rejects(start({ data: server.data, secretFile }), ConfigError)
  })

  it('signs in accounts of Flask-Security, with its salt from a file', async () => {
    // pw-282 of test/vectors/passwords.json.
    const stored = '$2b$04$xcCa3t3ZohnPiCCCF3cXlOG0.HD/0lYKVkHPaDVGHMzA4rfAidNcq'
    const first = await start()
    const { data } = first
    await first.close()
    const { config } = readConfig({ data }, {})
    const auth = await openAuth(config, { issuer: 'http://127.0.0.1' })
    const passwordHash = flaskSecurityHash(stored)
    await auth.accounts.register({ username: 'ada', passwordHash })
    await auth.close()
    const flaskSecuritySaltFile = join(data, 'salt')
    writeFileSync(flaskSecuritySaltFile, '146585145368132386173505678016728509634\n', {
      mode: 0o600,
    })
    const signIn = async (options: ServeOptions): Promise<number> => {
      const server = await start({ data, ...options })
      const body = JSON.stringify({ username: 'ada', password: 'password' })
      const headers = { 'content-type': 'application/json' }
      const url = `${server.url}/api/v1/login`
      const { status } = await fetch(url, { method: 'POST', headers, body })
      await server.close()
      return status
    }
    assert.equal(await signIn({}), 401)
    assert.equal(await signIn({ flaskSecuritySaltFile }), 200)
    // Its hash is ours now.
    assert.equal(await signIn({}), 200)
  })

  it('T14 T15 gives every answer its headers and no name of a program', async () => {
    const server = await start()
    for (const path of ['/healthz', '/api/v1/me', '/nothing', '/metrics', '/docs']) {
      const { headers } = await fetch(server.url + path)
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
      assert.equal(headers.get('referrer-policy'), 'no-referrer', path)
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/, path)
      assert.match(headers.get('x-request-id') ?? '', /^[\w-]{22}$/, path)
      for (const name of ['server', 'x-powered-by', 'via']) assert.equal(headers.get(name), null)
    }
    await server.close()
  })

  it('answers HEAD as GET without a body', async () => {
    const server = await start()
    const get = await fetch(`${server.url}/healthz`)
    const head = await fetch(`${server.url}/healthz`, { method: 'HEAD' })
    assert.deepEqual([head.status, await head.text()], [get.status, ''])
    await server.close()
  })

  for (const [attack, bytes] of [
    [
      'another Host',
      'GET /metrics HTTP/1.1\r\nHost: auth.example.com\r\nConnection: close\r\n\r\n',
    ],
    [
      'a proxy on this machine',
      'GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: 1.2.3.4\r\nConnection: close\r\n\r\n',
    ],
    [
      'a Forwarded header',
      'GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nForwarded: for=127.0.0.1\r\nConnection: close\r\n\r\n',
    ],
  ] as const) {
    it(`O05 metrics are not for ${attack}`, async () => {
      const server = await start()
      assert.equal(statusOf(await exchange(portOf(server), bytes)), 404)
      await server.close()
    })
  }

  it('O05 metrics are for this machine, and count no accounts', async () => {
    const server = await start()
    await fetch(`${server.url}/nothing`)
    const text = await (await fetch(`${server.url}/metrics`)).text()
    assert.match(text, /route="unmatched",status="4xx"\} 1/)
    assert.match(text, /^latchkey_hash_queue_length 0$/m)
    assert.match(text, /^latchkey_revocation_staleness_seconds \d/m)
    assert.match(text, /^latchkey_event_loop_delay_p99_seconds \d/m)
    assert.doesNotMatch(text, /account[^_]|user|key_id/)
    await server.close()
  })

  it('O05 metrics can be off, and for everybody', async () => {
    const off = await start({ metrics: false })
    assert.equal((await fetch(`${off.url}/metrics`)).status, 404)
    await off.close()
    const open = await start({ allowRemoteMetrics: true })
    const bytes = 'GET /metrics HTTP/1.1\r\nHost: auth.example.com\r\nConnection: close\r\n\r\n'
    assert.equal(statusOf(await exchange(portOf(open), bytes)), 200)
    await open.close()
  })

  it('H12 a token in the query is ignored unless it is let in', async () => {
    const server = await start({ demo: true })
    const password = readFileSync(join(server.data, 'demo-password'), 'utf8').trim()
    const headers = { authorization: `Basic ${btoa(`Lorenzo:${password}`)}` }
    const { token } = (await (await fetch(`${server.url}/token`, { headers })).json()) as {
      token: string
    }
    for (const name of ['auth_token', 'access_token', 'token']) {
      assert.equal((await fetch(`${server.url}/api/v1/me?${name}=${token}`)).status, 401)
    }
    await server.close()
  })

  it('names the reason of a refusal in the log only', async () => {
    const server = await start()
    const response = await fetch(`${server.url}/api/v1/me`, {
      headers: { authorization: 'Bearer a.b.c' },
    })
    assert.equal(((await response.json()) as { code: string }).code, 'invalid_token')
    await server.close()
    const line = server.lines().find(({ event }) => event === 'request')
    assert.equal(line?.['code'], 'token_malformed')
    assert.equal(line['requestId'], response.headers.get('x-request-id'))
    assert.equal(line['network'], '127.0.0.0/24')
  })
})
