import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { run } from './run.ts'
import { startServer, type ServerProcess } from './server-process.ts'

const password = 'canary-password-7Hq2'
const nextPassword = 'canary-next-password-9Zk4'
const email = 'canary.bird@mine.example'

/** What must not be found, by what it is. */
const secrets = new Map<string, string>([
  ['the password', password],
  ['the next password', nextPassword],
  ['a wrong password', 'canary-wrong-1'],
  ['the e-mail address', email],
  ['the name', 'canary-name'],
  ['a name that is not there', 'canary-stranger'],
  ['a path', 'canary-path'],
  ['a query', 'canary-query'],
  ['a header', 'canary-header'],
  ['the user agent', 'canary-agent'],
])

describe('everything a server process writes', () => {
  let server: ServerProcess
  let written = ''
  before(async () => {
    const flags = [
      '--log-level',
      'debug',
      '--allow-query-tokens',
      '--credentials',
      'bearer,basic-token,cookie',
    ]
    server = await startServer({ by: 'node', flags })
    const add = [
      'account',
      'add',
      '--username',
      'canary-name',
      '--email',
      email,
      '--password-stdin',
    ]
    const added = await run(process.execPath, ['dist/cli/bin.js', ...add, '--data', server.data], {
      input: password,
    })
    assert.equal(added.code, 0, added.stderr)
    await useEverything(server.url)
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    written = added.stderr + metrics
    await server.stop()
    written += server.output()
  })

  it('is a line for every request', () => {
    assert.ok((written.match(/"event":"request"/g)?.length ?? 0) > 20)
    assert.match(written, /"route":"\/api\/v1\/login","status":401,"code":"password_mismatch"/)
    assert.match(written, /latchkey_sign_ins_total\{outcome="password_mismatch"\} \d/)
    assert.match(written, /latchkey_sign_ins_total\{outcome="ok"\} \d/)
    assert.match(written, /latchkey_refusals_total\{code="refresh_token_malformed"\} \d/)
  })

  it('L23 O12 holds no secret, name or address that went through it', () => {
    for (const [what, secret] of secrets) {
      for (const form of [
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret).toString('base64'),
      ]) {
        assert.ok(!written.includes(form), `${what} is in the output`)
      }
    }
    assert.doesNotMatch(written, /eyJ|lkr_|\$argon2|@mine/)
  })
})

async function useEverything(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'user-agent': 'canary-agent' }
  const post = (path: string, body: unknown, more: object = {}): Promise<Response> =>
    fetch(`${url}/api/v1/${path}`, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const get = (path: string, more: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}${path}`, { headers: { ...headers, ...more } })
  const keep = (name: string, { token, refreshToken }: Tokens): void => {
    secrets.set(`${name}: access token`, token)
    secrets.set(`${name}: signature`, token.split('.')[2] ?? '')
    if (refreshToken !== undefined) secrets.set(`${name}: refresh token`, refreshToken)
  }
  const first = (await (
    await post('login', { username: 'canary-name', password })
  ).json()) as Tokens
  keep('sign-in', first)
  keep('by address', (await (await post('login', { email, password })).json()) as Tokens)
  await post('login', { username: 'canary-name', password: 'canary-wrong-1' })
  await post('login', { username: 'canary-stranger', password: 'canary-wrong-1' })
  await post('login', { username: ['canary-stranger'], password, 'canary-query': 1 })
  await post('login', `{"username":"canary-name","password":"${password}"`)
  await post(
    'login',
    `{"username":"canary-stranger\\r\\n{\\"level\\":30}","password":"${password}"}`,
  )
  const bearer = { authorization: `Bearer ${first.token}` }
  for (const path of [
    '/api/v1/me',
    '/api/v1/sessions',
    '/verify',
    '/verify?role=canary-query',
    '/openapi.json',
  ]) {
    await get(path, bearer)
  }
  for (const broken of [
    `Bearer ${first.token}x`,
    `Basic ${btoa(`${first.token}:canary-header`)}`,
    'Bearer canary-header',
    'Canary canary-header',
  ]) {
    await get('/api/v1/me', { authorization: broken })
  }
  await get(`/api/v1/me?auth_token=${first.token}`)
  await get('/api/v1/me?token=canary-query')
  await get('/canary-path?canary-query=canary-query')
  await get('/api/v1/me', { cookie: `__Host-latchkey=${first.token}` })
  const basic = `Basic ${btoa(`canary-name:${password}`)}`
  keep('/token', (await (await get('/token', { authorization: basic })).json()) as Tokens)
  const second = (await (
    await post(
      'renew',
      { refreshToken: first.refreshToken },
      { 'idempotency-key': 'canary-header' },
    )
  ).json()) as Tokens
  keep('renewal', second)
  await post('renew', { refreshToken: `${second.refreshToken}x` })
  await fetch(`${url}/api/v1/me`, {
    method: 'PATCH',
    headers: { ...headers, authorization: `Bearer ${second.token}` },
    body: JSON.stringify({ password, newPassword: nextPassword }),
  })
  await post('logout', { refreshToken: second.refreshToken })
  // A spent token: the session ends with an alarm, which names it and nothing else.
  const third = (await (
    await post('login', { username: 'canary-name', password: nextPassword })
  ).json()) as Tokens
  keep('third', third)
  const fourth = (await (
    await post('renew', { refreshToken: third.refreshToken })
  ).json()) as Tokens
  keep('fourth', fourth)
  await post('renew', { refreshToken: fourth.refreshToken })
  await post('renew', { refreshToken: third.refreshToken })
  const oauth = (path: string, form: Record<string, string>): Promise<Response> =>
    fetch(`${url}/oauth/${path}`, { method: 'POST', body: new URLSearchParams(form) })
  const client = { client_id: 'canary-query', client_secret: 'canary-header' }
  await oauth('token', { grant_type: 'client_credentials', scope: 'canary-query', ...client })
  await oauth('token', { grant_type: 'canary-query', username: 'canary-name', password })
  const { refreshToken = '' } = fourth
  await oauth('token', { grant_type: 'refresh_token', refresh_token: refreshToken })
  await oauth('token', {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: 'canary-query',
  })
  await oauth('revoke', { token: fourth.token })
  await oauth('introspect', { token: fourth.token })
}

interface Tokens {
  readonly token: string
  readonly refreshToken?: string
}
