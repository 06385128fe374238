import type { JwsAlgorithm, Jwk } from './jwk.ts';
import { type Key } from './key.ts';
/** How a JWK is read. */
export interface ImportJwkOptions {
    /**
     * The algorithms the key may be for. An RSA or oct key without `alg` needs exactly one here that
     * fits. Default: whatever the key says.
     */
    readonly algorithms?: readonly JwsAlgorithm[];
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
export declare function importJwk(jwk: Jwk, use: 'sign' | 'verify', { algorithms: allowed }?: ImportJwkOptions): Key;
