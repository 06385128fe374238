import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { generateKey } from '../../src/keys/index.ts'
import type { KeyResolver, VerificationKey } from '../../src/keys/index.ts'
import { importWebJwkSet } from '../../src/keys/portable.ts'
import { createRevocationSet, createVerifier } from '../../src/tokens/web-verifier.ts'
import type { Verifier, VerifierOptions } from '../../src/tokens/verifier.ts'
import type { TestClock } from './issuer.ts'
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

/** A verifier whose next signature waits until it is let go. */
function slow(options: Partial<VerifierOptions> = {}): {
  readonly verifier: Verifier
  readonly clock: TestClock
  /** The key that the token names; taken away or exchanged by the test. */
  key: VerificationKey | undefined
  letGo(): void
} {
  const clock = testClock()
  const waiting = Promise.withResolvers<void>()
  const real = importWebJwkSet(jwks).verificationKey(signer.kid ?? '')
  assert.ok(real)
  const key: VerificationKey = {
    kid: real.kid,
    algorithm: real.algorithm,
    accepts: (alg) => real.accepts(alg),
    async verify(input, signature) {
      await waiting.promise
      return real.verify(input, signature)
    },
  }
  // On Web Crypto keys may take their time; the type is that of both runtimes.
  const keys = { verificationKey: () => w.key } as KeyResolver<VerificationKey> as KeyResolver
  const verifier = create({ keys, clock, ...options })
  const w = { verifier, clock, key: key as VerificationKey | undefined, letGo: waiting.resolve }
  return w
}

describe('a verifier on Web Crypto', () => {
  it('tells at once of a token that it has seen, and of no other', async () => {
    const verifier = create()
    assert.equal(verifier.verifyNow(sign()), undefined)
    const token = sign()
    const claims = await verifier.verify(token)
    assert.deepEqual({ ...claims }, goodClaims)
    assert.equal(verifier.verifyNow(token), claims, 'the very same object')
    assert.equal(await verifier.verify(token), claims)
    assert.equal(verifier.verifyNow('nonsense'), undefined)
    await assert.rejects(verifier.verify('nonsense'), refusal('token_malformed'))
  })

  it('J61 does not take one token for another that shares two of its parts (GHSA-rp9m-7r4c-75qg)', async () => {
    const verifier = create()
    const [one, two] = [sign(), sign({ sub: 'acc_eve' })]
    await verifier.verify(one)
    await verifier.verify(two)
    const [header, payload] = one.split('.')
    const [, otherPayload, signature] = two.split('.')
    for (const mixed of [
      `${header}.${payload}.${signature}`,
      `${header}.${otherPayload}.${one.split('.')[2]}`,
    ]) {
      assert.equal(verifier.verifyNow(mixed), undefined)
      await assert.rejects(verifier.verify(mixed), refusal('signature_invalid'))
    }
  })

  it('J62 refuses a token seen before once it expires, is revoked, or loses its key', async () => {
    const clock = testClock()
    const feed = createRevocationSet({ clock })
    const set = importWebJwkSet(jwks)
    let isThere = true
    const keys = {
      verificationKey: (kid: string) => (isThere ? set.verificationKey(kid) : undefined),
    } as KeyResolver<VerificationKey> as KeyResolver // as above
    const verifier = create({ keys, feed, clock })
    const token = sign()
    await verifier.verify(token)
    clock.now = start + 600
    await assert.rejects(verifier.verify(token), refusal('token_expired'))
    clock.now = start
    await verifier.verify(token)
    isThere = false
    await assert.rejects(verifier.verify(token), refusal('key_unknown'))
    isThere = true
    await verifier.verify(token)
    const revocation = { kind: 'session', subject: 'session-1', issuedUntil: undefined } as const
    feed.add({ ...revocation, revokedAt: start, expiresAt: start + 600 })
    assert.throws(() => verifier.verifyNow(token), refusal('token_revoked'))
    await assert.rejects(verifier.verify(token), refusal('token_revoked'))
  })

  it('refuses a token that expires while its signature is verified', async () => {
    const w = slow()
    const verifying = w.verifier.verify(sign())
    w.clock.now = start + 600
    w.letGo()
    await assert.rejects(verifying, refusal('token_expired'))
  })

  it('refuses a token that is revoked while its signature is verified', async () => {
    const feed = createRevocationSet({ clock: () => start })
    const w = slow({ feed })
    const verifying = w.verifier.verify(sign())
    const revocation = { kind: 'token', subject: 'jti-1', issuedUntil: undefined } as const
    feed.add({ ...revocation, revokedAt: start, expiresAt: start + 600 })
    w.letGo()
    await assert.rejects(verifying, refusal('token_revoked'))
  })

  const other = importWebJwkSet({ keys: [publicHalf(generateKey('ES256'))] }).candidates(
    undefined,
  )[0]
  for (const [what, key] of [
    ['removed', undefined],
    ['exchanged', other],
  ] as const) {
    it(`K02 refuses a token whose key is ${what} while its signature is verified`, async () => {
      const w = slow()
      const token = sign()
      const verifying = w.verifier.verify(token)
      w.key = key
      w.letGo()
      await assert.rejects(verifying, refusal('key_unknown'))
      assert.equal(w.verifier.verifyNow(token), undefined, 'and it is not remembered')
    })
  }

  it('asks for the latest revocations, and then the issuer, when its view is old', async () => {
    const clock = testClock()
    const view = { viewedAt: start - 60, revokes: () => false }
    const refreshing = { ...view, refresh: async () => void (refreshing.viewedAt = start) }
    assert.ok(await create({ clock, feed: refreshing }).verify(sign()))
    await assert.rejects(create({ clock, feed: view }).verify(sign()), refusal('revocations_stale'))
    for (const isActive of [true, false]) {
      const feed = { ...view, introspect: async () => isActive }
      const verifying = create({ clock, feed, onStale: 'introspect' }).verify(sign())
      if (isActive) assert.ok(await verifying)
      else await assert.rejects(verifying, refusal('token_revoked'))
    }
  })

  it('refuses the tokens of a key that the runtime cannot use', async (t) => {
    t.mock.method(globalThis.crypto.subtle, 'importKey', async () => {
      throw new DOMException('no such curve', 'NotSupportedError')
    })
    await assert.rejects(create().verify(sign()), refusal('key_invalid'))
  })
})

/** As a browser's: not a method of whoever calls it. */
async function unboundFetch(this: unknown): Promise<Response> {
  if (this !== undefined) throw new TypeError('Illegal invocation')
  return Response.json(jwks)
}

describe('a JWK Set whose fetch ends without a word, as in a worker whose request is over', () => {
  const never = new Promise<Response>(() => {})
  const jwksUri = 'https://auth.example.com/.well-known/jwks.json'

  it('is fetched again once the fetch took longer than it may', async () => {
    const clock = testClock()
    const token = sign({ exp: start + 3_000 })
    const answers: (Response | Promise<Response>)[] = [
      Response.json(jwks),
      never,
      Response.json(jwks),
    ]
    const fetched = async (): Promise<Response> => answers.shift() ?? never
    const verifier = createVerifier({ issuer, audience, clock, jwksUri, fetch: fetched })
    await verifier.verify(token)
    clock.now = start + 200
    await verifier.verify(token)
    assert.equal(answers.length, 1, 'asked ahead')
    clock.now = start + 301
    await verifier.verify(token)
    assert.equal(answers.length, 0)
  })

  it('is waited for no longer than it may take', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const verifier = createVerifier({ issuer, audience, jwksUri, fetch: async () => never })
    const verifying = verifier.verify(sign())
    let isOver = false
    void verifying.catch(() => (isOver = true))
    t.mock.timers.tick(5_999)
    await new Promise(setImmediate)
    assert.equal(isOver, false)
    t.mock.timers.tick(1)
    await assert.rejects(verifying, refusal('keys_unavailable'))
  })

  it('is fetched without a receiver, which the fetch of browsers and workers refuses', async () => {
    const verifier = createVerifier({
      issuer,
      audience,
      clock: () => start,
      jwksUri,
      fetch: unboundFetch,
    })
    assert.ok(await verifier.verify(sign()))
  })
})
