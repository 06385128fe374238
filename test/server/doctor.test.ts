import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import {
  ConfigError,
  createLog,
  databaseFile,
  examine,
  readConfig,
} from '../../src/server/index.ts'
import { serve, type Config, type Finding } from '../../src/server/index.ts'
import { startCluster } from '../postgres/cluster.ts'
import { needs } from '../system/tools.ts'

const isFailure = ({ status }: Finding): boolean => status === 'fail'

describe('doctor', () => {
  let data: string
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'latchkey-'))
  })
  afterEach(() => rmSync(data, { recursive: true, force: true }))

  const log = createLog({ level: 'silent' })
  const configOf = (changes: Partial<Config> = {}): Config => ({
    ...readConfig({}, {}).config,
    data,
    ...changes,
  })
  /** Runs a server once, so that there is what a server makes. */
  const served = async (): Promise<void> => (await serve({ data, port: 0, log })).close()
  async function finding(check: string, changes: Partial<Config> = {}): Promise<Finding> {
    const found = (await examine(configOf(changes))).find((each) => each.check === check)
    return found ?? assert.fail(`nothing about ${check}`)
  }

  it('fails nothing before the first start, nor after it', async () => {
    assert.deepEqual((await examine(configOf())).filter(isFailure), [])
    await served()
    const findings = await examine(configOf())
    assert.deepEqual(findings.filter(isFailure), [])
    for (const check of ['database', 'schema', 'clock', 'signing key', 'master secret', 'disk']) {
      assert.ok(
        findings.some((each) => each.check === check && each.status === 'ok'),
        check,
      )
    }
  })

  for (const [check, name, mode, advice] of [
    ['data directory', '', 0o770, /^chmod 700/],
    ['database file', 'latchkey.db', 0o644, /^chmod 600/],
    ['master secret', 'latchkey.db.secret', 0o640, /its owner/],
  ] as const) {
    it(`fails where others may read the ${check}`, async () => {
      await served()
      chmodSync(join(data, name), mode)
      const found = await finding(check)
      assert.equal(found.status, 'fail')
      assert.match(found.advice ?? '', advice)
    })
  }

  it('reckons with the memory of a password hash that is set', async () => {
    for (const mebibytes of [12, 24]) {
      const argon2id = { memoryCost: mebibytes * 1_024, timeCost: 3 }
      const { found } = await finding('memory', { argon2id })
      assert.match(found, new RegExp(`up to ${mebibytes * availableParallelism()}$`))
    }
  })

  it('fails for a secret that is gone', async () => {
    await served()
    rmSync(join(data, 'latchkey.db.secret'))
    assert.equal((await finding('master secret')).status, 'fail')
  })

  it('fails for a database that is none', async () => {
    writeFileSync(databaseFile(data), 'x'.repeat(4096), { mode: 0o600 })
    const found = await finding('database')
    assert.equal(found.status, 'fail')
    assert.match(found.advice ?? '', /backup/)
  })

  it('S12 fails where the clock was set back', async () => {
    await served()
    const later = Date.now() / 1_000 + 3_600
    utimesSync(databaseFile(data), later, later)
    const found = await finding('clock')
    assert.equal(found.status, 'fail')
    assert.match(found.found, /^3[56]\d\d seconds before/)
  })

  for (const [check, status, changes] of [
    ['issuer', 'ok', { issuer: 'https://auth.example.com' }],
    ['issuer', 'warn', {}],
    ['issuer', 'fail', { host: '0.0.0.0' }],
    ['issuer', 'fail', { host: '::', issuer: 'http://127.0.0.1' }],
    ['proxy', 'ok', { issuer: 'https://auth.example.com', trustProxy: ['loopback'] }],
    ['proxy', 'warn', { issuer: 'https://auth.example.com' }],
    ['proxy', 'fail', { trustProxy: ['0.0.0.0/0'] }],
    ['proxy', 'fail', { trustProxy: ['::/0'] }],
    ['weakened', 'ok', {}],
    ['weakened', 'warn', { allowPowerLoss: true }],
    ['weakened', 'fail', { insecureNoRotation: true }],
    ['weakened', 'fail', { demo: true }],
    ['log', 'warn', { logLevel: 'error' }],
  ] as const) {
    it(`says ${status} of ${check} with ${JSON.stringify(changes)}`, async () => {
      assert.equal((await finding(check, changes)).status, status)
    })
  }

  it('keeps a production server from starting, and tells why', async () => {
    const wrong = { data, port: 0, log, production: true, insecureNoSignInLimits: true }
    await assert.rejects(serve(wrong), (error: unknown) => {
      assert.ok(error instanceof ConfigError)
      assert.match(error.message, /--insecure-no-sign-in-limits/)
      return true
    })
    const server = await serve({ data, port: 0, log, production: true })
    await server.close()
  })
})

describe('doctor of a server on PostgreSQL', needs('postgresql'), () => {
  it('warns where a failover may lose sign-outs', async (t) => {
    const cluster = await startCluster()
    t.after(() => cluster.stop())
    const databaseUrl = await cluster.createSchema()
    const failover = async (): Promise<string | undefined> => {
      const findings = await examine({ ...readConfig({}, {}).config, databaseUrl })
      return findings.find(({ check }) => check === 'failover')?.status
    }
    assert.equal(await failover(), 'warn')
    const standby = await startCluster({ standbyOf: cluster })
    t.after(() => standby.stop())
    await cluster.waitForStandby()
    assert.equal(await failover(), 'ok')
    await cluster.run('ALTER ROLE latchkey SET synchronous_commit = local')
    assert.equal(await failover(), 'warn')
  })
})
