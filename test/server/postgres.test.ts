import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, describe, it } from 'node:test'
import { startCluster } from '../postgres/cluster.ts'
import type { Cluster } from '../postgres/cluster.ts'
import { needs } from '../system/tools.ts'
import { latchkey } from '../cli/latchkey.ts'

const bin = new URL('../../src/cli/bin.ts', import.meta.url).pathname
const password = 'a passphrase that only this test knows'

interface Node {
  readonly url: string
  stop(): Promise<void>
}

async function tokens(response: Response): Promise<{ token: string; refreshToken: string }> {
  assert.equal(response.status, 200)
  const body: unknown = await response.json()
  const of = (name: string): string => String(Reflect.get(Object(body), name))
  return { token: of('token'), refreshToken: of('refreshToken') }
}

describe('two servers on one PostgreSQL', needs('postgresql'), () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-'))
  const secretFile = join(directory, 'secret')
  writeFileSync(secretFile, 'a master secret that only this test knows\n', { mode: 0o600 })
  let cluster: Cluster
  let env: Record<string, string>
  let one: Node
  let other: Node

  async function serve(): Promise<Node> {
    const args = ['serve', '--port', '0', '--issuer', 'https://auth.example.com']
    const child: ChildProcess = spawn(process.execPath, [bin, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    assert.ok(child.stdout)
    const url = Promise.withResolvers<string>()
    createInterface(child.stdout).on('line', (line) => {
      const entry: unknown = JSON.parse(line)
      if (Reflect.get(Object(entry), 'event') === 'listening') {
        url.resolve(String(Reflect.get(Object(entry), 'url')))
      }
    })
    const ended = once(child, 'exit')
    void ended.then(() => url.reject(new Error('the server did not start')))
    return {
      url: await url.promise,
      async stop() {
        child.kill('SIGTERM')
        assert.deepEqual(await ended, [0, null])
      },
    }
  }

  const post = (node: Node, path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${node.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })

  const me = async (node: Node, token: string): Promise<number> =>
    (await fetch(`${node.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status

  before(async () => {
    cluster = await startCluster()
    env = {
      DATABASE_URL: await cluster.createSchema(),
      LATCHKEY_SECRET_FILE: secretFile,
    }
    // At once, on an empty database.
    ;[one, other] = await Promise.all([serve(), serve()])
    const add = ['account', 'add', '--username', 'ada', '--password-stdin']
    const { code, stderr } = await latchkey(add, { stdin: `${password}\n`, env })
    assert.equal(code, 0, stderr)
  })
  after(async () => {
    await Promise.all([one?.stop(), other?.stop()])
    await cluster?.stop()
    rmSync(directory, { recursive: true })
  })

  it('both take a token that one of them issued, and both refuse it once one has ended it', async () => {
    const { token } = await tokens(await post(one, 'login', { username: 'ada', password }))
    assert.deepEqual([await me(one, token), await me(other, token)], [200, 200])
    const out = await post(one, 'logout', {}, { authorization: `Bearer ${token}` })
    assert.equal(out.status, 204)
    assert.equal(await me(one, token), 401)
    let status = 200
    while (status === 200) status = await me(other, token)
    assert.equal(status, 401)
  })

  it('renew in turns, and give one successor to a renewal that both are asked for', async () => {
    let { refreshToken } = await tokens(await post(one, 'login', { username: 'ada', password }))
    for (const node of [other, one, other]) {
      const renewed = await tokens(await post(node, 'renew', { refreshToken }))
      assert.notEqual(renewed.refreshToken, refreshToken)
      refreshToken = renewed.refreshToken
    }
    const key = { 'idempotency-key': 'of-one-renewal' }
    const answers = await Promise.all(
      [one, other, one, other].map(async (node) =>
        tokens(await post(node, 'renew', { refreshToken }, key)),
      ),
    )
    assert.equal(new Set(answers.map((answer) => answer.refreshToken)).size, 1)
  })

  it('share the allowance for wrong passwords', async () => {
    const statuses: number[] = []
    for (let count = 0; count < 12; count += 1) {
      const wrong = { username: 'nobody', password: 'not the passphrase' }
      statuses.push((await post(count % 2 === 0 ? one : other, 'login', wrong)).status)
    }
    assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 401), 429, 429])
  })

  it('are both ready', async () => {
    for (const { url } of [one, other]) assert.equal((await fetch(`${url}/readyz`)).status, 200)
  })
})
