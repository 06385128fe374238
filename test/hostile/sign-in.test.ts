import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { Account } from '../../src/accounts/index.ts'
import { freshSignIn } from '../../src/defaults.ts'
import type { SessionsAnswer } from '../../src/wire.ts'
import { type Api, jsonOf, openApi, password, refusalOf } from '../http/open-api.ts'
import { startServing, temporaryDirectory } from './serving.ts'

const basic = (name: string, secret: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
})

/** How many answers had which status. */
const tally = (responses: readonly Response[]): Record<number, number> => {
  const counts: Record<number, number> = {}
  for (const { status } of responses) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

/** Every way in which a request can show a password for an account. */
const ways = (api: Api) => ({
  login: (name: string, guess: string): Promise<Response> =>
    api.call('POST', '/api/v1/login', { body: { username: name, password: guess } }),
  'Basic at /token': (name: string, guess: string): Promise<Response> =>
    api.call('GET', '/token', { headers: basic(name, guess) }),
})

describe('guesses', () => {
  let api: Api
  beforeEach(async () => {
    api = await openApi({}, { passwords: { argon2id: { memoryCost: 64 } } })
  })
  afterEach(() => api.close())

  for (const way of ['login', 'Basic at /token'] as const) {
    it(`L17 L18 200 at once by ${way}: ten are looked at, and the right one after them is refused (CVE-2024-4629, better-auth #8067)`, async () => {
      const guess = ways(api)[way]
      const guesses = Array.from({ length: 200 }, (_, n) => guess('lorenzo', `wrong ${n}`))
      assert.deepEqual(tally(await Promise.all(guesses)), { 401: 10, 429: 190 })
      const right = await guess('lorenzo', password)
      assert.match(right.headers.get('retry-after') ?? '', /^[1-9]\d*$/)
      assert.equal(await refusalOf(right), '429 rate_limited')
    })
  }

  it('L19 spent in one place are spent in every other; who is signed in stays so (CVE-2026-9798, CVE-2026-16103, CVE-2026-88770)', async () => {
    const { token, refreshToken } = await api.signIn()
    for (let n = 0; n < 10; n += 1) await ways(api).login('lorenzo', 'wrong')
    for (const [way, show] of Object.entries(ways(api))) {
      assert.equal(await refusalOf(await show('lorenzo', password)), '429 rate_limited', way)
    }
    const body = { password, newPassword: 'an even longer sentence' }
    const change = await api.call('PATCH', '/api/v1/me', { token, body })
    assert.equal(await refusalOf(change), '429 rate_limited')
    assert.equal((await api.call('GET', '/api/v1/me', { token })).status, 200)
    const renewal = await api.call('POST', '/api/v1/renew', { body: { refreshToken } })
    assert.equal(renewal.status, 200)
  })

  const spellings: readonly (readonly [account: string, ...names: string[]])[] = [
    ['lorenzo', 'lorenzo', 'LORENZO', 'Lorenzo', 'ｌｏｒｅｎｚｏ', 'LoReNzO'],
    ['straße', 'straße', 'STRASSE', 'Strasse', 'ＳＴＲＡßＥ'],
    ['josé', 'josé', 'jose\u0301', 'JOSÉ', 'JOSE\u0301'],
  ]
  for (const [username, ...names] of spellings) {
    it(`H18 at ${username} count as one however it is spelled, in Basic and in JSON (CVE-2026-47203)`, async () => {
      if (username !== 'lorenzo') await api.auth.accounts.register({ username, password })
      const { login, 'Basic at /token': token } = ways(api)
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, n) =>
          (n % 2 === 0 ? login : token)(names[n % names.length] ?? '', 'wrong'),
        ),
      )
      assert.deepEqual(tally(answers), { 401: 10, 429: 50 })
      for (const name of names) {
        assert.equal((await token(name, password)).status, 429, `the right password of ${name}`)
      }
    })
  }

  it('H18 at a name with spaces around it are guesses at no account at all', async () => {
    for (const name of [' lorenzo', 'lorenzo ', 'lorenzo\u00a0', '\u200blorenzo']) {
      for (const show of Object.values(ways(api))) {
        assert.equal((await show(name, password)).status, 401)
      }
    }
    assert.equal((await ways(api).login('lorenzo', password)).status, 200)
  })
})

describe('signing in', () => {
  let api: Api
  let mallory: Account
  const malloryPassword = 'the password of mallory'
  beforeEach(async () => {
    api = await openApi(
      { credentials: ['bearer', 'authentication-token', 'basic-token', 'cookie', 'query'] },
      { passwords: { argon2id: { memoryCost: 64 } } },
    )
    mallory = await api.auth.accounts.register({ username: 'mallory', password: malloryPassword })
  })
  afterEach(() => api.close())

  const ridesOn: readonly (readonly [id: string, headers: (token: string) => object])[] = [
    ['Authorization', (token) => ({ authorization: `Bearer ${token}` })],
    ['Authentication-Token', (token) => ({ 'authentication-token': token })],
    ['Basic', (token) => basic(token, 'x')],
    [
      'a cookie',
      (token) => ({ cookie: `__Host-latchkey=${token}`, 'sec-fetch-site': 'same-origin' }),
    ],
  ]
  for (const [id, headers] of ridesOn) {
    it(`L35 R17 starts a session of its own, whatever token is in ${id} (CVE-2022-25896, CVE-2026-7507, CVE-2024-7341, CVE-2022-3916)`, async () => {
      const planted = await api.signIn({ username: 'mallory', password: malloryPassword })
      const response = await api.call('POST', '/api/v1/login', {
        headers: { ...headers(planted.token) },
        body: { username: 'lorenzo', password },
      })
      assert.equal(response.headers.get('set-cookie'), null)
      const victim = await jsonOf<typeof planted>(response)
      const [before, after] = await Promise.all(
        [planted, victim].map(({ token }) => api.auth.verify(token)),
      )
      assert.notEqual(after?.sid, before?.sid)
      assert.equal(after?.sub, victim.user.id)
      // What was planted is still the attacker's, and ends alone.
      const body = { refreshToken: planted.refreshToken }
      const renewal = await api.call('POST', '/api/v1/renew', { body })
      const { token } = await jsonOf<{ token: string }>(renewal)
      assert.equal((await api.auth.verify(token)).sub, mallory.id)
      await api.call('POST', '/api/v1/logout', { body: { refreshToken: victim.refreshToken } })
      assert.equal((await api.call('GET', '/api/v1/me', { token })).status, 200)
      assert.equal((await api.call('GET', '/api/v1/me', { token: victim.token })).status, 401)
    })
  }

  for (const name of ['sid', 'sessionId', 'session_id', 'refreshToken', 'token', 'clientId']) {
    it(`L35 takes no ${name} from outside`, async () => {
      const { refreshToken } = await api.signIn()
      const body = { username: 'lorenzo', password, [name]: refreshToken }
      assert.equal(
        await refusalOf(await api.call('POST', '/api/v1/login', { body })),
        '400 invalid_request',
      )
    })
  }

  it('L35 does not leave another device with the session of before a change of password', async () => {
    const [mine, other] = [await api.signIn(), await api.signIn()]
    const newPassword = 'an even longer sentence'
    const body = { password, newPassword }
    await api.call('PATCH', '/api/v1/me', { token: mine.token, body })
    const next = await api.signIn({ username: 'lorenzo', password: newPassword })
    const answer = await api.call('GET', '/api/v1/sessions', { token: next.token })
    const { sessions } = await jsonOf<SessionsAnswer>(answer)
    const live = await Promise.all([mine, next].map(({ token }) => api.auth.verify(token)))
    assert.deepEqual(
      new Set(sessions.map(({ id }) => id)),
      new Set(live.map(({ sid }) => sid ?? '')),
    )
    assert.equal((await api.call('GET', '/verify', { token: other.token })).status, 401)
  })

  it('proves an account with its own password, not with that of another (GHSA-f66q-9rf6-8795)', async () => {
    const { token } = await api.signIn()
    api.wait(freshSignIn + 1)
    const fresh = await api.signIn({ username: 'mallory', password: malloryPassword })
    const body = { email: 'mallory@evil.example', password: malloryPassword }
    const stolen = await api.call('PATCH', '/api/v1/me', { token, body })
    assert.equal(await refusalOf(stolen), '400 password_mismatch')
    const twice = { token: fresh.token, headers: { 'authentication-token': token }, body }
    assert.equal(
      await refusalOf(await api.call('PATCH', '/api/v1/me', twice)),
      '400 invalid_request',
    )
  })
})

describe('registering', () => {
  it('L04 an account that exists is for the operator alone, and does not say which name is taken', async () => {
    const api = await openApi({}, { passwords: { argon2id: { memoryCost: 64 } } })
    const refusals = []
    for (const taken of [
      { username: 'LORENZO' },
      { username: 'ｌorenzo', email: 'other@example.com' },
      { username: 'other', email: 'lorenzo@EXAMPLE.com' },
    ]) {
      const registered = api.auth.accounts.register({ ...taken, password })
      refusals.push(
        await registered.then(
          () => assert.fail(),
          ({ code, message }: { code: string; message: string }) => ({ code, message }),
        ),
      )
    }
    for (const refusal of refusals) assert.deepEqual(refusal, refusals[0])
    assert.equal(refusals[0]?.code, 'account_exists')
    assert.doesNotMatch(refusals[0]?.message ?? '', /lorenzo|example/i)
    await api.close()
  })
})

describe('names that others have', () => {
  it('L04 are told to an account ten times and then once an hour, whichever session asks', async () => {
    const api = await openApi({}, { passwords: { argon2id: { memoryCost: 64 } } })
    await api.auth.accounts.register({ username: 'mallory', password: 'the password of mallory' })
    const ask = async (token: string, body: object): Promise<number> =>
      (await api.call('PATCH', '/api/v1/me', { token, body })).status
    const first = await api.signIn()
    for (let n = 0; n < 5; n += 1) {
      assert.equal(await ask(first.token, { username: 'mallory' }), 409)
      assert.equal(await ask(first.token, { email: `free-${n}@example.com` }), 200)
    }
    const second = await api.signIn()
    assert.equal(await ask(second.token, { username: 'mallory' }), 429)
    assert.equal(await ask(second.token, { username: 'nobody' }), 429)
    // What asks for no name learns nothing.
    assert.equal(await ask(second.token, { email: null }), 200)
    await api.auth.accounts.update(first.user.id, { username: 'renzo' })
    api.wait(3_600)
    const later = await api.signIn({ username: 'renzo', password })
    assert.equal(await ask(later.token, { username: 'mallory' }), 409)
    assert.equal(await ask(later.token, { username: 'mallory' }), 429)
    await api.close()
  })
})

describe('latchkey serve at its first start', () => {
  const defaults = [
    ['admin', 'admin'],
    ['admin', 'password'],
    ['admin', ''],
    ['root', 'root'],
    ['latchkey', 'latchkey'],
    ['test', 'test'],
    ['demo', 'demo'],
    ['Lorenzo', 'Lorenzo'],
    ['user', 'user'],
  ] as const
  const setups = ['setup', 'install', 'bootstrap', 'register', 'signup', 'admin', 'accounts']

  it('L32 has no account, no credential and no way to make the first one from outside', async (t) => {
    const { data, remove } = temporaryDirectory()
    const serving = await startServing(data)
    t.after(async () => {
      await serving.close()
      remove()
    })
    assert.deepEqual(await serving.beside.accounts.list(), [])
    for (const [username, guess] of defaults) {
      const { status } = await serving.post('/api/v1/login', { username, password: guess })
      assert.equal(status, 401, username)
      assert.equal((await serving.get('/token', basic(username, guess))).status, 401, username)
      assert.equal((await serving.get('/verify', basic(username, guess))).status, 401, username)
    }
    for (const path of setups.flatMap((word) => [`/${word}`, `/api/v1/${word}`])) {
      const who = { username: 'mallory', password }
      assert.equal((await serving.post(path, who)).status, 404, path)
    }
    assert.deepEqual(await serving.beside.accounts.list(), [])
  })

  it('L32 has another password for the demo account wherever it is switched on', async () => {
    const passwords = []
    for (let n = 0; n < 2; n += 1) {
      const { data, remove } = temporaryDirectory()
      const serving = await startServing(data, { demo: true })
      const made = readFileSync(join(data, 'demo-password'), 'utf8').trim()
      assert.match(made, /^[\w-]{22}$/)
      passwords.push(made)
      const guess = { username: 'Lorenzo', password: 'Lorenzo' }
      assert.equal((await serving.post('/api/v1/login', guess)).status, 401)
      await serving.close()
      remove()
    }
    assert.notEqual(passwords[0], passwords[1])
  })
})
