import { algorithmOf, algorithms, checkAlgorithms } from './algorithms.ts'
import { checkEd25519PublicKey } from './ed25519.ts'
import { checkUse, hasPrivateMembers, memberBytes } from './jwk-members.ts'
import type { JwsAlgorithm, Jwk } from './jwk.ts'
import { checkPoint } from './nist-curves.ts'
import { checkRsaPublicKey } from './rsa.ts'
import { checkSecret } from './secret.ts'

/** How a JWK is read. */
export interface ImportJwkOptions {
  /**
   * The algorithms the key may be for. An RSA or oct key without `alg` needs exactly one here that
   * fits. Default: whatever the key says.
   */
  readonly algorithms?: readonly JwsAlgorithm[]
}

/** What a key is called and bound to, whoever computes with it. */
export interface KeyName {
  readonly kid: string | undefined
  readonly algorithm: JwsAlgorithm
  /** The other name of its algorithm that a token may bear. */
  readonly alias: JwsAlgorithm | undefined
  /** How long every signature of it is. */
  readonly signatureBytes: number
}

/** A JWK that has passed every check that can be made before a token arrives. */
export interface CheckedJwk extends KeyName {
  /** The secret; or of a public key only the members that its kind needs, so that no runtime sees anything unchecked. */
  readonly material: Uint8Array<ArrayBuffer> | JsonWebKey
}

/**
 * @throws {TypeError} when the key is malformed or meant for something else, or has private members
 *   though it is to verify only.
 * @throws {RangeError} when it is weak.
 */
export function checkJwk(
  jwk: Jwk,
  use: 'sign' | 'verify',
  { algorithms: allowed }: ImportJwkOptions = {},
): CheckedJwk {
  if (typeof jwk !== 'object' || jwk === null) throw new TypeError('JWK: expected an object')
  if (allowed !== undefined) checkAlgorithms(allowed)
  const { kid }: { kid?: unknown } = jwk
  if (kid !== undefined && typeof kid !== 'string')
    throw new TypeError('JWK: "kid" is not a string')
  checkUse(jwk, use)
  const algorithm = algorithmOf(jwk, allowed)
  if (use === 'verify' && hasPrivateMembers(jwk)) {
    throw new TypeError('JWK: a key to verify with has private members; whoever made it leaked it')
  }
  // The one algorithm that has two names.
  const anyName = algorithm === 'Ed25519' && jwk.alg === undefined
  const alias = anyName && (allowed?.includes('EdDSA') ?? true) ? 'EdDSA' : undefined
  return { kid, algorithm, alias, ...checkMaterial(jwk, algorithm) }
}

function checkMaterial(
  jwk: Jwk,
  algorithm: JwsAlgorithm,
): Pick<CheckedJwk, 'signatureBytes' | 'material'> {
  const { kty, x = '', y = '', n = '', e = '' } = jwk
  const { crv, signatureBytes = 0 } = algorithms[algorithm]
  if (crv === undefined) {
    if (kty === 'RSA') return { signatureBytes: checkRsaPublicKey(jwk), material: { kty, n, e } }
    const secret = memberBytes(jwk, 'k')
    checkSecret(secret, signatureBytes)
    return { signatureBytes, material: secret }
  }
  const xBytes = memberBytes(jwk, 'x', signatureBytes / 2)
  if (crv === 'Ed25519') {
    checkEd25519PublicKey(xBytes)
    return { signatureBytes, material: { kty, crv, x } }
  }
  // Full length, RFC 7518 §6.2.1.2.
  checkPoint(crv, xBytes, memberBytes(jwk, 'y', signatureBytes / 2))
  return { signatureBytes, material: { kty, crv, x, y } }
}
