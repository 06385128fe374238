import { keysPerJwkSet } from '../defaults.ts'
import { namedAlgorithm } from './algorithms.ts'
import type { ImportJwkOptions } from './check-jwk.ts'
import type { Jwk, JwkSet } from './jwk.ts'
import type { Key, KeyResolver, VerificationKey } from './key.ts'

/** A key of a JWK Set that was meant for signatures and is not good enough. */
export interface UnusableKey {
  readonly kid: string | undefined
  readonly reason: unknown
}

/** The keys of a JWK Set that verify. */
export interface KeySet<K extends VerificationKey = Key> extends KeyResolver<K> {
  /** The keys that a token may be signed with: those with its `kid` or with none; without a `kid`, all. */
  candidates(kid: string | undefined): readonly K[]
  readonly unusable: readonly UnusableKey[]
}

/**
 * The keys of a set, as `importKey` makes them of one.
 *
 * @throws {TypeError} @throws {RangeError} for a set that is none, is ambiguous or holds too many.
 */
export function readJwkSet<K extends VerificationKey>(
  set: JwkSet,
  options: ImportJwkOptions,
  importKey: (jwk: Jwk, options: ImportJwkOptions) => K,
): KeySet<K> {
  const { keys }: { keys?: unknown } = set ?? {}
  if (!Array.isArray(keys)) throw new TypeError('JWK Set: expected an object with a list of "keys"')
  if (keys.length > keysPerJwkSet) {
    throw new RangeError(`JWK Set: expected at most ${keysPerJwkSet} keys`)
  }
  const relevant = keys.filter(isForSignatures)
  const named = relevant.map(({ kid }) => kid).filter((kid) => kid !== undefined)
  if (new Set(named).size !== named.length) throw new TypeError('JWK Set: two keys have one "kid"')
  // With both kinds in one set, a public key and a secret are one mistake away from each other.
  if (new Set(relevant.map(({ kty }) => kty === 'oct')).size > 1) {
    throw new TypeError('JWK Set: symmetric and asymmetric keys are mixed')
  }
  const usable: K[] = []
  const unusable: UnusableKey[] = []
  for (const jwk of relevant) {
    try {
      // What a key says is compared with the token; the option only speaks where the key is silent.
      usable.push(importKey(jwk, jwk.alg === undefined ? options : {}))
    } catch (reason) {
      unusable.push({ kid: typeof jwk.kid === 'string' ? jwk.kid : undefined, reason })
    }
  }
  return keySet(usable, unusable)
}

const curves: ReadonlySet<unknown> = new Set([undefined, 'P-256', 'P-384', 'P-521', 'Ed25519'])
const kinds: ReadonlySet<unknown> = new Set(['EC', 'OKP', 'RSA', 'oct'])

/** Whether a JWK concerns us at all; the rest of a set is for other programs. */
function isForSignatures(jwk: unknown): jwk is Jwk {
  if (typeof jwk !== 'object' || jwk === null) return false
  // Typed member by member, because it comes from JSON.
  const { kty, crv, use, alg, key_ops: operations }: { [name in keyof Jwk]?: unknown } = jwk
  return (
    kinds.has(kty) &&
    curves.has(crv) &&
    (use === undefined || use === 'sig') &&
    (alg === undefined || namedAlgorithm(alg) !== undefined) &&
    (!Array.isArray(operations) || operations.includes('verify'))
  )
}

function keySet<K extends VerificationKey>(
  usable: readonly K[],
  unusable: readonly UnusableKey[],
): KeySet<K> {
  const byKid = new Map(usable.map((key) => [key.kid, key]))
  const anonymous = usable.filter((key) => key.kid === undefined)
  return {
    unusable,
    verificationKey: (kid) => byKid.get(kid),
    candidates(kid) {
      if (kid === undefined) return usable
      const key = byKid.get(kid)
      return key ? [key, ...anonymous] : anonymous
    },
  }
}
