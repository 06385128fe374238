import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { run } from './run.ts'
import { startServer, type ServerProcess } from './server-process.ts'

// The exchange of refresh and short-lived tokens as the seed tells it, step by step, over HTTP against
// a process of its own. This is the one place where a token expires by waiting.
const password = 'a quite long passphrase 7'

interface Tokens {
  readonly token: string
  readonly refreshToken: string
}

describe('the exchange in nine steps', () => {
  let server: ServerProcess
  before(async () => {
    server = await startServer({ env: { LATCHKEY_ACCESS_TOKEN_LIFETIME: '2s' } })
    const add = ['latchkey', 'account', 'add', '--username', 'ada', '--password-stdin']
    const { code, stderr } = await run('npx', [...add, '--data', server.data], { input: password })
    assert.equal(code, 0, stderr)
  })
  after(() => server.stop())

  const post = (path: string, body: object): Promise<Response> =>
    fetch(`${server.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const call = async (token: string): Promise<number> => {
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(`${server.url}/api/v1/me`, { headers })).status
  }

  it('runs from sign-in to sign-out, and nothing works afterwards', async () => {
    // 1, 2: credentials go in, a refresh token and a short-lived token come out.
    const first = await tokensOf(await post('login', { username: 'ada', password }))
    // 3, 4: a call with the short-lived token.
    assert.equal(await call(first.token), 200)
    // 5: it expires by itself.
    await wait(2_100)
    assert.equal(await call(first.token), 401)
    // 6, 7: the refresh token gets another one …
    const second = await tokensOf(await post('renew', { refreshToken: first.refreshToken }))
    // 8: … which works.
    assert.equal(await call(second.token), 200)
    // 9: sign-out; from that moment both tokens are refused, before anything expired.
    assert.equal((await post('logout', { refreshToken: second.refreshToken })).status, 204)
    assert.equal(await call(second.token), 401)
    for (const { refreshToken } of [second, first]) {
      const renewal = await post('renew', { refreshToken })
      assert.equal(renewal.status, 401)
      assert.equal(((await renewal.json()) as { code: string }).code, 'invalid_grant')
    }
    assert.equal((await post('logout', { refreshToken: second.refreshToken })).status, 204)
  })

  it('ends a session from the command line while the server runs', async () => {
    const { token, refreshToken } = await tokensOf(
      await post('login', { username: 'ada', password }),
    )
    const end = ['latchkey', 'session', 'revoke', '--account', 'ada', '--all', '--yes']
    const { code, stderr } = await run('npx', [...end, '--data', server.data])
    assert.equal(code, 0, stderr)
    assert.equal((await post('renew', { refreshToken })).status, 401)
    assert.equal(await call(token), 401)
  })
})

async function tokensOf(response: Response): Promise<Tokens> {
  assert.equal(response.status, 200)
  return (await response.json()) as Tokens
}
