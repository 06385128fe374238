import type { Key } from '../keys/index.ts';
/** How a JWT is signed. */
export interface SignJwtOptions {
    /** RFC 8725 §3.11: what kind of token it is. Default: `'JWT'`. */
    readonly typ?: string;
}
/**
 * A JWT, RFC 7519, with the key's algorithm and `kid` in its header.
 *
 * @throws {TypeError} when the claims are not a JSON object that {@link verifyJwt} would read, a date
 *   is not a finite number, or the key cannot sign.
 * @throws {RangeError} when the token would be longer than any verifier of ours accepts.
 * @example
 * signJwt({ iss, aud, sub, exp: now + 600 }, keyRing.signingKey(), { typ: 'at+jwt' })
 */
export declare function signJwt(claims: object, key: Key, { typ }?: SignJwtOptions): string;
