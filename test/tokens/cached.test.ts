import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { AuthError } from '../../src/errors.ts'
import { generateKey, importJwk } from '../../src/keys/index.ts'
import type { Key } from '../../src/keys/index.ts'
import { createRevocationSet, createVerifier } from '../../src/tokens/index.ts'
import type { VerifierOptions } from '../../src/tokens/index.ts'
import { audience, issuer, sign, start, testClock } from './issuer.ts'

const keys: readonly Key[] = ['a', 'b'].map((kid) =>
  importJwk({ ...generateKey('HS256').privateKey, kid }, 'sign'),
)

type Step =
  | { what: 'issue'; key: number; session: number; account: number; lifetime: number }
  | { what: 'verify'; token: number }
  | { what: 'revoke'; kind: 'session' | 'token' | 'account'; subject: number }
  | { what: 'wait'; seconds: number }
  | { what: 'key'; key: number; holds: number | undefined }
  | { what: 'cut'; isCut: boolean }

const small = fc.nat({ max: 2 })
const key = fc.nat({ max: 1 })
const verify = fc.record({ what: fc.constant('verify' as const), token: fc.nat({ max: 7 }) })
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: verify, weight: 12 },
  {
    arbitrary: fc.record({
      what: fc.constant('issue' as const),
      key,
      session: small,
      account: small,
      lifetime: fc.constantFrom(1, 5, 60),
    }),
    weight: 4,
  },
  fc.record({
    what: fc.constant('revoke' as const),
    kind: fc.constantFrom('session', 'token', 'account'),
    subject: small,
  }),
  fc.record({
    what: fc.constant('wait' as const),
    seconds: fc.constantFrom(-40, -1, 0.1, 0.5, 1, 4),
  }),
  // A key is removed, comes back, or another takes its name.
  fc.record({ what: fc.constant('key' as const), key, holds: fc.option(key, { nil: undefined }) }),
  fc.record({ what: fc.constant('cut' as const), isCut: fc.boolean() }),
)

/** Takes the steps with both verifiers; how many tokens they found good. */
function run(steps: readonly Step[], limit: number): number {
  let accepted = 0
  const clock = testClock()
  const set = createRevocationSet({ clock, limit })
  const feed = {
    viewedAt: start,
    isCut: false,
    get version(): number {
      return set.version
    },
    revokes: set.revokes.bind(set),
  }
  const ring = new Map(keys.map((each) => [each.kid ?? '', each]))
  const options: VerifierOptions = {
    issuer,
    audience,
    clock,
    feed,
    keys: { verificationKey: (kid) => ring.get(kid) },
  }
  const remembering = createVerifier({ ...options, cache: { maxEntries: 3 } })
  const forgetful = createVerifier({ ...options, cache: { maxEntries: 0 } })
  const tokens: string[] = []

  const outcome = (verifier: typeof remembering, token: string): string => {
    try {
      return `good: ${verifier.verifyNow(token)?.jti}`
    } catch (error) {
      assert.ok(error instanceof AuthError)
      return error.code
    }
  }

  for (const [i, next] of steps.entries()) {
    if (!feed.isCut) feed.viewedAt = clock.now
    if (next.what === 'issue') {
      const iat = Math.max(0, Math.floor(clock.now))
      const claims = { sub: `a${next.account}`, sid: `s${next.session}`, jti: `j${i % 3}` }
      const dates = { iat, exp: iat + next.lifetime, auth_time: iat }
      tokens.push(sign({ ...claims, ...dates }, 'at+jwt', keys[next.key]))
    } else if (next.what === 'verify') {
      const token = tokens.at(-1 - next.token)
      if (token === undefined) continue
      const expected = outcome(forgetful, token)
      assert.equal(outcome(remembering, token), expected)
      if (expected.startsWith('good')) accepted += 1
    } else if (next.what === 'revoke') {
      const prefix = { session: 's', token: 'j', account: 'a' }[next.kind]
      set.add({
        kind: next.kind,
        subject: `${prefix}${next.subject}`,
        issuedUntil: next.kind === 'account' ? clock.now : undefined,
        revokedAt: clock.now,
        expiresAt: clock.now + 60,
      })
    } else if (next.what === 'wait') {
      clock.now += next.seconds
    } else if (next.what === 'key') {
      const name = keys[next.key]?.kid ?? ''
      const held = next.holds === undefined ? undefined : keys[next.holds]
      if (held) ring.set(name, held)
      else ring.delete(name)
    } else {
      feed.isCut = next.isCut
    }
  }
  return accepted
}

it('J62 a verifier that remembers says at every moment what one says that does not', () => {
  let accepted = 0
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 20, maxLength: 120, size: 'max' }),
      fc.integer({ min: 1, max: 9 }),
      (steps, limit) => {
        accepted += run(steps, limit)
      },
    ),
    { numRuns: 300 },
  )
  assert.ok(accepted > 500, `only ${accepted} tokens were good: the steps prove little`)
})
