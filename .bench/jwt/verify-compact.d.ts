import { type JwkSet, type JwsAlgorithm } from '../keys/index.ts';
import { type JoseHeader } from './compact.ts';
/** What a JWS is verified with, beside the keys. */
export interface VerifyCompactOptions {
    /**
     * The algorithms that are acceptable at all. An RSA or oct key without `alg` needs exactly one here
     * that fits it. Default: the algorithm of each key.
     */
    readonly algorithms?: readonly JwsAlgorithm[];
}
/** A JWS whose signature is good. Whether its payload means anything is for the caller to say. */
export interface VerifiedJws {
    /** Frozen. */
    readonly header: JoseHeader;
    readonly payload: Uint8Array;
}
/**
 * The header and payload of a compact JWS, RFC 7515 §5.2, signed by a key of the set. Tokens for
 * signing in are checked with {@link verifyJwt}; this is for any other JWS.
 *
 * The token's `kid` picks the key, its `alg` must be the algorithm of that key, and nothing else in
 * the token has a say. Keys that are malformed, weak or for another purpose never verify.
 *
 * @throws {AuthError} `token_too_large`, `token_malformed`, `critical_header_unsupported`,
 *   `algorithm_not_allowed`, `key_unknown`, `key_invalid` or `signature_invalid`.
 * @throws {TypeError} when the set has two keys with one `kid`, or symmetric and asymmetric keys.
 * @example
 * const { payload } = verifyCompact(jws, { keys: [publicKey] }, { algorithms: ['ES256'] })
 */
export declare function verifyCompact(jws: string, keys: JwkSet, options?: VerifyCompactOptions): VerifiedJws;
