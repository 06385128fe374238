// What is ended stays ended, though the database that says so is gone.
import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createAuth } from '../../src/auth/index.ts'
import type { Auth } from '../../src/auth/index.ts'
import { systemClock } from '../../src/clock.ts'
import { postgres } from '../../src/postgres/index.ts'
import { sqlite } from '../../src/sqlite/index.ts'
import type { Store } from '../../src/storage/index.ts'
import { run } from '../interop/run.ts'
import { startCluster } from '../postgres/cluster.ts'
import type { Cluster } from '../postgres/cluster.ts'
import { needs } from '../system/tools.ts'
import { latchkey } from './latchkey.ts'

const home = mkdtempSync(join(tmpdir(), 'latchkey-'))
after(() => rmSync(home, { recursive: true }))
let names = 0
const fresh = (): string => join(home, `${(names += 1)}`)

const secret = 'a master secret that only this test knows'
const secretFile = fresh()
writeFileSync(secretFile, `${secret}\n`, { mode: 0o600 })
const ada = { username: 'ada', password: 'a passphrase that only this test knows' }

const openAuth = (store: Store, clock = systemClock): Promise<Auth> =>
  createAuth({
    clock,
    issuer: 'https://auth.example.com',
    audience: 'api',
    store,
    secret,
    passwords: { argon2id: { memoryCost: 64 } },
  })

interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
}

/** The tokens of three sessions: one that goes on, one that ends after the backup, and one that begins after it. */
async function live(store: Store, backup: () => Promise<unknown>): Promise<readonly Tokens[]> {
  const auth = await openAuth(store)
  await auth.accounts.register(ada)
  const [first, second] = [await auth.signIn(ada), await auth.signIn(ada)]
  await backup()
  await auth.signOut({ refreshToken: second.refreshToken })
  const third = await auth.signIn(ada)
  await auth.close()
  return [first, second, third]
}

const isRefused = { name: 'AuthError' }

async function assertAllEnded(store: Store, tokens: readonly Tokens[]): Promise<void> {
  // What is issued in the second of the restore is refused as well, before and after it.
  const auth = await openAuth(store, () => systemClock() + 2)
  for (const { accessToken, refreshToken } of tokens) {
    await assert.rejects(auth.verify(accessToken), { ...isRefused, code: 'token_revoked' })
    await assert.rejects(auth.renew(refreshToken), isRefused)
  }
  const { accessToken } = await auth.signIn(ada)
  await auth.verify(accessToken)
  await auth.audit?.verify()
  await auth.close()
}

/** A directory with what was lived there, and a backup from the middle of it. */
async function lived(): Promise<{ data: string; backup: string; tokens: readonly Tokens[] }> {
  const [data, backup] = [fresh(), fresh()]
  await succeeds('account', 'add', '--username', 'bob', '--password-stdin', '--data', data)
  const tokens = await live(sqlite(join(data, 'latchkey.db')), () =>
    succeeds('backup', backup, '--data', data),
  )
  return { data, backup, tokens }
}

const env = { LATCHKEY_SECRET_FILE: secretFile }
async function succeeds(...argv: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await latchkey(argv, { env, stdin: ada.password })
  assert.equal(code, 0, stderr)
  return stdout
}

describe('latchkey backup and restore', () => {
  it('F19 end all sessions, and what they were given, whether the backup knows them or not', async () => {
    const { data, backup, tokens } = await lived()
    const said = await succeeds('restore', backup, '--data', data, '--yes', '--json')
    assert.match(said, /^{"sessions":2,"kept":".*latchkey\.db\.before-\d+T\d+Z"}$/m)
    await assertAllEnded(sqlite(join(data, 'latchkey.db')), tokens)
  })

  it('keep them when told to, with what that means', async () => {
    const { data, backup, tokens } = await lived()
    const argv = ['restore', backup, '--data', data, '--yes', '--keep-sessions']
    const { code, stderr } = await latchkey(argv, { env })
    assert.equal(code, 0, stderr)
    assert.match(stderr, /good again/)
    const auth = await openAuth(sqlite(join(data, 'latchkey.db')))
    const [first, second, third] = tokens
    for (const each of [first, second]) await auth.renew(`${each?.refreshToken}`)
    await assert.rejects(auth.renew(`${third?.refreshToken}`), { code: 'session_unknown' })
    await auth.close()
  })

  it('need the secret of the backup', async () => {
    const { data, backup, tokens } = await lived()
    const without = await latchkey(['restore', backup, '--data', data, '--yes'])
    assert.equal(without.code, 3)
    assert.match(without.stderr, /the secret is not there: .*latchkey\.db\.secret/)
    const other = fresh()
    writeFileSync(other, 'another master secret that is long enough\n', { mode: 0o600 })
    const wrong = await latchkey([
      'restore',
      backup,
      '--data',
      data,
      '--yes',
      '--secret-file',
      other,
    ])
    assert.equal(wrong.code, 3)
    assert.match(wrong.stderr, /not the one of this backup/)
    const auth = await openAuth(sqlite(join(data, 'latchkey.db')))
    await auth.renew(`${tokens.at(-1)?.refreshToken}`)
    await auth.close()
  })

  it('bring a database to a new machine, where only its secret is', async () => {
    const { backup } = await lived()
    const data = fresh()
    const argv = ['restore', backup, '--data', data]
    assert.equal((await latchkey(argv)).code, 3)
    copyFileSync(secretFile, join(data, 'latchkey.db.secret'))
    const { code, stderr } = await latchkey(argv)
    assert.equal(code, 0, stderr)
    assert.match(await succeeds('account', 'list', '--data', data), /bob/)
  })

  it('ask before they replace, and replace nothing that is there or in use', async () => {
    const { data, backup } = await lived()
    assert.equal((await latchkey(['restore', backup, '--data', data], { env })).code, 2)
    assert.equal((await latchkey(['backup', backup, '--data', data], { env })).code, 3)
    assert.equal((await latchkey(['backup', fresh(), '--data', fresh()], { env })).code, 3)
    const store = sqlite(join(data, 'latchkey.db'))
    await store.migrate()
    const { code, stderr } = await latchkey(['restore', backup, '--data', data, '--yes'], { env })
    assert.equal(code, 1)
    assert.match(stderr, /in use, stop its servers first/)
    await store.close()
  })
})

describe('pg_dump, pg_restore and latchkey restore --finish', needs('postgresql'), () => {
  let cluster: Cluster
  before(async () => {
    cluster = await startCluster()
  })
  after(() => cluster?.stop())

  /** The recipe as it stands in the docs, in its two parts. */
  const recipe = /^pg_dump[^`]+/m.exec(readFileSync('docs/operations.md', 'utf8'))?.[0] ?? ''
  const urlOf = (database: string): string =>
    `postgres://latchkey@127.0.0.1:${cluster.port}/${database}?sslmode=disable`

  async function shell(command: string): Promise<void> {
    const { code, stderr } = await run('sh', ['-ec', `cd '${home}'\n${command}`], {
      env: {
        PGHOST: '127.0.0.1',
        PGPORT: `${cluster.port}`,
        PGUSER: 'latchkey',
        DATABASE_URL: urlOf('auth'),
      },
    })
    assert.equal(code, 0, stderr)
  }

  it('F19 end all sessions too, as the docs have it', async () => {
    const [dump = '', back = ''] = recipe.split('\n\n')
    await cluster.run('CREATE DATABASE auth')
    const tokens = await live(postgres(urlOf('auth')), () => shell(dump))
    const [finish = '', ...restore] = back.trimEnd().split('\n').toReversed()
    await shell(restore.toReversed().join('\n'))
    const restored = urlOf('auth_restored')
    const argv = finish
      .replace('/etc/latchkey/secret', secretFile)
      .replace(/postgres:\/\/\S+\/auth_restored/, restored)
      .split(' ')
    assert.equal(argv.shift(), 'latchkey')
    const { code, stdout, stderr } = await latchkey(argv)
    assert.equal(code, 0, stderr)
    assert.equal(stdout, 'Restored; 2 sessions ended.\n')
    await assertAllEnded(postgres(restored), tokens)
  })

  it('say so where the other command is meant', async () => {
    const at = { env: { ...env, DATABASE_URL: urlOf('auth') } }
    for (const [argv, message] of [
      [['backup', fresh()], /pg_dump/],
      [['restore', fresh()], /pg_restore/],
      [['restore', '--finish'], /--yes/],
    ] as const) {
      const { code, stderr } = await latchkey(argv, at)
      assert.equal(code, 2)
      assert.match(stderr, message)
    }
  })
})
