import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { startCluster } from '../postgres/cluster.ts'
import type { Cluster } from '../postgres/cluster.ts'
import { needs } from '../system/tools.ts'
import { latchkey } from './latchkey.ts'
import type { Run } from './latchkey.ts'

describe('commands on PostgreSQL', needs('postgresql'), () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-'))
  const secretFile = join(directory, 'secret')
  writeFileSync(secretFile, 'a master secret that only this test knows\n', { mode: 0o600 })
  let cluster: Cluster
  let env: Record<string, string>
  before(async () => {
    cluster = await startCluster()
    env = { DATABASE_URL: await cluster.createSchema(), LATCHKEY_SECRET_FILE: secretFile }
  })
  after(async () => {
    await cluster?.stop()
    rmSync(directory, { recursive: true })
  })

  const run = (line: string, stdin = ''): Promise<Run> => latchkey(line.split(' '), { stdin, env })
  async function succeeds(line: string, stdin?: string): Promise<string> {
    const { code, stdout, stderr } = await run(line, stdin)
    assert.equal(code, 0, stderr)
    return stdout
  }

  it('say that nothing of Latchkey is there, and make nothing', async () => {
    const { code, stderr } = await run('account list')
    assert.equal(code, 3)
    assert.match(stderr, /--database-url/)
    assert.match(await succeeds('migrate --plan'), /^1 +initial$/m)
  })

  it('migrate, once', async () => {
    assert.match(await succeeds('migrate --plan'), /^CREATE TABLE accounts/m)
    assert.match(await succeeds('migrate'), /^1 +initial$/m)
    assert.match(await succeeds('migrate'), /up to date/)
    assert.equal(await succeeds('migrate --plan --json'), '{"pending":0}\n')
  })

  it('do on it what they do on a file', async () => {
    await succeeds('account add --username ada --password-stdin', 'a passphrase of this test\n')
    assert.match(await succeeds('account list'), /ada/)
    await succeeds('account disable ada --yes')
    await succeeds('account enable ada')
    assert.match(await succeeds('key list'), /ES256/)
    await succeeds('key rotate --yes')
    assert.match(await succeeds('verifier add orders'), /lkv_/)
    assert.match(await succeeds('verifier list'), /orders/)
    assert.match(await succeeds('export accounts --format jsonl'), /"username":"ada"/)
    await succeeds('session list --account ada')
    assert.match(await succeeds('audit list'), /^1 +20\S+Z +key_made /m)
    assert.match(await succeeds('audit verify'), /^0 records are as they were, and [1-9]/)
  })

  it('need the secret that all servers share', async () => {
    const { code, stderr } = await latchkey(['key', 'list'], {
      env: { DATABASE_URL: `${env['DATABASE_URL']}` },
    })
    assert.equal(code, 2)
    assert.match(stderr, /secret-file: PostgreSQL needs one/)
  })

  it('say what is wrong with the way to it', async () => {
    const { code, stderr } = await latchkey(['migrate'], {
      env: { LATCHKEY_DATABASE_URL: 'postgres://canary:canary-7@127.0.0.1:1/x' },
    })
    assert.equal(code, 1)
    assert.match(stderr, /ECONNREFUSED/)
    assert.doesNotMatch(stderr, /canary/)
  })
})

describe('the URL of a database', () => {
  it('O01 is refused on the command line when it holds a password', async () => {
    for (const argument of [
      '--database-url=postgres://a:canary-7@db/x',
      'postgres://a:canary-7@db/x',
      'postgres://a@db/x?sslmode=disable&password=canary-7',
    ]) {
      const { code, stderr } = await latchkey(['migrate', '--database-url', argument])
      assert.equal(code, 2)
      assert.match(stderr, /does not belong on the command line/)
      assert.doesNotMatch(stderr, /canary/)
    }
  })

  it('is shown without its password', async () => {
    const env = { DATABASE_URL: 'postgres://a:canary-7:canary@db/x?password=canary' }
    const { code, stdout } = await latchkey(['config', 'check', '--json'], { env })
    assert.equal(code, 0)
    assert.match(stdout, /"value":"postgres:\/\/a@db\/x","source":"environment"/)
    assert.doesNotMatch(stdout, /canary/)
  })

  it('is that of a PostgreSQL', async () => {
    const { code, stderr } = await latchkey(['migrate'], { env: { DATABASE_URL: 'mysql://db/x' } })
    assert.equal(code, 2)
    assert.match(stderr, /^latchkey: DATABASE_URL: expected a URL that begins with postgres/)
  })
})
