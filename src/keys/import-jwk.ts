import { createPrivateKey, createPublicKey } from 'node:crypto'
import { algorithmOf, algorithms, checkAlgorithms } from './algorithms.ts'
import { checkEd25519PublicKey } from './ed25519.ts'
import { checkUse, hasPrivateMembers, memberBytes } from './jwk-members.ts'
import type { JwsAlgorithm, Jwk } from './jwk.ts'
import { AsymmetricKey, HmacKey, type Key } from './key.ts'
import { checkRsaPublicKey } from './rsa.ts'
import { importSecret } from './secret.ts'

/** How a JWK is read. */
export interface ImportJwkOptions {
  /**
   * The algorithms the key may be for. An RSA or oct key without `alg` needs exactly one here that
   * fits. Default: whatever the key says.
   */
  readonly algorithms?: readonly JwsAlgorithm[]
}

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
export function importJwk(
  jwk: Jwk,
  use: 'sign' | 'verify',
  { algorithms: allowed }: ImportJwkOptions = {},
): Key {
  if (typeof jwk !== 'object' || jwk === null) throw new TypeError('JWK: expected an object')
  if (allowed !== undefined) checkAlgorithms(allowed)
  const { kid, kty }: { kid?: unknown; kty?: unknown } = jwk
  if (kid !== undefined && typeof kid !== 'string')
    throw new TypeError('JWK: "kid" is not a string')
  checkUse(jwk, use)
  const algorithm = algorithmOf(jwk, allowed)
  const { hash, signatureBytes = 0 } = algorithms[algorithm]
  if (kty === 'oct' && hash) {
    const secret = importSecret(memberBytes(jwk, 'k'), signatureBytes)
    return new HmacKey({ kid, algorithm, canSign: use === 'sign' }, hash, secret)
  }
  if (use === 'verify' && hasPrivateMembers(jwk)) {
    throw new TypeError('JWK: a key to verify with has private members; whoever made it leaked it')
  }
  const members = publicMembers(jwk, signatureBytes)
  // The one algorithm that has two names.
  const anyName = algorithm === 'Ed25519' && jwk.alg === undefined
  const alias = anyName && (allowed?.includes('EdDSA') ?? true) ? 'EdDSA' : undefined
  const publicKey = refusingMalformed(() => createPublicKey({ key: members, format: 'jwk' }))
  if (use === 'verify') return new AsymmetricKey({ kid, algorithm, alias }, publicKey)
  const secret = { ...members, ...privateMembers(jwk, signatureBytes) }
  const privateKey = refusingMalformed(() => createPrivateKey({ key: secret, format: 'jwk' }))
  const key = new AsymmetricKey({ kid, algorithm, alias }, publicKey, privateKey)
  checkPair(key)
  return key
}

/** Only what the key type needs, so that `node:crypto` never sees anything unchecked. */
function publicMembers(jwk: Jwk, signatureBytes: number): JsonWebKey {
  const { kty, crv = '', x = '', y = '', n = '', e = '' } = jwk
  if (kty === 'RSA') {
    checkRsaPublicKey(jwk)
    return { kty, n, e }
  }
  if (kty === 'OKP') {
    checkEd25519PublicKey(memberBytes(jwk, 'x', signatureBytes / 2))
    return { kty, crv, x }
  }
  // Full length, RFC 7518 §6.2.1.2; that the point is on the curve is checked by OpenSSL.
  memberBytes(jwk, 'x', signatureBytes / 2)
  memberBytes(jwk, 'y', signatureBytes / 2)
  return { kty, crv, x, y }
}

function privateMembers(jwk: Jwk, signatureBytes: number): JsonWebKey {
  const { d = '', p = '', q = '', dp = '', dq = '', qi = '' } = jwk
  if (jwk.kty !== 'RSA') {
    memberBytes(jwk, 'd', signatureBytes / 2)
    return { d }
  }
  if (Object.hasOwn(jwk, 'oth')) throw new TypeError('JWK: an RSA key of more than two primes')
  for (const name of ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const) memberBytes(jwk, name)
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
