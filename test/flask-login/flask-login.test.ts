import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import { unquoteCookie } from '../../src/flask-login/cookie-value.ts'
import { createFlaskLogin } from '../../src/flask-login/index.ts'
import type { FlaskLogin, FlaskLoginOptions } from '../../src/flask-login/index.ts'
import { AuthError, memory } from '../../src/index.ts'
import type { Auth } from '../../src/index.ts'
import {
  makeSecureToken,
  makeSessionIdentifier,
  URLSafeTimedSerializer,
  writeFlaskSession,
  writeRememberCookie,
} from '../../src/signing/index.ts'
import { sqlite } from '../../src/sqlite/index.ts'
import { openAuth, password } from '../dialects/open-auth.ts'

const secretKey = 'flask-login-secret'
const refused = (code: string) => (error: unknown) =>
  error instanceof AuthError && error.code === code

describe('cookies of Flask-Login', () => {
  const store = memory()
  const time = { now: 1_700_000_000 }
  const clock = () => time.now
  let auth: Auth
  let id: string
  const make = (options: Partial<FlaskLoginOptions> = {}): FlaskLogin =>
    createFlaskLogin(auth, {
      secretKey,
      store,
      clock,
      until: time.now + 30 * 86_400,
      accountOf: (userId) => ({ '1': id, ü: id })[userId],
      ...options,
    })
  // Another one each time, or it would have been exchanged before.
  let serial = 0
  const session = (members: object = {}) =>
    `session=${writeFlaskSession(
      { _fresh: true, _user_id: '1', n: (serial += 1), ...members },
      { secretKey, clock },
    )}`
  before(async () => {
    auth = await openAuth(clock, store)
    ;({ id } = await auth.accounts.register({
      username: 'ada',
      email: 'ada@example.com',
      password,
    }))
  })

  it('are exchanged for a session', async () => {
    const { accessToken, refreshToken } = await make().exchange({ cookie: session() })
    assert.equal((await auth.verify(accessToken)).sub, id)
    assert.equal((await auth.renew(refreshToken)).account.id, id)
  })

  for (const [form, cookie, options] of [
    ['a session before 0.5, with user_id', () => session({ _user_id: null, user_id: '1' }), {}],
    ['a session with a number', () => session({ _user_id: 1 }), {}],
    [
      'a remember cookie, SHA-512',
      () => `remember_token=${writeRememberCookie('1', { secretKey })}`,
      {},
    ],
    [
      'a remember cookie up to 0.2.11, SHA-1',
      () => `remember_token=${writeRememberCookie('1', { secretKey, digestMethod: 'sha1' })}`,
      {},
    ],
    [
      'a session that is broken, and a remember cookie',
      () => `session=x; remember_token=${writeRememberCookie('1', { secretKey })}`,
      {},
    ],
    ['other names', () => session().replace('session', 'sid'), { sessionCookie: 'sid' }],
    ['an old secret key', () => session(), { secretKey: [secretKey, 'the next one'] }],
    [
      'a remember cookie of an old secret key',
      () => `remember_token=${writeRememberCookie('1', { secretKey })}`,
      { secretKey: [secretKey, 'the next one'] },
    ],
    [
      'the token of a token_loader',
      () => `remember_token=${makeSecureToken(['1', 'hash'], { secretKey })}`,
      {
        tokenLoader: (token: string) =>
          token === makeSecureToken(['1', 'hash'], { secretKey }) ? '1' : undefined,
      },
    ],
    [
      'the token of Flask-Security 1.7',
      () =>
        `remember_token=${new URLSafeTimedSerializer(secretKey, { salt: 'remember-salt', clock }).dumps(['1', 'md5'])}`,
      {
        tokenLoader: (token: string) =>
          String(
            new URLSafeTimedSerializer(secretKey, { salt: 'remember-salt', clock }).loads(token),
          ).split(',')[0],
      },
    ],
  ] as const) {
    it(`are recognized: ${form}`, async () => {
      const flaskLogin = make({ allowRepeatedExchange: true, ...options })
      assert.equal((await flaskLogin.exchange({ cookie: cookie() })).account.id, id)
    })
  }

  describe('that were exchanged', () => {
    it('are refused, by every process on the store', async () => {
      const cookie = session()
      await make().exchange({ cookie })
      await assert.rejects(make().exchange({ cookie }), refused('token_revoked'))
      await assert.doesNotReject(make({ allowRepeatedExchange: true }).exchange({ cookie }))
    })

    it('are refused by another process on the same database', async () => {
      const directory = mkdtempSync(join(tmpdir(), 'latchkey-'))
      const path = join(directory, 'auth.db')
      const [one, two] = [sqlite(path), sqlite(path)]
      const first = await openAuth(clock, one)
      const account = await first.accounts.register({ username: 'ada', password })
      const accountOf = () => account.id
      const until = time.now + 86_400
      const options = { secretKey, clock, until, accountOf }
      const cookie = session()
      await createFlaskLogin(first, { ...options, store: one }).exchange({ cookie })
      const second = await openAuth(clock, two)
      await assert.rejects(
        createFlaskLogin(second, { ...options, store: two }).exchange({ cookie }),
        refused('token_revoked'),
      )
      await Promise.all([first.close(), second.close()])
      rmSync(directory, { recursive: true })
    })

    it('are refused when Flask writes the same session again later', async () => {
      const members = { n: 0, nonce: 'the same' }
      await make().exchange({ cookie: session(members) })
      time.now += 60
      await assert.rejects(make().exchange({ cookie: session(members) }), refused('token_revoked'))
    })

    it('are refused when two requests race (GHSA-7w99-5wm4-3g79)', async () => {
      const cookie = session()
      const flaskLogin = make()
      const all = await Promise.allSettled(
        Array.from({ length: 8 }, () => flaskLogin.exchange({ cookie })),
      )
      assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 1)
    })

    it('are refused when the clock was set back', async () => {
      const flaskLogin = make()
      const cookie = `remember_token=${writeRememberCookie('ü', { secretKey })}`
      await flaskLogin.exchange({ cookie })
      time.now -= 30
      await assert.rejects(flaskLogin.exchange({ cookie }), refused('token_revoked'))
      time.now += 30
    })

    it('are refused for all devices, where a remember cookie is the same on them', async () => {
      const flaskLogin = make()
      const [sha512, sha1] = (['sha512', 'sha1'] as const).map(
        (digestMethod) => `remember_token=${writeRememberCookie('1', { secretKey, digestMethod })}`,
      )
      await flaskLogin.exchange({ cookie: sha512 })
      await assert.rejects(flaskLogin.exchange({ cookie: sha1 }), refused('token_revoked'))
    })

    it('may come again when no session could be started', async () => {
      const cookie = session()
      const start = auth.sessions.start.bind(auth.sessions)
      auth.sessions.start = () => Promise.reject(new AuthError('storage_unavailable', 'full'))
      await assert.rejects(make().exchange({ cookie }), refused('storage_unavailable'))
      auth.sessions.start = start
      await assert.doesNotReject(make().exchange({ cookie }))
    })
  })

  for (const [what, cookie, code] of [
    ['none', () => undefined, 'credentials_missing'],
    ['nobody’s session', () => session({ _user_id: null }), 'credentials_missing'],
    ['a user who is not here', () => session({ _user_id: '2' }), 'account_unknown'],
    ['a tampered session', () => session().replace(/.$/, '!'), 'signature_invalid'],
    ['a remember cookie without a signature', () => 'remember_token=1', 'signature_invalid'],
    [
      'a remember cookie under another key',
      () => `remember_token=${writeRememberCookie('1', { secretKey: 'x' })}`,
      'signature_invalid',
    ],
    [
      'a session under another salt',
      () => `session=${writeFlaskSession({ _user_id: '1' }, { secretKey, clock, salt: 'x' })}`,
      'signature_invalid',
    ],
  ] as const) {
    it(`are refused: ${what}`, async () => {
      await assert.rejects(make().exchange({ cookie: cookie() }), refused(code))
    })
  }

  it('of the era 0.24 are told by the option', async () => {
    const session024 = writeFlaskSession(
      { _user_id: '1', n: 'old' },
      { secretKey, clock, era: '0.24' },
    )
    const cookie = `session=${session024}`
    await assert.rejects(make().exchange({ cookie }), refused('token_expired'))
    assert.equal((await make({ era: '0.24' }).exchange({ cookie })).account.id, id)
  })

  it('are refused when they are too old, or the window is closed', async () => {
    const cookie = session()
    const flaskLogin = make({ sessionMaxAge: 3_600 })
    time.now += 3_601
    await assert.rejects(flaskLogin.exchange({ cookie }), refused('token_expired'))
    await assert.rejects(make({ until: time.now }).exchange({ cookie }), refused('session_expired'))
  })

  it('are refused where the account is disabled', async () => {
    await auth.accounts.disable(id)
    await assert.rejects(make().exchange({ cookie: session() }), refused('account_disabled'))
    await auth.accounts.enable(id)
  })

  it('are refused once the password has changed here', async () => {
    const { id: other } = await auth.accounts.register({ username: 'grace', password })
    const flaskLogin = make({ accountOf: () => other })
    await flaskLogin.exchange({ cookie: session() })
    await auth.accounts.setPassword(other, password)
    await assert.rejects(flaskLogin.exchange({ cookie: session() }), refused('token_revoked'))
  })

  it('count from their own browser only, where that is asked for', async () => {
    const flaskLogin = make({ sessionProtection: 'strong' })
    for (const options of [{}, { digestMethod: 'md5', python: 2 }] as const) {
      const cookie = session({ _id: makeSessionIdentifier('203.0.113.7', 'curl', options) })
      const from = (address: string, userAgent: string) =>
        flaskLogin.exchange({ cookie, address, userAgent })
      await assert.rejects(from('203.0.113.8', 'curl'), refused('signature_invalid'))
      await assert.rejects(from('203.0.113.7', 'wget'), refused('signature_invalid'))
      await assert.doesNotReject(from('::ffff:203.0.113.7', 'curl'))
    }
    const remember = `remember_token=${writeRememberCookie('1', { secretKey })}`
    await assert.rejects(flaskLogin.exchange({ cookie: remember }), refused('credentials_missing'))
  })

  it('are exchanged over HTTP, by our own pages and those that are named', async () => {
    const flaskLogin = make({ origins: ['https://app.example.com'] })
    const post = (headers: Record<string, string>) =>
      flaskLogin.fetch(
        new Request('http://localhost/api/v1/flask-login', {
          method: 'POST',
          headers: { cookie: session(), ...headers },
        }),
      )
    const own = await post({ 'sec-fetch-site': 'same-origin' })
    assert.equal(own.headers.get('cache-control'), 'no-store')
    assert.equal(Reflect.get(Object(await own.json()), 'user').email, 'ada@example.com')
    const page = await post({ origin: 'https://app.example.com', 'sec-fetch-site': 'same-site' })
    assert.equal(page.status, 200)
    // Without these its page could use up the one exchange and not read what it gave.
    assert.equal(page.headers.get('access-control-allow-origin'), 'https://app.example.com')
    assert.equal(page.headers.get('access-control-allow-credentials'), 'true')
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
    ]) {
      assert.equal((await post(headers)).status, 403)
    }
    const bad = await post({ 'sec-fetch-site': 'same-origin', cookie: 'session=x' })
    assert.equal(bad.status, 401)
    assert.equal(bad.headers.get('content-type'), 'application/problem+json')
  })

  it('are not exchanged without an end', () => {
    for (const until of [Date.now(), Number.NaN, 0]) assert.throws(() => make({ until }), TypeError)
    assert.throws(() => make({ origins: ['*'] }), TypeError)
  })

  it('are read or refused, whatever they hold', async () => {
    const flaskLogin = make()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('session', 'remember_token'),
        fc.string({ unit: 'binary' }),
        async (name, value) => {
          await assert.rejects(flaskLogin.exchange({ cookie: `${name}=${value}` }), AuthError)
        },
      ),
    )
  })

  it('are unquoted as Werkzeug quotes them', () => {
    assert.equal(unquoteCookie('"\\303\\274|c1\\"\\\\"'), 'ü|c1"\\')
    assert.equal(unquoteCookie('plain'), 'plain')
    assert.equal(unquoteCookie('"\\377"'), undefined)
  })
})
