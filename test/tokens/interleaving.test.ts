import { it } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { AuthError } from '../../src/errors.ts'
import { generateKey, importJwk } from '../../src/keys/index.ts'
import type { Key } from '../../src/keys/index.ts'
import { createRevocationSet, createVerifier } from '../../src/tokens/index.ts'
import { audience, issuer, publicHalf, sign, testClock } from './issuer.ts'

const pairs = Array.from({ length: 3 }, () => {
  const pair = generateKey('ES256')
  return { signer: importJwk(pair.privateKey, 'sign'), key: importJwk(publicHalf(pair), 'verify') }
})
const kidOf = (key: Key): string => key.kid ?? ''
const subjects = ['a', 'b', 'c']
const index = fc.nat(2)
const step = fc.oneof(
  fc.record({
    act: fc.constant('issue' as const),
    index,
    key: index,
    lifetime: fc.constantFrom(5, 20, 600),
  }),
  fc.record({ act: fc.constant('verify' as const), token: fc.nat(11) }),
  fc.record({
    act: fc.constantFrom('session' as const, 'account' as const, 'token' as const),
    index,
  }),
  fc.record({ act: fc.constantFrom('drop key' as const, 'take key' as const), index }),
  fc.record({ act: fc.constant('wait' as const), seconds: fc.constantFrom(0.5, 3, 6, -40) }),
  fc.record({ act: fc.constant('hear' as const), index: fc.nat(1) }),
)

it('R18 no interleaving of issuing, verifying, revoking, rotating, expiring and evicting lets a cache accept what a verifier without one refuses', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 80 }),
      fc.constantFrom(1, 2, 100),
      (script, maxEntries) => {
        const clock = testClock()
        const set = createRevocationSet({ clock })
        const ring = new Map<string, Key>()
        for (const { key } of pairs) ring.set(kidOf(key), key)
        const keys = { verificationKey: (kid: string) => ring.get(kid) }
        let viewedAt: number | undefined
        const feed = {
          get viewedAt() {
            return viewedAt ?? clock.now
          },
          get version() {
            return set.version
          },
          revokes: set.revokes.bind(set),
        }
        const options = { issuer, audience, keys, clock, feed }
        const cached = createVerifier({ ...options, cache: { maxEntries } })
        const plain = createVerifier({ ...options, cache: { maxEntries: 0 } })
        const outcome = (verifier: typeof cached, token: string): string => {
          try {
            return JSON.stringify(verifier.verifyNow(token))
          } catch (error) {
            if (!(error instanceof AuthError)) throw error
            return error.code
          }
        }
        const tokens: string[] = []
        for (const each of script) {
          const now = clock.now
          if (each.act === 'wait') clock.now += each.seconds
          else if (each.act === 'hear') viewedAt = each.index === 0 ? undefined : (viewedAt ?? now)
          else if (each.act === 'verify') {
            const token = tokens[each.token % Math.max(1, tokens.length)]
            if (token !== undefined) assert.equal(outcome(cached, token), outcome(plain, token))
          } else if (each.act === 'issue') {
            const id = subjects[each.index]
            const signer = pairs[each.key]?.signer
            const times = { iat: Math.floor(now), exp: Math.floor(now) + each.lifetime }
            tokens.push(sign({ jti: id, sid: id, sub: id, ...times }, 'at+jwt', signer))
            if (tokens.length > 12) tokens.shift()
          } else if (each.act === 'drop key' || each.act === 'take key') {
            const key = pairs[each.index]?.key
            if (key && each.act === 'take key') ring.set(kidOf(key), key)
            else if (key) ring.delete(kidOf(key))
          } else {
            set.add({
              kind: each.act,
              subject: subjects[each.index] ?? '',
              issuedUntil: each.act === 'account' ? now : undefined,
              revokedAt: now,
              expiresAt: now + 660,
            })
          }
        }
      },
    ),
    { numRuns: 500 },
  )
})
