import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import type { AuthErrorCode } from '../../src/errors.ts'
import { generateKey, importJwk } from '../../src/keys/index.ts'
import type { Key } from '../../src/keys/index.ts'
import { createRevocationSet, createVerifier } from '../../src/tokens/index.ts'
import type { RevocationView, Verifier, VerifierOptions } from '../../src/tokens/index.ts'
import {
  audience,
  goodClaims,
  issuer,
  jwks,
  publicHalf,
  refusal,
  sign,
  signer,
  start,
  testClock,
} from './issuer.ts'

const create = (options: Partial<VerifierOptions> = {}): Verifier =>
  createVerifier({ issuer, audience, keys: jwks, clock: () => start, ...options })

describe('a verifier', () => {
  it('gives the claims, with and without waiting', async () => {
    assert.deepEqual({ ...create().verifyNow(sign()) }, goodClaims)
    assert.deepEqual({ ...(await create().verify(sign())) }, goodClaims)
  })

  it('types the claims of a schema, and gives what the schema makes of them', () => {
    const claims = z.object({ level: z.number().default(1), plan: z.string() })
    const verifier = createVerifier({ issuer, audience, keys: jwks, clock: () => start, claims })
    const found = verifier.verifyNow(sign({ plan: 'free', unknown: true }))
    const level: number | undefined = found?.level
    // @ts-expect-error not in the schema
    assert.equal(found?.unknown, undefined)
    assert.deepEqual([found?.plan, level, found?.sub], ['free', 1, goodClaims['sub']])
    assert.throws(() => verifier.verifyNow(sign()), refusal('claims_invalid'))
  })

  it("leaves the reference to a status list to the issuer, and any other status to the application's schema", () => {
    const claims = z.strictObject({
      status: z
        .string()
        .transform((text) => text.toUpperCase())
        .optional(),
    })
    const verifier = createVerifier({ issuer, audience, keys: jwks, clock: () => start, claims })
    const reference = { status_list: { idx: 7, uri: `${issuer}/list` } }
    assert.deepEqual(verifier.verifyNow(sign({ status: reference }))?.status, reference)
    assert.equal(verifier.verifyNow(sign({ status: 'gold' }))?.status, 'GOLD')
    assert.throws(() => verifier.verifyNow(sign({ other: reference })), refusal('claims_invalid'))
  })

  it('takes a key that does not say its algorithm for the one that is allowed', async () => {
    const pair = generateKey('RS256')
    const { alg: _, ...key } = publicHalf(pair)
    const token = sign({}, 'at+jwt', importJwk(pair.privateKey, 'sign'))
    const keys = { keys: [key] }
    assert.ok(create({ keys, algorithms: ['RS256'] }).verifyNow(token))
    assert.throws(() => create({ keys }).verifyNow(token), refusal('key_unknown'))
    const options = { issuer, audience, clock: () => start, fetch: async () => Response.json(keys) }
    const jwksUri = 'https://auth.example.com/jwks'
    assert.ok(await createVerifier({ ...options, jwksUri, algorithms: ['RS256'] }).verify(token))
    await assert.rejects(createVerifier({ ...options, jwksUri }).verify(token), {
      code: 'keys_unavailable',
    })
  })

  it('has a scope for a token without one', () => {
    assert.equal(create().verifyNow(sign({ scope: undefined }))?.scope, '')
  })

  const types: readonly [id: string, typ: string, code?: AuthErrorCode][] = [
    ['J24 AT+JWT', 'AT+JWT'],
    ['J24 application/at+jwt', 'application/at+jwt'],
    ...[
      'JWT',
      'jwt',
      'id_token',
      'dpop+jwt',
      'secevent+jwt',
      'logout+jwt',
      'statuslist+jwt',
      'at+jwt ',
      'text/at+jwt',
      '',
    ].map((typ): [string, string, AuthErrorCode] => [`J24 ${typ}`, typ, 'token_type_mismatch']),
  ]
  for (const [id, typ, code] of types) {
    it(`${id}: ${code ?? 'accepted'}`, () => {
      const token = sign({}, typ)
      if (code) assert.throws(() => create().verifyNow(token), refusal(code))
      else assert.equal(create().verifyNow(token)?.sub, goodClaims['sub'])
    })
  }

  const claims: readonly [id: string, changes: object, code: AuthErrorCode][] = [
    ...['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'].map(
      (name): [string, object, AuthErrorCode] => [
        `RFC 9068 §2.2 without ${name}`,
        { [name]: undefined },
        'claim_missing',
      ],
    ),
    ['J38 sub is a number', { sub: 5 }, 'claims_malformed'],
    ['J38 sub is empty', { sub: '' }, 'claims_malformed'],
    ['J39 scope is a list', { scope: ['admin'] }, 'claims_malformed'],
    ['J39 scope with a NUL', { scope: 'admin\u0000' }, 'claims_malformed'],
    ['J39 scope with a tab', { scope: 'admin\tread' }, 'claims_malformed'],
    ['J39 scope with two spaces', { scope: 'a  b' }, 'claims_malformed'],
    ['J39 scope with a quote', { scope: 'a"b' }, 'claims_malformed'],
    ['J40 jti is a number', { jti: 1 }, 'claims_malformed'],
    ['roles is a string', { roles: 'admin' }, 'claims_malformed'],
    ['roles holds a number', { roles: ['admin', 1] }, 'claims_malformed'],
    ['roles holds a name without letters', { roles: ['admin', ''] }, 'claims_malformed'],
    ['cnf is null', { cnf: null }, 'claims_malformed'],
    ['cnf names no key', { cnf: {} }, 'claims_malformed'],
    ['cnf names a list of keys', { cnf: { jkt: ['k'.repeat(43)] } }, 'claims_malformed'],
    ['roles is an object', { roles: { 0: 'admin', length: 1 } }, 'claims_malformed'],
    ['sid is a list', { sid: ['s'] }, 'claims_malformed'],
    ['auth_time is a string', { auth_time: '5' }, 'claims_malformed'],
    ['J35 iss with a slash more', { iss: `${issuer}/` }, 'issuer_mismatch'],
    ['J36 aud is another', { aud: 'orders2' }, 'audience_mismatch'],
    ['J33 lives two days', { exp: start + 172_800 }, 'token_lifetime_too_long'],
    ['J32 expires now', { exp: start }, 'token_expired'],
    ['J33 is from the future', { iat: start + 31 }, 'token_not_yet_valid'],
  ]
  for (const [id, changes, code] of claims) {
    it(`${id}: ${code}`, async () => {
      // What signJwt would not sign is signed by hand.
      const parts = [
        { alg: 'ES256', typ: 'at+jwt', kid: signer.kid },
        { ...goodClaims, ...changes },
      ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      const input = parts.join('.')
      const token = `${input}.${Buffer.from(signer.sign(input)).toString('base64url')}`
      assert.throws(() => create().verifyNow(token), refusal(code))
      await assert.rejects(create().verify(token), refusal(code))
    })
  }

  it('J25 R13 refuses every other kind of thing that we issue (CVE-2023-48309)', () => {
    for (const [kind, token] of Object.entries({
      'refresh token': 'lkr_0aV3ryL0ngStringThatLooksLikeARefreshTokenOfOurs',
      itsdangerous: 'eyJpZCI6MX0.ZVPxAA.wwksaCvP97PSAIXgSl1IJNLcaco',
      'JWS of itsdangerous':
        'eyJhbGciOiJIUzI1NiIsImlhdCI6MTcwMDAwMDAwMCwiZXhwIjoxNzAwMDAwNjAwfQ.eyJpZCI6MX0.NulthYR7b-nl2amBhbYy0cITney_hfjhgvcea4ZPyZk',
      'mail link': sign({}, 'email-verification+jwt'),
      'security event': sign({}, 'secevent+jwt'),
      nothing: '',
    })) {
      assert.throws(() => create().verifyNow(token), { name: 'AuthError' }, kind)
    }
  })

  it('takes keys or an address to fetch them from, and not both or neither', () => {
    // @ts-expect-error null is neither
    assert.throws(() => create({ keys: null }), TypeError)
    assert.throws(() => createVerifier({ issuer, audience }), /expected keys or jwksUri$/)
    const jwksUri = 'https://example.com/jwks'
    assert.throws(() => create({ jwksUri }), /expected keys or jwksUri, not both$/)
    assert.throws(() => create({ keys: { keys: [...jwks.keys, ...jwks.keys] } }), TypeError)
  })

  it('CFG refuses an issuer, an audience or algorithms that are none, before any token', () => {
    assert.throws(() => create({ issuer: '' }), TypeError)
    assert.throws(() => create({ audience: '' }), TypeError)
    assert.throws(() => create({ algorithms: [] }), TypeError)
    assert.throws(() => create({ clockTolerance: Infinity }), /^RangeError: clockTolerance: /)
    assert.throws(() => create({ maxStaleness: Number.NaN }), /^RangeError: maxStaleness: /)
    assert.throws(() => create({ maxLifetime: -1 }), /^RangeError: maxLifetime: /)
    assert.throws(() => create({ clockTolerance: 301 }), RangeError)
    assert.throws(() => create({ maxLifetime: 0 }), RangeError)
  })
})

describe('a token seen before', () => {
  it('is the same claims again, to the ends of its time, as long as it may be new', () => {
    const clock = testClock()
    const verifier = create({ clock, clockTolerance: 5 })
    const token = sign()
    for (const now of [start - 5, start, start + 599.999]) {
      clock.now = now
      assert.equal(verifier.verifyNow(token), verifier.verifyNow(token))
    }
    clock.now = start - 5.001
    assert.throws(() => verifier.verifyNow(token), refusal('token_not_yet_valid'))
    assert.throws(() => verifier.verifyNow(sign()), refusal('token_not_yet_valid'))
  })

  it('is refused before its nbf by a clock that was set back', () => {
    const clock = testClock(start + 100)
    const verifier = create({ clock })
    const token = sign({ nbf: start + 100 })
    assert.ok(verifier.verifyNow(token))
    clock.now = start + 69
    assert.throws(() => verifier.verifyNow(token), refusal('token_not_yet_valid'))
  })

  it('is not looked up again in a feed that knows nothing new', () => {
    let [asked, version] = [0, 1]
    const feed: RevocationView = {
      viewedAt: start,
      get version() {
        return version
      },
      revokes() {
        asked += 1
        return false
      },
    }
    const verifier = create({ feed })
    const token = sign()
    for (const expected of [1, 1, 1]) {
      verifier.verifyNow(token)
      assert.equal(asked, expected)
    }
    version = 2
    verifier.verifyNow(token)
    verifier.verifyNow(token)
    assert.equal(asked, 2)
  })

  it('J61 does not vouch for another signature, another payload or another header (GHSA-rp9m-7r4c-75qg)', () => {
    const verifier = create()
    const token = sign()
    const other = sign({ sub: 'acc_mallory', jti: 'jti-2' })
    verifier.verifyNow(token)
    verifier.verifyNow(other)
    const [header, payload, signature] = token.split('.')
    const [, otherPayload, otherSignature] = other.split('.')
    for (const forged of [
      [header, payload, otherSignature],
      [header, otherPayload, signature],
      [Buffer.from('{"alg":"ES256","typ":"at+jwt"}').toString('base64url'), payload, signature],
    ]) {
      assert.throws(() => verifier.verifyNow(forged.join('.')), { name: 'AuthError' })
    }
    assert.equal(verifier.verifyNow(other)?.sub, 'acc_mallory')
    assert.equal(verifier.verifyNow(token)?.sub, goodClaims['sub'])
  })

  it('J62 is refused from the second on in which it expires', () => {
    const clock = testClock()
    const verifier = create({ clock })
    const token = sign()
    verifier.verifyNow(token)
    clock.now = start + 599.999
    assert.ok(verifier.verifyNow(token))
    clock.now = start + 600
    assert.throws(() => verifier.verifyNow(token), refusal('token_expired'))
    clock.now = start + 599
    assert.ok(verifier.verifyNow(token))
  })

  it('is refused while the clock says that it is from the future', () => {
    const clock = testClock()
    const verifier = create({ clock })
    const token = sign()
    verifier.verifyNow(token)
    clock.now = start - 31
    assert.throws(() => verifier.verifyNow(token), refusal('token_not_yet_valid'))
  })

  it('J62 is refused once it is revoked, at once', () => {
    const feed = createRevocationSet({ clock: () => start })
    const verifier = create({ feed })
    const token = sign()
    verifier.verifyNow(token)
    feed.add({
      kind: 'token',
      subject: 'jti-1',
      issuedUntil: undefined,
      revokedAt: start,
      expiresAt: start + 600,
    })
    assert.throws(() => verifier.verifyNow(token), refusal('token_revoked'))
    assert.throws(() => verifier.verifyNow(token), refusal('token_revoked'))
    assert.ok(verifier.verifyNow(sign({ jti: 'jti-2' })))
  })

  it('is looked up again at every call in a feed that has no versions', () => {
    let isRevoked = false
    const feed: RevocationView = { viewedAt: start, revokes: () => isRevoked }
    const verifier = create({ feed })
    const token = sign()
    verifier.verifyNow(token)
    isRevoked = true
    assert.throws(() => verifier.verifyNow(token), refusal('token_revoked'))
  })

  it('J62, K02 is refused once its key is removed, or another has taken its name', () => {
    const keys = new Map<string, Key>([[signer.kid ?? '', signer]])
    const verifier = create({ keys: { verificationKey: (kid) => keys.get(kid) } })
    const token = sign()
    verifier.verifyNow(token)
    keys.set(
      signer.kid ?? '',
      importJwk({ ...generateKey('ES256').privateKey, kid: signer.kid ?? '' }, 'sign'),
    )
    assert.throws(() => verifier.verifyNow(token), refusal('signature_invalid'))
    keys.clear()
    assert.throws(() => verifier.verifyNow(token), refusal('key_unknown'))
    keys.set(signer.kid ?? '', signer)
    assert.ok(verifier.verifyNow(token))
  })

  it('is seen by its own verifier only', () => {
    const token = sign()
    create().verifyNow(token)
    assert.throws(
      () => create({ audience: 'other' }).verifyNow(token),
      refusal('audience_mismatch'),
    )
    assert.throws(
      () => create({ issuer: 'https://x' }).verifyNow(token),
      refusal('issuer_mismatch'),
    )
    const foreign = { keys: [publicHalf(generateKey('ES256'))] }
    assert.throws(() => create({ keys: foreign }).verifyNow(token), refusal('key_unknown'))
  })

  it('gives claims that nobody can change for the next caller', () => {
    const nested = { plan: { limits: [1, { deep: true }] } }
    for (const claims of [
      undefined,
      z.looseObject({ plan: z.object({ limits: z.array(z.unknown()) }) }),
    ]) {
      const verifier = createVerifier({ issuer, audience, keys: jwks, clock: () => start, claims })
      const found = verifier.verifyNow(sign(nested))
      assertFrozen(found)
      assert.equal(verifier.verifyNow(sign(nested)) === found, false, 'two tokens')
    }
  })
})

function assertFrozen(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  assert.ok(Object.isFrozen(value))
  for (const member of Object.values(value)) assertFrozen(member)
}

const view = (viewedAt: number): RevocationView => ({
  viewedAt,
  revokes: ({ jti }) => jti === 'revoked',
})

describe('a verifier whose feed is cut', () => {
  const ages: readonly [age: number, isGood: boolean][] = [
    [0, true],
    [5, true],
    [5.01, false],
    [Infinity, false],
    // The clock was set back: nothing can be said of the time between.
    [-4, true],
    [-6, false],
    [Number.NaN, false],
  ]
  for (const [age, isGood] of ages) {
    it(`${isGood ? 'accepts' : 'refuses'} a good token when its view is ${age} s old`, async () => {
      const verifier = create({ feed: view(start - age) })
      if (isGood) assert.ok(verifier.verifyNow(sign()))
      else await assert.rejects(verifier.verify(sign()), refusal('revocations_stale'))
    })
  }

  it('refuses tokens it has seen before, too, and accepts them when the feed is back', () => {
    const clock = testClock()
    const feed = { ...view(start), viewedAt: start }
    const verifier = create({ clock, feed, maxStaleness: 2 })
    const token = sign()
    verifier.verifyNow(token)
    clock.now = start + 3
    assert.throws(() => verifier.verifyNow(token), { code: 'revocations_stale', retryAfter: 1 })
    assert.equal(verifier.revocationAge, 3)
    feed.viewedAt = start + 3
    assert.ok(verifier.verifyNow(token))
  })

  it('accepts them when it is told to, but none that it knows to be revoked', () => {
    const verifier = create({ feed: view(-Infinity), onStale: 'allow' })
    assert.ok(verifier.verifyNow(sign()))
    assert.throws(() => verifier.verifyNow(sign({ jti: 'revoked' })), refusal('token_revoked'))
    assert.equal(verifier.revocationAge, Infinity)
  })

  it('has no age without a feed', () => {
    assert.equal(create().revocationAge, 0)
  })
})

const yes = async (): Promise<boolean> => true
const nothing = async (): Promise<void> => {}
const failing = (): Promise<void> => Promise.reject(new Error('disk'))

describe('a verifier whose feed can look again, or ask', () => {
  const token = sign()

  /** A feed of yesterday, and what it was asked for. */
  const feedOf = (
    can: Partial<Record<'refresh' | 'introspect', () => Promise<unknown>>>,
  ): { readonly feed: RevocationView & { viewedAt: number; jti?: string }; asked: string[] } => {
    const asked: string[] = []
    const feed: RevocationView & { viewedAt: number; jti?: string } = {
      viewedAt: start - 60,
      revokes: ({ jti }) => jti === feed.jti,
    }
    const { refresh, introspect } = can
    if (refresh) {
      feed.refresh = async () => {
        asked.push('refresh')
        await refresh()
      }
    }
    if (introspect) {
      feed.introspect = async (about) => {
        asked.push(about === token ? 'introspect' : 'another')
        return (await introspect()) as boolean // what an issuer would say
      }
    }
    return { feed, asked }
  }

  it('looks again before it refuses, once', async () => {
    const { feed, asked } = feedOf({ refresh: async () => void (feed.viewedAt = start) })
    const verifier = create({ feed })
    assert.equal(verifier.verifyNow(token), undefined)
    assert.deepEqual(asked, [])
    assert.equal((await verifier.verify(token)).sub, goodClaims['sub'])
    assert.ok(verifier.verifyNow(token))
    assert.deepEqual(asked, ['refresh'])
  })

  it('refuses when that brings nothing, or fails, or brings a revocation', async () => {
    for (const refresh of [nothing, failing]) {
      const { feed, asked } = feedOf({ refresh, introspect: yes })
      await assert.rejects(create({ feed }).verify(token), refusal('revocations_stale'))
      assert.deepEqual(asked, ['refresh'], "and asks nobody unless it is told 'introspect'")
    }
    const { feed } = feedOf({
      refresh: async () => void Object.assign(feed, { viewedAt: start, jti: 'jti-1' }),
      introspect: yes,
    })
    const verifier = create({ feed, onStale: 'introspect' })
    await assert.rejects(verifier.verify(token), refusal('token_revoked'))
  })

  it('cannot know more without either', async () => {
    const { feed } = feedOf({})
    assert.throws(() => create({ feed }).verifyNow(token), refusal('revocations_stale'))
    const { feed: asking } = feedOf({ introspect: yes })
    assert.throws(() => create({ feed: asking }).verifyNow(token), refusal('revocations_stale'))
    await assert.rejects(create({ feed: asking }).verify(token), refusal('revocations_stale'))
  })

  it("with 'introspect' asks the issuer last, and believes a plain yes only", async () => {
    for (const can of [{}, { refresh: nothing }]) {
      for (const answer of [true, false, 'true', undefined]) {
        const { feed, asked } = feedOf({ ...can, introspect: async () => answer })
        const verifier = create({ feed, onStale: 'introspect' })
        assert.equal(verifier.verifyNow(token), undefined)
        if (answer === true) assert.equal((await verifier.verify(token)).jti, 'jti-1')
        else await assert.rejects(verifier.verify(token), refusal('token_revoked'))
        assert.deepEqual(asked, [...Object.keys(can), 'introspect'])
      }
    }
    const failure = new Error('gone')
    const { feed } = feedOf({ introspect: () => Promise.reject(failure) })
    await assert.rejects(create({ feed, onStale: 'introspect' }).verify(token), failure)
  })

  it('looks again for nothing else that is wrong with a token, or with the keys', async () => {
    const { feed, asked } = feedOf({ refresh: nothing, introspect: yes })
    const options = { feed, onStale: 'introspect' } as const
    const unknown = sign({}, 'at+jwt', importJwk(generateKey('ES256').privateKey, 'sign'))
    for (const [bad, code] of [
      [sign({ exp: start }), 'token_expired'],
      [unknown, 'key_unknown'],
    ] as const) {
      assert.throws(() => create(options).verifyNow(bad), refusal(code))
      await assert.rejects(create(options).verify(bad), refusal(code))
    }
    const failure = new Error('no key ring')
    const verificationKey = (): never => {
      throw failure
    }
    const verifier = create({ ...options, keys: { verificationKey } })
    assert.throws(() => verifier.verifyNow(token), failure)
    await assert.rejects(verifier.verify(token), failure)
    assert.deepEqual(asked, [])
  })

  it('fetches the keys for a key id that it does not know, and then looks for revocations too', async () => {
    const clock = testClock()
    const { feed, asked } = feedOf({
      refresh: async () => void (feed.viewedAt = clock.now),
      introspect: yes,
    })
    const next = generateKey('ES256')
    const nextToken = sign({}, 'at+jwt', importJwk(next.privateKey, 'sign'))
    const answers = [jwks, { keys: [publicHalf(next)] }]
    const verifier = createVerifier({
      issuer,
      audience,
      clock,
      feed,
      jwksUri: 'https://auth.example.com/jwks',
      fetch: async () => Response.json(answers.shift()),
    })
    assert.ok(await verifier.verify(token))
    clock.now = start + 40
    await assert.rejects(verifier.verify(sign({ exp: start })), refusal('token_expired'))
    assert.ok(await verifier.verify(token), 'old revocations are no reason to fetch keys')
    assert.equal(answers.length, 1)
    clock.now = start + 80
    assert.equal(verifier.verifyNow(nextToken), undefined)
    assert.ok(await verifier.verify(nextToken))
    assert.equal(answers.length, 0)
    assert.deepEqual(asked, ['refresh', 'refresh', 'refresh'])
    await assert.rejects(verifier.verify(token), refusal('key_unknown'))
  })
})
