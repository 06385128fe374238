import type { JwsAlgorithm, Jwk } from './jwk.ts';
/** A new key as JWKs, with `kid` (its RFC 7638 thumbprint), `alg` and `use`. */
export interface GeneratedKey {
    readonly privateKey: Jwk;
    /** Absent for HMAC: a secret has no public half. */
    readonly publicKey: Jwk | undefined;
}
/**
 * A new key. An RSA key takes a few hundred milliseconds, during which nothing else runs.
 *
 * @throws {TypeError} when there is no such algorithm.
 * @example
 * const { privateKey, publicKey } = generateKey('ES256')
 */
export declare function generateKey(algorithm: JwsAlgorithm): GeneratedKey;
/** The same, made beside the event loop where it takes long. */
export declare function generateKeyInBackground(algorithm: JwsAlgorithm): Promise<GeneratedKey>;
