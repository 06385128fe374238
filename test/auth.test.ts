import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { AuthError, createAuth, defineAccessToken, memory } from '../src/index.ts'
import type { Auth, AuthEvent, AuthOptions } from '../src/index.ts'

const password = 'a passphrase that only this test knows'
const refused = (code: string) => (error: unknown) =>
  error instanceof AuthError && error.code === code

/** Everything real; only the hashing is cheap and the clock is ours. */
async function open(options: Partial<AuthOptions> = {}) {
  const time = { now: 1_700_000_000 }
  const events: AuthEvent[] = []
  const auth = await createAuth({
    issuer: 'https://auth.example.com',
    audience: 'api',
    store: memory(),
    secret: 'a master secret that only this test knows',
    passwords: { argon2id: { memoryCost: 64 } },
    clock: () => time.now,
    onEvent: (event) => events.push(event),
    ...options,
  })
  await auth.accounts.register({
    username: 'ada',
    password,
    roles: ['admin'],
    scopes: ['orders:read'],
  })
  return { auth, time, events }
}

describe('createAuth', () => {
  let auth: Auth
  let time: { now: number }
  let events: AuthEvent[]
  const signIn = () => auth.signIn({ username: 'ada', password })

  before(async () => ({ auth, time, events } = await open()))
  after(() => auth.close())

  it('goes by the clock of the store, where that has one and none is set', async () => {
    const now = 1_700_000_123
    const own = await createAuth({
      issuer: 'https://auth.example.com',
      audience: 'api',
      store: { ...memory(), clock: () => now },
      secret: 'a master secret that only this test knows',
      passwords: { argon2id: { memoryCost: 64 } },
    })
    await own.accounts.register({ username: 'ada', password })
    const { accessToken } = await own.signIn({ username: 'ada', password })
    assert.equal((await own.verify(accessToken)).iat, now)
    await own.close()
  })

  it('does hashes and calls to the store as parts of a trace, and the rest as ever', async () => {
    const parts: string[] = []
    const traced = await open({
      store: { ...memory(), waiting: () => 3 },
      trace: (part, work) => {
        parts.push(part)
        return work()
      },
    })
    parts.length = 0
    await traced.auth.signIn({ username: 'ada', password })
    for (const part of ['store.insertSession', 'passwords.verify']) assert.ok(parts.includes(part))
    const weak = traced.auth.accounts.register({ username: 'bob', password: 'short' })
    await assert.rejects(weak, refused('password_too_short'))
    assert.equal(traced.auth.vitals().pendingHashes, 0)
    assert.equal(traced.auth.vitals().waitingForStorage, 3)
    await traced.auth.close()
  })

  it('runs the main job: sign in, call, renew, sign out', async () => {
    const signedIn = await signIn()
    const claims = await auth.verify(signedIn.accessToken)
    assert.equal(claims.sub, signedIn.account.id)
    assert.equal(claims.scope, 'orders:read')
    assert.deepEqual(claims.roles, ['admin'])
    assert.equal(claims.sid, signedIn.session.id)
    assert.deepEqual(auth.verifyNow(signedIn.accessToken), claims)

    time.now += 60
    const renewed = await auth.renew(signedIn.refreshToken)
    assert.notEqual(renewed.accessToken, signedIn.accessToken)
    assert.equal((await auth.verify(renewed.accessToken)).auth_time, claims.auth_time)

    await auth.signOut({ accessToken: renewed.accessToken })
    for (const token of [signedIn.accessToken, renewed.accessToken]) {
      assert.throws(() => auth.verifyNow(token), refused('token_revoked'))
    }
    await assert.rejects(auth.renew(renewed.refreshToken), refused('session_ended'))
  })

  it('refuses an access token at the second it expires', async () => {
    const { accessToken, expiresIn } = await signIn()
    assert.ok(expiresIn > 560 && expiresIn <= 600)
    time.now += expiresIn
    await assert.rejects(auth.verify(accessToken), refused('token_expired'))
  })

  it('R23 ends the session of an expired access token all the same', async () => {
    const { accessToken, refreshToken } = await signIn()
    time.now += 601
    await auth.signOut({ accessToken })
    await assert.rejects(auth.renew(refreshToken), refused('session_ended'))
  })

  it('does not sign out everywhere for an access token that has expired', async () => {
    const { accessToken, refreshToken } = await signIn()
    time.now += 601
    await assert.rejects(auth.signOut({ accessToken }, { all: true }), refused('token_expired'))
    await auth.renew(refreshToken)
  })

  it('signs out everywhere', async () => {
    const [one, two] = [await signIn(), await signIn()]
    await auth.signOut({ accessToken: one.accessToken }, { all: true })
    await assert.rejects(auth.verify(two.accessToken), refused('token_revoked'))
    assert.equal((await auth.sessions.list(one.account.id)).length, 0)
    await auth.verify((await signIn()).accessToken)
  })

  it('R13 takes no token of one kind for another (GHSA-9h47-pqcx-hjr4)', async () => {
    const { accessToken, refreshToken } = await signIn()
    await assert.rejects(auth.verify(refreshToken), AuthError)
    await assert.rejects(auth.renew(accessToken), refused('refresh_token_malformed'))
    await auth.verify(accessToken)
  })

  it('lets a token of /token renew itself for a day at most', async () => {
    const from = time.now
    let { accessToken, ...rest } = await auth.signInForToken({ username: 'ada', password })
    assert.ok(!('refreshToken' in rest))
    while (time.now < from + 86_000) {
      time.now += 550
      const extended = await auth.extend(accessToken)
      assert.notEqual(extended.accessToken, accessToken)
      accessToken = extended.accessToken
    }
    time.now = from + 86_400
    await assert.rejects(auth.extend(accessToken), AuthError)
  })

  it('does not prolong the access token of a session that has a refresh token', async () => {
    const { accessToken, expiresIn } = await signIn()
    time.now += 100
    const same = await auth.extend(accessToken)
    assert.equal(same.accessToken, accessToken)
    assert.equal(same.expiresIn, expiresIn - 100)
  })

  it('R08 ends the other sessions when the password changes, and all when the account is disabled', async () => {
    const [mine, other] = [await signIn(), await signIn()]
    const next = 'another long enough passphrase'
    const { id } = mine.account
    await auth.accounts.changePassword(id, {
      current: password,
      next,
      exceptSession: mine.session.id,
    })
    await assert.rejects(auth.renew(other.refreshToken), refused('session_ended'))
    await assert.rejects(auth.verify(other.accessToken), refused('token_revoked'))
    await auth.verify(mine.accessToken)
    await auth.accounts.disable(id)
    await assert.rejects(auth.verify(mine.accessToken), refused('token_revoked'))
    await assert.rejects(
      auth.signIn({ username: 'ada', password: next }),
      refused('account_disabled'),
    )
    await auth.accounts.enable(id)
    await auth.accounts.setPassword(id, password)
    await auth.verify((await signIn()).accessToken)
  })

  it('tells the operator why, in events without a credential', async () => {
    await assert.rejects(auth.signIn({ username: 'nobody', password }), refused('account_unknown'))
    const text = JSON.stringify(events)
    assert.ok(text.includes('"account_unknown"'))
    for (const reason of [
      'signed_out',
      'signed_out_everywhere',
      'password_changed',
      'account_disabled',
    ]) {
      assert.ok(
        text.includes(`"type":"session_ended"`) && text.includes(`"reason":"${reason}"`),
        reason,
      )
    }
    assert.ok(!text.includes(password) && !text.includes('nobody') && !text.includes('lkr_'))
  })
})

describe('createAuth, set up', () => {
  it('gives claims of one’s own, typed and checked', async () => {
    const schema = z.object({ tenant: z.string().min(3) })
    const { auth } = await open()
    await auth.close()
    const own = await createAuth({
      issuer: 'https://auth.example.com',
      audience: 'api',
      store: memory(),
      secret: 'a master secret that only this test knows',
      passwords: { argon2id: { memoryCost: 64 } },
      accessToken: defineAccessToken({
        schema,
        fromSession: (_, account) => ({ tenant: `of ${account.username}` }),
      }),
    })
    await own.accounts.register({ username: 'ada', password })
    const { accessToken } = await own.signIn({ username: 'ada', password })
    const { tenant }: { tenant: string } = await own.verify(accessToken)
    assert.equal(tenant, 'of ada')
    await own.close()
  })

  const wrong: [name: string, options: Partial<AuthOptions>][] = [
    ['an issuer that is no URL', { issuer: 'me' }],
    ['an issuer over plain http', { issuer: 'http://auth.example.com' }],
    ['an issuer with a query', { issuer: 'https://auth.example.com/?a=b' }],
    ['an empty audience', { audience: '' }],
    ['a lifetime that is no time', { accessTokenLifetime: Number.NaN }],
    ['a lifetime of nothing', { accessTokenLifetime: 0 }],
    ['a short secret', { secret: 'short' }],
    ['no sessions at all', { sessionsPerAccount: 0 }],
  ]
  for (const [name, options] of wrong) {
    it(`refuses ${name} before any request`, async () => {
      await assert.rejects(
        open(options),
        (error) => error instanceof TypeError || error instanceof RangeError,
      )
    })
  }

  it('K-: needs a secret where the store has no place for one', async () => {
    const { secret: _, ...options } = { issuer: 'https://a.example', audience: 'api', secret: '' }
    await assert.rejects(createAuth({ ...options, store: memory() }), TypeError)
  })
})
