import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import * as v from 'valibot'
import { type } from 'arktype'
import { z } from 'zod'
import { createRevocationFeed } from '../../src/feed/index.ts'
import { generateKey, thumbprint } from '../../src/keys/index.ts'
import { memory } from '../../src/storage/index.ts'
import { createAccessTokens, defineAccessToken } from '../../src/tokens/index.ts'
import type {
  AccessTokens,
  AccessTokensOptions,
  SessionSource,
  StandardSchema,
} from '../../src/tokens/index.ts'
import {
  account,
  audience,
  issuer,
  privateJwk,
  refusal,
  session,
  sign,
  signer,
  start,
  testClock,
} from './issuer.ts'

const source = { session, account }

const create = (options: Partial<AccessTokensOptions<object, SessionSource>> = {}): AccessTokens =>
  createAccessTokens({
    issuer,
    audience,
    keys: privateJwk,
    clock: () => start,
    random: () => 0,
    ...options,
  })

const headerOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())
const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

describe('a new access token', () => {
  it('is an RFC 9068 token of the session, without the e-mail address of its owner', () => {
    const { token, expiresIn } = create().issue(source)
    assert.deepEqual(headerOf(token), { alg: 'ES256', typ: 'at+jwt', kid: privateJwk.kid })
    const { jti, ...claims } = claimsOf(token)
    assert.deepEqual(claims, {
      iss: issuer,
      aud: audience,
      exp: start + 600,
      iat: start,
      sub: account.id,
      client_id: 'first-party',
      scope: 'orders:read orders:write',
      sid: session.id,
      auth_time: start - 60,
    })
    assert.match(String(jti), /^[\w-]{22}$/)
    assert.equal(expiresIn, 600)
    assert.ok(!JSON.stringify(claims).includes('@'))
  })

  it('has roles when the account has some, and another jti every time', () => {
    const tokens = create()
    const roles = ['admin', 'clerk']
    const made = [0, 1].map(() => tokens.issue({ session, account: { ...account, roles } }).token)
    assert.deepEqual(
      made.map((token) => claimsOf(token)['roles']),
      [roles, roles],
    )
    assert.notEqual(...(made.map((token) => claimsOf(token)['jti']) as [unknown, unknown]))
  })

  it('has the role when the account has one, and what key the session is bound to', () => {
    const jkt = 'k'.repeat(43)
    const tokens = create()
    const { token } = tokens.issue({
      session: { ...session, jkt },
      account: { ...account, roles: ['clerk'] },
    })
    const { roles, cnf } = tokens.verifyWithoutProof(token)
    assert.deepEqual([roles, cnf], [['clerk'], { jkt }])
    assert.throws(() => tokens.verify(token), refusal('proof_missing'))
  })

  it('says in whole seconds when the person proved who they are', () => {
    const { token } = create().issue({ session: { ...session, authenticatedAt: 7.9 }, account })
    assert.equal(claimsOf(token)['auth_time'], 7)
  })

  it('of a program itself is for its name, and bound to its key when it has one', () => {
    const tokens = create()
    const { token, expiresIn } = tokens.issueToClient({ name: 'robot', scope: 'a b' })
    const { jti, ...claims } = claimsOf(token)
    assert.match(String(jti), /^[\w-]{22}$/)
    assert.deepEqual(claims, {
      iss: issuer,
      aud: audience,
      exp: start + 600,
      iat: start,
      sub: 'robot',
      client_id: 'robot',
      scope: 'a b',
    })
    assert.equal(expiresIn, 600)
    const jkt = 'k'.repeat(43)
    const bound = tokens.issueToClient({ name: 'robot', scope: '', jkt })
    assert.deepEqual(tokens.verifyWithoutProof(bound.token).cnf, { jkt })
  })

  it('refers to the place of its session in the status list, where there is one', () => {
    const statusListUri = `${issuer}/api/v1/status-list`
    const placed = { session: { ...session, statusIndex: 0 }, account }
    const tokens = create({ statusListUri })
    assert.deepEqual(claimsOf(tokens.issue(placed).token)['status'], {
      status_list: { idx: 0, uri: statusListUri },
    })
    for (const { token } of [
      tokens.issue(source),
      tokens.issueToClient({ name: 'robot', scope: '' }),
      create().issue(placed),
    ]) {
      assert.ok(!('status' in claimsOf(token)))
    }
  })

  it('is signed by the key of a key ring, and good as long as that is in the ring', () => {
    const ring = new Map([[signer.kid, signer]])
    const tokens = create({
      keys: { signingKey: () => signer, verificationKey: (kid) => ring.get(kid) },
    })
    const { token } = tokens.issue(source)
    assert.equal(tokens.verify(token).sub, account.id)
    ring.clear()
    assert.throws(() => tokens.verify(token), refusal('key_unknown'))
  })

  it('names its key as the JWK does, or by the thumbprint', () => {
    const { kid: _, ...nameless } = privateJwk
    for (const [keys, kid] of [
      [{ ...privateJwk, kid: 'mine' }, 'mine'],
      [nameless, thumbprint(privateJwk)],
    ] as const) {
      const tokens = create({ keys })
      const { token } = tokens.issue(source)
      assert.deepEqual(headerOf(token), { alg: 'ES256', typ: 'at+jwt', kid })
      assert.equal(tokens.verify(token).sub, account.id)
    }
    const { publicKey } = generateKey('ES256')
    assert.throws(() => create({ keys: publicKey ?? assert.fail() }), TypeError)
  })

  it('R24 keeps the time of the sign-in, however often the session is renewed', () => {
    const clock = testClock()
    const tokens = create({ clock })
    const times = [0, 1_000, 1_000_000].map((later) => {
      clock.now = start + later
      const renewed = { ...session, generation: later, rotatedAt: clock.now }
      return claimsOf(tokens.issue({ session: renewed, account }).token)['auth_time']
    })
    assert.deepEqual(times, [start - 60, start - 60, start - 60])
  })

  it('lives a little less than the lifetime, by chance, and never more', () => {
    const lifetimes = [0, 0.5, 0.999_999].map(
      (random) => create({ random: () => random }).issue(source).expiresIn,
    )
    assert.deepEqual(lifetimes, [600, 585, 571])
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.double({ min: start, max: start + 10, noNaN: true }),
        fc.integer({ min: 1, max: 5_000 }),
        (random, now, lifetime) => {
          const tokens = create({ random: () => random, clock: () => now, lifetime })
          const { token, expiresIn } = tokens.issue(source)
          const { iat, exp } = tokens.verify(token)
          assert.ok(exp - iat <= lifetime && exp - iat >= lifetime * 0.95)
          assert.ok(iat <= now && now < exp && expiresIn <= exp - now)
        },
      ),
    )
  })

  it('R15 does not outlive its session, idle or absolute', () => {
    const tokens = create()
    const expiries = [
      { ...session, expiresAt: start + 100.5 },
      { ...session, idleExpiresAt: start + 50 },
    ].map((ending) => claimsOf(tokens.issue({ session: ending, account }).token)['exp'])
    assert.deepEqual(expiries, [start + 100, start + 50])
    const over = { ...session, expiresAt: start }
    assert.throws(() => tokens.issue({ session: over, account }), refusal('session_expired'))
  })

  it('S12 a clock that is set between reading a session and its token is no end of the session', () => {
    const readAt = start - 3_600
    assert.throws(
      () => create().issue({ session, account, readAt }),
      refusal('storage_unavailable'),
    )
    const begun = { ...session, expiresAt: readAt + 100 }
    const sooner = { session: begun, account, readAt }
    assert.throws(() => create().issue(sooner), refusal('storage_unavailable'))
    const over = { session: begun, account, readAt: readAt + 100 }
    assert.throws(() => create().issue(over), refusal('session_expired'))
  })

  it('R08 counts as issued when its session was read, so that what was revoked since refuses it', async () => {
    const clock = testClock()
    const tokens = create({ clock })
    clock.now = start + 2
    await tokens.revoke({ sub: account.id })
    clock.now = start + 5
    const stale = tokens.issue({ session, account, readAt: start + 1 })
    assert.throws(() => tokens.verify(stale.token), refusal('token_revoked'))
    const fresh = tokens.issue({ session, account, readAt: start + 3 })
    assert.equal(tokens.verify(fresh.token).iat, start + 3)
  })

  it('refuses lifetimes and stale-view choices that make no sense', () => {
    for (const lifetime of [0, 0.5, -1, Number.NaN, Infinity]) {
      assert.throws(() => create({ lifetime }), /^RangeError: lifetime: expected/)
    }
    assert.equal(create({ lifetime: 1 }).issue(source).expiresIn, 1)
    // @ts-expect-error no such choice
    assert.throws(() => create({ onStale: 'ignore' }), TypeError)
    assert.throws(() => create({ maxStaleness: Number.NaN }), RangeError)
  })

  it('refuses scopes that would be read as others', () => {
    for (const scopes of [['a b  c'], ['a\tb'], ['"'], ['a', '']]) {
      assert.throws(() => create().issue({ session, account: { ...account, scopes } }), TypeError)
    }
  })

  it('is refused in the making when it would be too long for any verifier', () => {
    const roles = Array.from({ length: 2_000 }, (_, i) => `role-${i}`)
    assert.throws(() => create().issue({ session, account: { ...account, roles } }), RangeError)
  })
})

describe("the application's own claims", () => {
  interface Plan {
    readonly tenant: string
    readonly limit: number
  }
  const schemas = {
    zod: z.object({ tenant: z.string(), limit: z.number() }),
    valibot: v.object({ tenant: v.string(), limit: v.number() }),
    arktype: type({ tenant: 'string', limit: 'number' }),
  }
  const define = (schema: (typeof schemas)[keyof typeof schemas], own: object) =>
    createAccessTokens({
      issuer,
      audience,
      keys: privateJwk,
      clock: () => start,
      definition: defineAccessToken<Plan, Plan>({ schema, fromSession: () => own as Plan }),
    })

  for (const [library, schema] of Object.entries(schemas)) {
    it(`are checked by ${library} when they are issued and when they are verified`, () => {
      const tokens = define(schema, { tenant: 'acme', limit: 3 })
      const claims = tokens.verify(tokens.issue(source).token)
      const typed: { tenant: string; limit: number; sub: string } = claims
      assert.deepEqual([typed.tenant, typed.limit, typed.sub], ['acme', 3, account.id])
      assert.throws(() => define(schema, { tenant: 5, limit: 3 }).issue(source), TypeError)
      const forged = sign({ tenant: 'acme', limit: '3' })
      assert.throws(() => tokens.verify(forged), refusal('claims_invalid'))
      assert.throws(() => tokens.verify(sign()), refusal('claims_invalid'))
    })
  }

  it("have the types of the schema's output, and of nothing else", () => {
    const schema = z.object({ tenant: z.string(), level: z.number().default(1) })
    const tokens = createAccessTokens({
      issuer,
      audience,
      keys: privateJwk,
      clock: () => start,
      definition: defineAccessToken({
        schema,
        fromSession: (_, { username }) => ({ tenant: username }),
      }),
    })
    const claims = tokens.verify(tokens.issue(source).token)
    const level: number = claims.level
    // @ts-expect-error there is no such claim
    assert.equal(claims.plan, undefined)
    assert.deepEqual([claims.tenant, level], ['ada', 1])
    // @ts-expect-error fromSession has to give what the schema takes
    defineAccessToken({ schema, fromSession: () => ({ tenant: 5 }) })
  })

  it('are written as they are and read through the schema, once each time', () => {
    const schema = z
      .object({ user_id: z.string() })
      .transform(({ user_id }) => ({ userId: Number(user_id) }))
    const tokens = createAccessTokens({
      issuer,
      audience,
      keys: privateJwk,
      clock: () => start,
      definition: defineAccessToken({ schema, fromSession: () => ({ user_id: '7' }) }),
    })
    const { token } = tokens.issue(source)
    assert.equal(claimsOf(token)['user_id'], '7')
    assert.equal(tokens.verify(token).userId, 7)
    assert.equal(tokens.verify(token).userId, 7)
  })

  it('never stand in for registered ones', () => {
    // As they would be good in a token.
    for (const [name, value] of Object.entries({
      iss: issuer,
      sub: 'root',
      aud: audience,
      exp: start + 60,
      nbf: start,
      iat: start,
      jti: 'mine',
      client_id: 'mine',
      scope: 'admin',
      sid: 'mine',
      auth_time: start,
      roles: ['admin'],
      cnf: { jkt: 'k'.repeat(43) },
    })) {
      const tokens = define(schemas.zod, { tenant: 'a', limit: 1, [name]: value })
      assert.throws(() => tokens.issue(source), new RegExp(`^TypeError: claims: ${name} is a`))
    }
    const greedy = z
      .object({})
      .transform(() => ({ sub: 'root', scope: 'admin', roles: ['admin'], own: 1 }))
    const tokens = createAccessTokens({
      issuer,
      audience,
      keys: privateJwk,
      clock: () => start,
      definition: defineAccessToken({ schema: greedy, fromSession: () => ({}) }),
    })
    const claims = tokens.verify(tokens.issue(source).token)
    assert.equal(claims.sub, account.id)
    assert.equal(claims.scope, 'orders:read orders:write')
    assert.equal(claims.own, 1)
    assert.equal(claims.roles, undefined)
  })

  it('J41 may have the name of a prototype, and make nobody an admin', () => {
    const schema = z.looseObject({})
    const own: object = JSON.parse(
      '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"toString":1}',
    )
    const definition = defineAccessToken({ schema, fromSession: () => own })
    const tokens = createAccessTokens({
      issuer,
      audience,
      keys: privateJwk,
      clock: () => start,
      definition,
    })
    const { token } = tokens.issue(source)
    for (const claims of [tokens.verify(token), create().verify(token)]) {
      assert.equal(Reflect.get({}, 'admin'), undefined)
      assert.equal(Reflect.get(claims, 'admin'), undefined)
    }
  })

  it('have to be what JSON can say', () => {
    const date = z.object({ until: z.date() })
    const definition = defineAccessToken({
      schema: date,
      fromSession: () => ({ until: new Date(0) }),
    })
    const tokens = createAccessTokens({ issuer, audience, keys: privateJwk, definition })
    assert.throws(() => tokens.issue(source), TypeError)
  })

  it('cannot have an asynchronous schema, whose refusal ends no process either', () => {
    const schema: StandardSchema<object> = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: () => Promise.reject(new Error('later')),
      },
    }
    const definition = defineAccessToken({ schema, fromSession: () => ({}) })
    const tokens = createAccessTokens({
      issuer,
      audience,
      keys: privateJwk,
      clock: () => start,
      definition,
    })
    assert.throws(() => tokens.issue(source), TypeError)
    assert.throws(() => tokens.verify(sign()), TypeError)
  })

  it('need a schema', () => {
    for (const schema of [undefined, null, {}, { '~standard': {} }, 'zod']) {
      // @ts-expect-error no schema
      const defining = (): unknown => defineAccessToken({ schema, fromSession: () => ({}) })
      assert.throws(defining, /^TypeError: schema: expected a Standard Schema/)
    }
  })

  const anything: StandardSchema<object> = {
    '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: Object(value) }) },
  }
  const issuing = (own: unknown, schema = anything) => {
    const definition = defineAccessToken({ schema, fromSession: () => Object(own) as object })
    return createAccessTokens({ issuer, audience, keys: privateJwk, definition }).issue(source)
  }

  it('are an object', () => {
    const fails = /^TypeError: claims: expected an object$/
    for (const own of [[], [1], new Date(0), { toJSON: () => null }, () => {}]) {
      assert.throws(() => issuing(own), fails)
    }
  })

  it('are not checked by a schema that fails itself: what it throws passes', () => {
    const failure = new RangeError('no memory')
    const failing: StandardSchema<object> = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate() {
          throw failure
        },
      },
    }
    assert.throws(() => issuing({}, failing), failure)
  })

  it('may be called status where there is no status list, and nowhere else', () => {
    const definition = defineAccessToken({
      schema: z.object({ status: z.string() }),
      fromSession: () => ({ status: 'gold' }),
    })
    const options = { issuer, audience, keys: privateJwk, clock: () => start, definition }
    const tokens = createAccessTokens(options)
    assert.equal(tokens.verify(tokens.issue(source).token).status, 'gold')
    const withList = createAccessTokens({ ...options, statusListUri: `${issuer}/list` })
    assert.throws(() => withList.issue(source), /^TypeError: claims: status is a registered name/)
  })

  it('are named and not quoted when they are refused', () => {
    const tokens = define(schemas.valibot, { tenant: 'acme', limit: 'ada@example.com' })
    assert.throws(
      () => tokens.issue(source),
      (error: Error) => error.message.includes('limit') && !error.message.includes('@'),
    )
  })
})

describe('revoking access tokens', () => {
  it('R17 ends exactly what is named', async () => {
    const other = { session: { ...session, id: 'session-2' }, account }
    const stranger = {
      session: { ...session, id: 'session-3' },
      account: { ...account, id: 'acc_b' },
    }
    for (const [what, left] of [
      ['jti', 3],
      ['sid', 2],
      ['sub', 1],
    ] as const) {
      const tokens = create()
      const all = [source, source, other, stranger].map((each) => tokens.issue(each).token)
      const { jti, sid = '', sub } = tokens.verify(all[0] ?? '')
      await tokens.revoke(what === 'jti' ? { jti } : what === 'sid' ? { sid } : { sub })
      const good = all.filter((token) => {
        try {
          return tokens.verify(token)
        } catch {
          return false
        }
      })
      assert.equal(good.length, left, what)
      assert.throws(() => tokens.verify(all[0] ?? ''), refusal('token_revoked'))
    }
  })

  it('revoke nothing that no token can be called: all who listen would have to remember it', async () => {
    const name = 'x'.repeat(8_192)
    await create().revoke({ jti: name })
    for (const subject of [{ jti: `${name}x` }, { sid: `${name}x` }, { sub: `${name}x` }]) {
      await assert.rejects(create().revoke(subject), RangeError)
    }
  })

  it('tells the feed what is revoked, until when it matters, and of an account from when on it does not', async () => {
    const revoked: unknown[] = []
    const tokens = create({
      lifetime: 100,
      feed: {
        viewedAt: start,
        revokes: () => false,
        revoke: async (revocation) => void revoked.push(revocation),
      },
    })
    await tokens.revoke({ jti: 'j' })
    await tokens.revoke({ sid: 's' })
    await tokens.revoke({ sub: 'a' })
    const times = { revokedAt: start, expiresAt: start + 130 }
    assert.deepEqual(revoked, [
      { kind: 'token', subject: 'j', issuedUntil: undefined, ...times },
      { kind: 'session', subject: 's', issuedUntil: undefined, ...times },
      { kind: 'account', subject: 'a', issuedUntil: start, ...times },
    ])
  })

  it('takes verified claims for their one token', async () => {
    const tokens = create()
    const [first = '', second = ''] = [0, 1].map(() => tokens.issue(source).token)
    await tokens.revoke(tokens.verify(first))
    assert.throws(() => tokens.verify(first), refusal('token_revoked'))
    assert.equal(tokens.verify(second).sid, session.id)
  })

  it('R18 (a) is stored before it is acknowledged, and holds after a restart', async () => {
    const store = memory()
    const feed = createRevocationFeed({ store, clock: () => start })
    const tokens = create({ feed })
    await feed.refresh()
    const { token } = tokens.issue(source)
    await tokens.revoke({ jti: tokens.verify(token).jti })
    assert.throws(() => tokens.verify(token), refusal('token_revoked'))
    const [stored] = await store.listRevocations({ after: 0, limit: 10, now: start })
    assert.deepEqual([stored?.kind, stored?.subject], ['token', tokens.identify(token).jti])

    const restarted = createRevocationFeed({ store, clock: () => start })
    await restarted.refresh()
    assert.throws(() => create({ feed: restarted }).verify(token), refusal('token_revoked'))
  })

  it('R09 is not acknowledged when the store fails', async () => {
    const store = { ...memory(), insertRevocation: () => Promise.reject(new Error('disk')) }
    const tokens = create({ feed: createRevocationFeed({ store, clock: () => start }) })
    await assert.rejects(tokens.revoke({ sid: 's' }), /disk/)
  })

  it('lasts as long as any token it concerns, also one of a node whose clock is ahead', async () => {
    const clock = testClock()
    const tokens = create({ clock })
    await tokens.revoke({ sid: session.id })
    const ahead = sign({ iat: start + 30, exp: start + 630 })
    for (clock.now = start; clock.now < start + 630; clock.now += 10) {
      await tokens.revoke({ sid: `other-${clock.now}` })
      assert.throws(() => tokens.verify(ahead), refusal('token_revoked'))
    }
  })

  it('needs something to revoke', async () => {
    // @ts-expect-error nothing named
    await assert.rejects(create().revoke({}), /^TypeError: revoke: expected a jti, a sid or a sub$/)
  })
})

describe('identifying an access token', () => {
  it('R23 works on one that has expired or is revoked, and on nothing that is not ours', async () => {
    const clock = testClock()
    const tokens = create({ clock })
    const { token } = tokens.issue(source)
    await tokens.revoke({ sid: session.id })
    assert.equal(tokens.identify(token).sid, session.id)
    clock.now = start + 100_000
    assert.throws(() => tokens.verify(token), refusal('token_expired'))
    assert.equal(tokens.identify(token).sid, session.id)
    const stranger = create({ keys: generateKey('ES256').privateKey })
    assert.throws(() => tokens.identify(stranger.issue(source).token), refusal('key_unknown'))
    const foreign = create({ audience: 'other' }).issue(source).token
    assert.throws(() => tokens.identify(foreign), refusal('audience_mismatch'))
    const tampered = token.slice(0, -6) + (token.endsWith('AAAAAA') ? 'BBBBBA' : 'AAAAAA')
    assert.throws(() => tokens.identify(tampered), refusal('signature_invalid'))
    assert.throws(() => tokens.identify('lkr_nonsense'), refusal('token_malformed'))
    const early = sign({ iat: start + 200_000, exp: start + 200_600 })
    assert.throws(() => tokens.identify(early), refusal('token_not_yet_valid'))
  })

  it('works to the end of the shortest life, whatever clocks are forgiven', () => {
    const clock = testClock()
    const tokens = create({ clock, clockTolerance: 0, lifetime: 1 })
    const { token } = tokens.issue(source)
    clock.now = start + 1
    assert.equal(tokens.identify(token).sid, session.id)
  })
})
