import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createFlaskSecurity } from '../../src/flask-security/index.ts'
import { createAuthenticate } from '../../src/middleware/authenticate.ts'
import { URLSafeTimedSerializer } from '../../src/signing/index.ts'
import { createWorld, origin, secretKey } from './world.ts'
import type { World } from './world.ts'

const start = 1_800_000_000
const uniquifier = 'e4774cdda0793f86414e8b9140bb6db4'
const json = { 'content-type': 'application/json' }
const ok = { email: 'ok@example.com', password: 'correct horse battery' }

const bodyOf = async (response: Response) =>
  (await response.json()) as {
    response: { user: { authentication_token: string }; csrf_token: string; errors: string[] }
  } // as Flask-Security's

const request = (sent: string) => ({
  method: 'GET',
  url: '/',
  header: (name: string) => (name === 'authentication-token' ? sent : undefined),
})

describe('a dialect that nobody weakened', () => {
  let now = start
  let world: World
  beforeEach(async () => {
    now = start
    world = await createWorld(() => now, { csrf: 'session' })
  })
  afterEach(() => world.close())

  const fetch = (path: string, init: RequestInit = {}): Promise<Response> =>
    world.fetch(new Request(origin + path, init))
  const post = (path: string, body: object, headers: object = {}): Promise<Response> =>
    fetch(path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) })
  const signIn = async () => {
    const response = await post('/login?include_auth_token', ok)
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const { user, csrf_token: csrf } = (await bodyOf(response)).response
    return { token: user.authentication_token, cookie, csrf }
  }
  const statusWith = async (token: string): Promise<number> => {
    const headers = { 'authentication-token': token, accept: 'application/json' }
    return (await fetch('/protected-token', { headers })).status
  }
  const flaskToken = (): string =>
    new URLSafeTimedSerializer(secretKey, { salt: 'remember-salt', clock: () => now }).dumps([
      uniquifier,
    ])

  it('ends a token with its session: signed out, revoked, or idle', async () => {
    const { token, cookie } = await signIn()
    const { token: other } = await signIn()
    assert.equal(await statusWith(token), 200)
    await fetch('/logout', { headers: { cookie } })
    assert.equal(await statusWith(token), 401)
    assert.equal(await statusWith(other), 200)
    const account = await world.auth.accounts.findByEmail(ok.email)
    await world.auth.sessions.endAll(account?.id ?? '', 'revoked')
    assert.equal(await statusWith(other), 401)
  })

  it('counts the use of a token as use of its session', async () => {
    await world.close()
    world = await createWorld(() => now, { tokenMaxAge: '365d' })
    const { token } = await signIn()
    for (const [day, status] of [
      [20, 200],
      [45, 200],
      [80, 401],
    ] as const) {
      now = start + day * 86_400
      assert.equal(await statusWith(token), status, `day ${day}`)
    }
  })

  it('ends what Flask-Security itself signed when somebody signs out with it', async () => {
    const token = flaskToken()
    now += 10
    const { token: own } = await signIn()
    assert.equal(await statusWith(token), 200)
    await post('/logout', {}, { 'authentication-token': token })
    assert.equal(await statusWith(token), 401)
    assert.equal(await statusWith(own), 200)
    now += 1
    assert.equal(await statusWith(flaskToken()), 200)
  })

  it('lets no token of Flask-Security live for ever', async () => {
    const token = flaskToken()
    now += 30 * 86_400
    assert.equal(await statusWith(token), 200)
    now += 1
    assert.equal(await statusWith(token), 401)
  })

  it('does not tell who has an account', async () => {
    const wrong = [
      { ...ok, password: 'wrong' },
      { ...ok, email: 'nobody@example.com' },
      { email: 'nopass@example.com', password: 'wrong' },
      { email: 'inactive@example.com', password: 'wrong' },
    ]
    const bodies = await Promise.all(wrong.map(async (body) => (await post('/login', body)).text()))
    assert.equal(new Set(bodies).size, 1)
    assert.match(bodies[0] ?? '', /Authentication failed/)
    const taken = await post('/register', { ...ok, password: 'violet lamps' })
    assert.equal(taken.status, 200)
    assert.equal(taken.headers.get('set-cookie')?.includes('_user_id'), false)
  })

  it('asks whom a session authenticates for a token against forgery, and whom a token does for none', async () => {
    const { cookie, csrf, token } = await signIn()
    const { password } = ok
    assert.equal((await post('/verify', { password }, { cookie })).status, 400)
    assert.equal(
      (await post('/verify', { password }, { cookie, 'x-csrf-token': csrf })).status,
      200,
    )
    assert.equal(
      (await post('/verify', { password }, { 'authentication-token': token })).status,
      200,
    )
  })

  it('CVE-2023-49438 leads nowhere else', async () => {
    const elsewhere = [
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      'https://evil.example',
      '/\t/evil.example',
      ' //evil.example',
      'javascript:x',
      'evil.example',
    ]
    for (const next of elsewhere) {
      const body = new URLSearchParams({ ...ok, next })
      const response = await fetch(`/login?next=${encodeURIComponent(next)}`, {
        method: 'POST',
        body,
      })
      assert.notEqual(response.headers.get('location')?.includes('evil'), true, next)
    }
  })

  it('gives cookies to encrypted connections only, and no remember cookie', async () => {
    const response = await post('/login', { ...ok, remember: true })
    const cookies = response.headers.getSetCookie()
    assert.equal(cookies.length, 1)
    assert.match(cookies[0] ?? '', /^session=.*; Secure; HttpOnly; Path=\/; SameSite=Lax$/)
  })

  it('serves the account of the token, not that of the session beside it', async () => {
    const { token } = await signIn()
    const admin = { email: 'admin@example.com', password: 'admin password 1' }
    const cookie = (await post('/login', admin)).headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const headers = { cookie, 'authentication-token': token }
    assert.deepEqual(await (await fetch('/protected-token', { headers })).json(), {
      email: ok.email,
      via: 'token',
    })
    assert.equal((await fetch('/role-admin', { headers })).status, 403)
  })

  it('is a verifier for the guards of every framework', async () => {
    const { token } = await signIn()
    const guard = createAuthenticate(world.flask, {
      credentials: ['authentication-token'],
      role: 'user',
    })
    const admission = await guard(request(token))
    assert.equal(admission.refusal, undefined)
    assert.equal((await guard(request('x'))).refusal?.status, 401)
  })

  it('says why to the operator', async () => {
    await assert.rejects(world.flask.verify('x'), { code: 'signature_invalid' })
    const { token, cookie } = await signIn()
    const { sub, roles, sid } = await world.flask.verify(token)
    assert.match(sub, /^acc_/)
    assert.deepEqual(roles, ['user'])
    assert.ok(sid)
    await fetch('/logout', { headers: { cookie } })
    await assert.rejects(world.flask.verify(token), { code: 'session_ended' })
    now += 31 * 86_400
    await assert.rejects(world.flask.verify(token), { code: 'token_expired' })
  })

  it('takes no option that cannot be', () => {
    const { auth, store } = world
    const options = { store, secretKey }
    for (const [option, value] of [
      ['urlPrefix', 'auth'],
      ['generation', '4.x'],
      ['secretKey', []],
    ] as const) {
      const wrong = { ...options, [option]: value }
      assert.throws(() => createFlaskSecurity(auth, wrong), TypeError, option)
    }
  })
})
