import { type Clock } from '../clock.ts';
import { type JwsAlgorithm, type Key, type KeyResolver } from '../keys/index.ts';
import { type JwtClaims } from './claims.ts';
import { type JoseHeader } from './compact.ts';
/** What a JWT must say to be accepted. Strings are compared whole; there are no patterns. */
export interface VerifyJwtOptions {
    /** The `iss` the token must have. */
    readonly issuer: string;
    /** What the `aud` of the token must be or contain. */
    readonly audience: string;
    /** The acceptable algorithms. The algorithm of the key must be one of them as well. */
    readonly algorithms: readonly JwsAlgorithm[];
    /** The `typ` the token must have, such as `'at+jwt'` (RFC 8725 §3.11); `application/` may be left out. */
    readonly typ: string;
    /** Default: the wall clock. */
    readonly clock?: Clock;
    /** Seconds, 0 to 300, that `nbf` and `iat` may be ahead of the clock. `exp` gets none. Default: 30. */
    readonly clockTolerance?: number;
    /** Seconds from `iat` to `exp` that are too long to be believed. Default: no limit. */
    readonly maxLifetime?: number;
    /** Claims that must be there beside `iss`, `aud` and `exp`; registered ones also have their types. */
    readonly requiredClaims?: readonly string[];
}
/** A JWT that may be believed. Frozen throughout. */
export interface VerifiedJwt {
    readonly header: JoseHeader;
    readonly claims: JwtClaims;
}
/**
 * The header and claims of a JWT that is good now: signature first, then type, then claims, so that
 * nothing is said about a token that nobody signed.
 *
 * @param keys the one key, or what knows the key of a `kid`: a key ring, or an imported JWK Set. A
 *   token without `kid` is only good for a single key.
 * @throws {AuthError} `token_too_large`, `token_malformed`, `critical_header_unsupported`,
 *   `algorithm_not_allowed`, `key_unknown`, `signature_invalid`, `token_type_mismatch`,
 *   `claims_malformed`, `claim_missing`, `claims_invalid`, `issuer_mismatch`, `audience_mismatch`,
 *   `token_expired`, `token_not_yet_valid` or `token_lifetime_too_long`.
 * @throws {TypeError} or {RangeError} when an option is missing or out of range.
 * @example
 * const { claims } = verifyJwt(token, keyRing, {
 *   issuer: 'https://api.example.com',
 *   audience: 'api',
 *   algorithms: ['ES256'],
 *   typ: 'at+jwt',
 * })
 */
export declare function verifyJwt(token: string, keys: Key | KeyResolver, options: VerifyJwtOptions): VerifiedJwt;
