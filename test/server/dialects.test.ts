import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, afterEach, describe, it } from 'node:test'
import { ConfigError, createLog, openAuth, readConfig, serve } from '../../src/server/index.ts'
import type { ServeOptions, Server } from '../../src/server/index.ts'
import {
  TimedJSONWebSignatureSerializer,
  URLSafeTimedSerializer,
  writeFlaskSession,
} from '../../src/signing/index.ts'
import { sqlite } from '../../src/sqlite/index.ts'

const secretKey = 'the SECRET_KEY of a Flask application'
const password = 'four words of no song'
const origin = 'https://app.example.com'
const tomorrow = Math.floor(Date.now() / 1_000) + 86_400

const home = mkdtempSync(join(tmpdir(), 'latchkey-'))
after(() => rmSync(home, { recursive: true }))
let files = 0
const fileOf = (content: string | Uint8Array): string => {
  const file = join(home, `file${(files += 1)}`)
  writeFileSync(file, content, { mode: 0o600 })
  return file
}

const running = new Set<Server>()
afterEach(async () => {
  for (const server of running) await server.close()
  running.clear()
})

interface Started extends Server {
  /** The routes that were answered, as the log has them. */
  routes(): unknown[]
  /** Settings that weaken a promise, as the log has them. */
  weakened(): unknown[]
}

/** With ada, who is user 7 in the Flask application. */
async function start(options: ServeOptions): Promise<Started> {
  let text = ''
  const output = new PassThrough({ encoding: 'utf8' }).on('data', (chunk) => (text += chunk))
  const data = join(home, `data${(files += 1)}`)
  const file = fileOf(`${secretKey}\n`)
  const server = await serve({
    port: 0,
    // Answers that a test does not read would be waited for.
    limits: { drainTimeout: 0 },
    flaskSecretKeyFile: file,
    ...options,
    data,
    log: createLog({ output }),
  })
  running.add(server)
  const auth = await openAuth(readConfig({ data }, {}).config, { issuer: 'http://127.0.0.1:1' })
  const { id } = await auth.accounts.register({
    username: 'ada',
    email: 'ada@example.com',
    password,
  })
  await auth.close()
  const store = sqlite(join(data, 'latchkey.db'))
  await store.migrate()
  const named = { accountId: id, uniquifier: '7', passwordVersion: 1, tokensFrom: 0 }
  await store.putFlaskIdentity(named)
  await store.close()
  const lines = () =>
    text
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  return {
    ...server,
    routes: () => lines().flatMap(({ route }) => route ?? []),
    weakened: () =>
      lines().flatMap(({ event, setting }) => (event === 'weakened' ? [setting] : [])),
  }
}

const json = { 'content-type': 'application/json', accept: 'application/json' }
const basic = (name: string, word: string) => ({
  authorization: `Basic ${btoa(`${name}:${word}`)}`,
})
const post = (url: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) })
const member = async (response: Response, name: string): Promise<string> =>
  String(Reflect.get(Object(await response.json()), name))

/** What the originals gave to user 7. */
const originalToken = (era: '0.24' | '1.x') =>
  new TimedJSONWebSignatureSerializer(secretKey, { era, expiresIn: 600 }).dumps({ id: 7 })
const cookieOf = (era: '0.24' | '2.x') =>
  `session=${writeFlaskSession({ _user_id: '7' }, { secretKey, era })}`

describe('serve with flask-security', () => {
  it('answers as it where it has an endpoint, and as itself elsewhere', async () => {
    const server = await start({ dialects: ['flask-security=5.x'] })
    const refused = await post(`${server.url}/login`, {})
    assert.equal(refused.status, 400)
    assert.equal(Reflect.get(Object(await refused.json()), 'meta').code, 400)
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200)
    assert.equal((await fetch(`${server.url}/register`)).status, 404)
    assert.ok(server.routes().includes('/login'))
  })

  it('has /register where anybody may make an account', async () => {
    const server = await start({ dialects: ['flask-security=5.x'], allowRegistration: true })
    const { status } = await post(`${server.url}/register`, { email: 'bea@example.com', password })
    assert.equal(status, 200)
    assert.deepEqual(server.weakened(), ['--allow-registration'])
  })

  it('takes a SECRET_KEY that is bytes, as os.urandom makes them', async () => {
    const key = Buffer.from('5f2379324c224634513878ec5d2f0a01fe', 'hex')
    const file = fileOf(key)
    const server = await start({ dialects: ['flask-security=5.x'], flaskSecretKeyFile: file })
    const token = new URLSafeTimedSerializer(key, { salt: 'remember-salt' }).dumps(['7'])
    const headers = { ...json, 'authentication-token': token }
    assert.equal((await fetch(`${server.url}/change`, { headers })).status, 200)
  })
})

describe('serve with basic-token', () => {
  it('gives a token for a name and a password, under the id that the user has there', async () => {
    const server = await start({ dialects: ['basic-token=0.24'] })
    const token = await member(
      await fetch(`${server.url}/token`, { headers: basic('ada', password) }),
      'token',
    )
    const reader = new TimedJSONWebSignatureSerializer(secretKey, { era: '0.24' })
    assert.deepEqual({ ...Object(reader.loads(token)) }, { id: 7 })
    const greeted = await fetch(`${server.url}/api/resource`, { headers: basic(token, 'blank') })
    assert.equal(await member(greeted, 'data'), 'Hello, ada!')
    const found = await fetch(`${server.url}/users/7`, { headers: basic(token, 'blank') })
    assert.equal(await member(found, 'username'), 'ada')
    assert.equal((await post(`${server.url}/users`, { username: 'bea', password })).status, 404)
    assert.ok(server.routes().includes('/token'))
  })

  it('takes tokens of the original only where it is told to, and of its era', async () => {
    for (const [options, statuses] of [
      [{ dialects: ['basic-token=0.24'] }, [401, 401]],
      [{ dialects: ['basic-token=0.24'], allowTokensWithoutSession: true }, [200, 401]],
      [{ dialects: ['basic-token=1.x'], allowTokensWithoutSession: true }, [401, 200]],
    ] satisfies [ServeOptions, number[]][]) {
      const server = await start(options)
      const found = await Promise.all(
        (['0.24', '1.x'] as const).map(async (era) => {
          const headers = basic(originalToken(era), '')
          return (await fetch(`${server.url}/resource`, { headers })).status
        }),
      )
      assert.deepEqual(found, statuses)
    }
  })

  it('has POST /users where anybody may make an account, who is called by the id here', async () => {
    const server = await start({ dialects: ['basic-token=1.x'], allowRegistration: true })
    assert.equal((await post(`${server.url}/users`, { username: 'bea', password })).status, 201)
    const asked = await fetch(`${server.url}/token`, { headers: basic('bea', password) })
    const token = await member(asked, 'token')
    const greeted = await fetch(`${server.url}/resource`, { headers: basic(token, '') })
    assert.equal(await member(greeted, 'data'), 'Hello, bea!')
  })
})

describe('serve with twopi', () => {
  for (const [dialect, prefix] of [
    ['twopi', ''],
    ['twopi=/api/v1', '/api/v1'],
  ] as const) {
    it(`${dialect} ${prefix ? 'leaves no' : 'has the'} account page beside it`, async () => {
      const server = await start({ dialects: [dialect] })
      assert.equal((await fetch(`${server.url}/account`)).status, prefix ? 404 : 200)
    })

    it(`${dialect} signs in, renews and signs out`, async () => {
      const server = await start({ dialects: [dialect] })
      const api = server.url + prefix
      const body = new URLSearchParams({ username: 'ada', password })
      const signedIn = await (await fetch(`${api}/login`, { method: 'POST', body })).json()
      const { token, refreshToken }: { token?: string; refreshToken?: string } = Object(signedIn)
      const headers = { authorization: `Bearer ${token}` }
      const greet = () => fetch(`${api}/protected`, { method: 'POST', headers })
      assert.equal(await (await greet()).text(), 'Welcome, ada')
      const renewed = await post(`${api}/renew`, { refreshToken })
      assert.notEqual(await member(renewed, 'token'), 'undefined')
      assert.equal((await post(`${api}/logout`, {}, headers)).status, 200)
      assert.equal((await greet()).status, 401)
      assert.ok(server.routes().includes(`${prefix}/login`))
    })
  }

  it('reads ?token= where query tokens are allowed', async () => {
    for (const allowQueryTokens of [false, true]) {
      const server = await start({ dialects: ['twopi'], allowQueryTokens })
      const signedIn = await post(`${server.url}/login`, { username: 'ada', password })
      const url = `${server.url}/protected?token=${await member(signedIn, 'token')}`
      const { status } = await fetch(url, { method: 'POST' })
      assert.equal(status, allowQueryTokens ? 200 : 401)
    }
  })
})

describe('serve with flask-login', () => {
  it('exchanges a session cookie of its era for a session, once and until the day', async () => {
    for (const era of ['0.24', '2.x'] as const) {
      const server = await start({
        dialects: [`flask-login=${era}`],
        flaskLoginUntil: tomorrow,
        allowOrigins: [origin],
      })
      const exchange = (cookie: string) =>
        post(`${server.url}/api/v1/flask-login`, {}, { cookie, origin })
      // The first itsdangerous takes whatever is from the future.
      if (era === '2.x') assert.equal((await exchange(cookieOf('0.24'))).status, 401)
      const token = await member(await exchange(cookieOf(era)), 'token')
      const me = await fetch(`${server.url}/api/v1/me`, {
        headers: { authorization: `Bearer ${token}` },
      })
      assert.equal(await member(me, 'username'), 'ada')
      assert.equal((await exchange(cookieOf(era))).status, 401)
    }
    const closed = await start({
      dialects: ['flask-login=2.x'],
      flaskLoginUntil: 1,
      allowOrigins: [origin],
    })
    const cookie = cookieOf('2.x')
    assert.equal(
      (await post(`${closed.url}/api/v1/flask-login`, {}, { cookie, origin })).status,
      401,
    )
  })
})

describe('serve with several dialects', () => {
  it('answers for each of them', async () => {
    const server = await start({
      dialects: ['flask-security=5.x', 'twopi=/api/v1', 'basic-token=1.x', 'flask-login=2.x'],
      flaskLoginUntil: tomorrow,
    })
    const statuses = await Promise.all(
      ['/login', '/api/v1/protected', '/resource', '/api/v1/flask-login'].map(async (path) => {
        const method = path.startsWith('/api') ? 'POST' : 'GET'
        return (await fetch(server.url + path, { method })).status
      }),
    )
    assert.deepEqual(statuses, [200, 401, 401, 403])
  })
})

describe('serve does not start', () => {
  const until = { flaskLoginUntil: tomorrow }
  const rows: readonly [what: string, options: ServeOptions, message: RegExp][] = [
    [
      'without the secret',
      { dialects: ['basic-token=1.x'], flaskSecretKeyFile: undefined },
      /basic-token=1\.x needs --flask-secret-key-file/,
    ],
    [
      'with two of a kind',
      { dialects: ['flask-security=5.x', 'flask-security=1.7'] },
      /one of each/,
    ],
    [
      'with two that answer /login',
      { dialects: ['twopi', 'flask-security=5.x'] },
      /answer \/login/,
    ],
    ['without the day', { dialects: ['flask-login=2.x'] }, /needs --flask-login-until/],
    [
      'with a file that has no key in it',
      { dialects: ['flask-login=2.x'], ...until, flaskSecretKeyFile: fileOf('\n\n') },
      /no key/,
    ],
    [
      'with a short key for twopi',
      { dialects: ['twopi'], flaskSecretKeyFile: fileOf('canary of ten') },
      /32 bytes/,
    ],
    [
      'with two keys for twopi',
      { dialects: ['twopi'], flaskSecretKeyFile: fileOf(`${secretKey}\n${secretKey}!\n`) },
      /one line/,
    ],
  ]
  for (const [what, options, message] of rows) {
    it(what, async () => {
      await assert.rejects(start(options), (error: unknown) => {
        assert.ok(error instanceof ConfigError)
        assert.match(error.message, message)
        assert.doesNotMatch(error.message, /canary|SECRET_KEY of/)
        return true
      })
    })
  }
})
