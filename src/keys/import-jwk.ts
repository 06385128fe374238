import { createPrivateKey, createPublicKey } from 'node:crypto'
import { checkJwk } from './check-jwk.ts'
import type { ImportJwkOptions } from './check-jwk.ts'
import { memberBytes } from './jwk-members.ts'
import { readJwkSet } from './jwk-set.ts'
import type { KeySet } from './jwk-set.ts'
import type { Jwk, JwkSet } from './jwk.ts'
import type { Key } from './key.ts'
import { AsymmetricKey, HmacKey } from './node-key.ts'
import { checkRsaPrivateKey } from './rsa.ts'

/**
 * The key in a JWK, after every check that can be made before a token arrives: members, curve point,
 * modulus, secret, and what the key says it is for. A key to sign with can verify, too.
 *
 * An Ed25519 key without `alg` accepts both names of its algorithm, `Ed25519` (RFC 9864 §2.2) and
 * `EdDSA`, and signs with the first.
 *
 * @throws {TypeError} when the key is malformed or meant for something else, or has private members
 *   though it is to verify only.
 * @throws {RangeError} when it is weak.
 * @example
 * const key = importJwk({ kty: 'oct', alg: 'HS256', k: process.env.SECRET }, 'sign')
 */
export function importJwk(jwk: Jwk, use: 'sign' | 'verify', options: ImportJwkOptions = {}): Key {
  const { material, ...name } = checkJwk(jwk, use, options)
  if (material instanceof Uint8Array) return new HmacKey(name, material, use === 'sign')
  const publicKey = refusingMalformed(() => createPublicKey({ key: material, format: 'jwk' }))
  if (use === 'verify') return new AsymmetricKey(name, publicKey)
  const secret = { ...material, ...privateMembers(jwk, name.signatureBytes) }
  const privateKey = refusingMalformed(() => createPrivateKey({ key: secret, format: 'jwk' }))
  const key = new AsymmetricKey(name, publicKey, privateKey)
  checkPair(key)
  return key
}

/**
 * The verification keys of a JWK Set, RFC 7517 §5. Keys of unknown kinds or for other purposes are
 * passed over; malformed and weak ones are listed as unusable, so that one bad key in another's set
 * does not stop the others.
 *
 * @throws {TypeError} when the set is not one, has two keys with one `kid`, or has symmetric and
 *   asymmetric keys side by side.
 * @throws {RangeError} when it holds too many keys.
 */
export const importJwkSet = (set: JwkSet, options: ImportJwkOptions = {}): KeySet =>
  readJwkSet(set, options, (jwk, own) => importJwk(jwk, 'verify', own))

function privateMembers(jwk: Jwk, signatureBytes: number): JsonWebKey {
  const { d = '', p = '', q = '', dp = '', dq = '', qi = '' } = jwk
  if (jwk.kty !== 'RSA') {
    memberBytes(jwk, 'd', signatureBytes / 2)
    return { d }
  }
  if (Object.hasOwn(jwk, 'oth')) throw new TypeError('JWK: an RSA key of more than two primes')
  checkRsaPrivateKey(jwk)
  return { d, p, q, dp, dq, qi }
}

function refusingMalformed<T>(make: () => T): T {
  try {
    return make()
  } catch (cause) {
    throw new TypeError('JWK: the members do not make a key', { cause })
  }
}

/** A private half of another key, or a damaged one, would sign what nobody accepts. */
function checkPair(key: Key): void {
  const probe = 'latchkey'
  if (!refusingMalformed(() => key.verify(probe, key.sign(probe)))) {
    throw new TypeError('JWK: the private half belongs to another key')
  }
}
