import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { dump, explode } from '../hostile/dump.ts'
import { run } from './run.ts'
import { startServer, type ServerProcess } from './server-process.ts'

const password = 'canary-password-7Hq2'
const nextPassword = 'canary-next-password-9Zk4'
const email = 'canary.bird@mine.example'

/** What authenticates, or did, by what it is: it must not be found anywhere. */
const secrets = new Map<string, string>([
  ['the password', password],
  ['the next password', nextPassword],
  ['a wrong password', 'canary-wrong-1'],
  ['the secret key of Flask', 'canary-flask-secret-key'],
])

/** What else must not be found in what it writes; a database has names and addresses in it. */
const names = new Map<string, string>([
  ['the e-mail address', email],
  ['the name', 'canary-name'],
  ['a name that is not there', 'canary-stranger'],
  ['a path', 'canary-path'],
  ['a query', 'canary-query'],
  ['a header', 'canary-header'],
  ['the user agent', 'canary-agent'],
])

/** What was answered to requests that were refused. */
let refused = ''

describe('everything a server process writes', () => {
  let server: ServerProcess
  let written = ''
  let stored: readonly string[]
  before(async () => {
    const flags = ['--log-level', 'debug', '--allow-query-tokens']
    const credentials = ['--credentials', 'bearer,basic-token,cookie']
    server = await startServer({ by: 'node', flags: [...flags, ...credentials] })
    const { data } = server
    const latchkey = (...args: string[]) =>
      run(process.execPath, ['dist/cli/bin.js', ...args, '--data', data], { input: password })
    const account = ['--username', 'canary-name', '--email', email, '--password-stdin']
    const added = await latchkey('account', 'add', ...account)
    assert.equal(added.code, 0, added.stderr)
    const verifier = await latchkey('verifier', 'add', 'canary-verifier')
    assert.equal(verifier.code, 0, verifier.stderr)
    secrets.set('the credential of a verifier', verifier.stdout.trim())
    await useEverything(server.url)
    await useVerifier(server.url, verifier.stdout.trim())
    const key = join(data, 'flask-secret-key')
    writeFileSync(key, 'canary-flask-secret-key\n', { mode: 0o600 })
    const dialect = ['--dialects', 'flask-security=5.x', '--flask-secret-key-file', key]
    const flask = await startServer({ by: 'node', flags: [...flags, ...dialect, '--data', data] })
    await useFlask(flask.url)
    const file = join(data, 'latchkey.db')
    const values = dump(file)
    stored = [
      ...explode(values),
      ...[file, `${file}-wal`].filter(existsSync).map((each) => readFileSync(each, 'latin1')),
    ]
    secrets.set('the master secret', readFileSync(`${file}.secret`, 'utf8').trim())
    const hashes = values.map(String).filter((value) => value.startsWith('$argon2'))
    for (const hash of hashes) names.set(`a hash: ${hash.slice(0, 12)}`, hash)
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    written = added.stderr + verifier.stderr + metrics
    await flask.stop()
    await server.stop()
    written += flask.output() + server.output()
  })

  it('is a line for every request', () => {
    assert.ok((written.match(/"event":"request"/g)?.length ?? 0) > 20)
    assert.match(written, /"route":"\/api\/v1\/login","status":401,"code":"password_mismatch"/)
    assert.match(written, /latchkey_sign_ins_total\{outcome="password_mismatch"\} \d/)
    assert.match(written, /latchkey_sign_ins_total\{outcome="ok"\} \d/)
    assert.match(written, /latchkey_refusals_total\{code="refresh_token_malformed"\} \d/)
  })

  it('L23 O12 holds no secret, name or address that went through it, decoded either', () => {
    const texts = [written, ...explode([written])]
    for (const [what, secret] of [...secrets, ...names]) {
      for (const form of formsOf(secret)) {
        assert.ok(!texts.some((text) => text.includes(form)), `${what} is in the output`)
      }
    }
    assert.doesNotMatch(written, /eyJ[\w-]{20}|lkr_|\$argon2|@mine/)
  })

  it('J66 L23 O12 is in no answer that refuses', () => {
    assert.ok((refused.match(/"code":/g)?.length ?? 0) > 10)
    const texts = [refused, ...explode([refused])]
    for (const [what, secret] of [...secrets, ...names]) {
      for (const form of formsOf(secret)) {
        assert.ok(!texts.some((text) => text.includes(form)), `${what} is in an answer`)
      }
    }
  })

  it('R20 A01 is in no page of the database', () => {
    assert.ok(stored.some((text) => text.includes('canary-name')))
    for (const [what, secret] of secrets) {
      for (const form of formsOf(secret)) {
        assert.ok(!stored.some((text) => text.includes(form)), `${what} is in the database`)
      }
    }
  })
})

const formsOf = (secret: string): ReadonlySet<string> =>
  new Set([
    secret,
    encodeURIComponent(secret),
    ...(['base64', 'base64url', 'hex'] as const).map((form) => Buffer.from(secret).toString(form)),
  ])

/** Keeps what a refusal says, headers and all. */
async function ask(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init)
  if (response.status >= 400) {
    refused += `${JSON.stringify([...response.headers])}\n${await response.clone().text()}\n`
  }
  return response
}

async function useVerifier(url: string, credential: string): Promise<void> {
  const token = secrets.get('third: access token') ?? ''
  for (const [authorization, text] of [
    [`Bearer ${credential}`, token],
    [`Basic ${btoa(`canary-verifier:${credential}`)}`, secrets.get('third: refresh token') ?? ''],
    [`Basic ${btoa(`canary-other:${credential}`)}`, token],
    [`Bearer ${credential}x`, token],
    [`Bearer ${token}`, credential],
  ] as const) {
    const headers = { authorization }
    const body = new URLSearchParams({ token: text, token_type_hint: 'canary-query' })
    await ask(`${url}/oauth/introspect`, { method: 'POST', headers, body })
    const stream = await ask(`${url}/api/v1/revocations`, { headers })
    await stream.body?.cancel()
  }
}

async function useFlask(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const login = async (body: object): Promise<Response> =>
    ask(`${url}/login?include_auth_token=canary-query`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
  const answer = await login({ email, password: nextPassword })
  const text = await answer.text()
  const [, token] = /"authentication_token":\s*"([^"]+)"/.exec(text) ?? []
  assert.ok(token !== undefined, text)
  secrets.set('a token of Flask-Security', token)
  for (const [n, part] of (answer.headers.get('set-cookie') ?? '').split(/[=;,]/).entries()) {
    if (part.length > 40) secrets.set(`a cookie of Flask, part ${n}`, part)
  }
  await login({ email, password: 'canary-wrong-1' })
  await login({ email: 'canary-stranger', password: ['canary-wrong-1'] })
  for (const given of [token, `${token}x`, 'canary-header']) {
    const withToken = { ...headers, 'authentication-token': given }
    await ask(`${url}/change`, {
      method: 'POST',
      headers: withToken,
      body: '{"password":"canary-wrong-1"}',
    })
    await ask(`${url}/verify?auth_token=${given}`, { method: 'POST', headers, body: '{' })
  }
}

async function useEverything(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'user-agent': 'canary-agent' }
  const post = (path: string, body: unknown, more: object = {}): Promise<Response> =>
    ask(`${url}/api/v1/${path}`, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const get = (path: string, more: Record<string, string> = {}): Promise<Response> =>
    ask(`${url}${path}`, { headers: { ...headers, ...more } })
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
  await ask(`${url}/api/v1/me`, {
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
