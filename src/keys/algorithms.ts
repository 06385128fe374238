import type { JwsAlgorithm, Jwk } from './jwk.ts'

/** What an `alg` means. Adding an algorithm is adding a row to the table below. */
export interface Algorithm {
  readonly kty: 'EC' | 'OKP' | 'RSA' | 'oct'
  /** The JWK `crv`, where the key type has one. */
  readonly crv?: 'P-256' | 'P-384' | 'P-521' | 'Ed25519'
  /** Absent where the algorithm hashes for itself. */
  readonly hash?: 'sha256' | 'sha384' | 'sha512'
  /**
   * How long every signature is; absent for RSA, whose signatures are as long as the modulus.
   * It is also the length of two coordinates on the curve, and of the shortest HMAC secret.
   */
  readonly signatureBytes?: number
  /** Of RSA; with `pss` the salt is exactly as long as the hash (RFC 7518 §3.5). */
  readonly padding?: 'pkcs1' | 'pss'
}

/** RFC 7518 §3.1, RFC 8037 §3.1 and RFC 9864 §2.2. There is no row for `none`. */
export const algorithms: Readonly<Record<JwsAlgorithm, Algorithm>> = {
  ES256: { kty: 'EC', crv: 'P-256', hash: 'sha256', signatureBytes: 64 },
  ES384: { kty: 'EC', crv: 'P-384', hash: 'sha384', signatureBytes: 96 },
  ES512: { kty: 'EC', crv: 'P-521', hash: 'sha512', signatureBytes: 132 },
  Ed25519: { kty: 'OKP', crv: 'Ed25519', signatureBytes: 64 },
  EdDSA: { kty: 'OKP', crv: 'Ed25519', signatureBytes: 64 },
  RS256: { kty: 'RSA', hash: 'sha256', padding: 'pkcs1' },
  RS384: { kty: 'RSA', hash: 'sha384', padding: 'pkcs1' },
  RS512: { kty: 'RSA', hash: 'sha512', padding: 'pkcs1' },
  PS256: { kty: 'RSA', hash: 'sha256', padding: 'pss' },
  PS384: { kty: 'RSA', hash: 'sha384', padding: 'pss' },
  PS512: { kty: 'RSA', hash: 'sha512', padding: 'pss' },
  HS256: { kty: 'oct', hash: 'sha256', signatureBytes: 32 },
  HS384: { kty: 'oct', hash: 'sha384', signatureBytes: 48 },
  HS512: { kty: 'oct', hash: 'sha512', signatureBytes: 64 },
}

/** Whether this is the name of one of our algorithms; names are case-sensitive. */
export const isAlgorithm = (name: unknown): name is JwsAlgorithm =>
  typeof name === 'string' && Object.hasOwn(algorithms, name)

/** All of them. */
export const jwsAlgorithms: readonly JwsAlgorithm[] = Object.freeze(
  Object.keys(algorithms).filter(isAlgorithm),
)

/** Those whose keys have a public half. */
export const asymmetricAlgorithms: readonly JwsAlgorithm[] = Object.freeze(
  jwsAlgorithms.filter((name) => algorithms[name].kty !== 'oct'),
)

/** @throws {TypeError} unless it is a list of at least one algorithm, all of them ours. */
export function checkAlgorithms(list: readonly JwsAlgorithm[]): void {
  // What a verifier without a choice of its own passes for every token: 3 % of an HS256 verification.
  if (list === jwsAlgorithms) return
  if (!Array.isArray(list) || list.length === 0 || !list.every(isAlgorithm)) {
    throw new TypeError("algorithms: expected a list of JWS algorithms, such as ['ES256']")
  }
}

/** The algorithm a JWK names. Some name ES512 after its curve; nothing else can be meant. */
export const namedAlgorithm = (alg: unknown): JwsAlgorithm | undefined =>
  alg === 'ES521' ? 'ES512' : isAlgorithm(alg) ? alg : undefined

/**
 * The one algorithm of a key: its `alg`; without one, what its curve implies; and where that leaves
 * a choice (RSA, oct), what the configuration says. A token is never asked (RFC 8725 §3.1).
 *
 * @throws {TypeError} when there is no such algorithm, or more than one.
 */
export function algorithmOf(jwk: Jwk, allowed: readonly JwsAlgorithm[] | undefined): JwsAlgorithm {
  const fits = (name: JwsAlgorithm): boolean =>
    algorithms[name].kty === jwk.kty && algorithms[name].crv === jwk.crv
  if (jwk.alg !== undefined) {
    const named = namedAlgorithm(jwk.alg)
    if (named === undefined || !fits(named) || allowed?.includes(named) === false) {
      throw new TypeError('JWK: "alg" is not allowed here, or not an algorithm of this kind of key')
    }
    return named
  }
  const implied = jwk.kty === 'EC' || jwk.kty === 'OKP'
  const [only, other] = jwsAlgorithms.filter(
    (name) => fits(name) && (allowed?.includes(name) ?? implied),
  )
  if (only === undefined || (other !== undefined && !implied)) {
    throw new TypeError('JWK: without "alg", the algorithms option must name exactly one that fits')
  }
  return only
}
