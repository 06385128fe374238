import type { NumericDate } from '../clock.ts';
/** A claims set whose registered claims have the types their RFCs give them. Frozen. */
export interface JwtClaims {
    readonly iss: string;
    readonly aud: string | readonly string[];
    readonly exp: NumericDate;
    readonly sub?: string;
    readonly nbf?: NumericDate;
    readonly iat?: NumericDate;
    readonly jti?: string;
    readonly [name: string]: unknown;
}
type Members = Readonly<Record<string, unknown>>;
/**
 * Checks that the claims are there and of their types, whether or not anyone asks for their values:
 * a check that passes over what it does not expect is one that an attacker can leave out.
 *
 * @throws {AuthError} `claim_missing` or `claims_malformed`.
 */
export declare function checkTypes(claims: Members, required: readonly string[]): asserts claims is JwtClaims;
/** When a token is good. */
export interface TimeRules {
    readonly now: NumericDate;
    readonly clockTolerance: number;
    readonly maxLifetime: number | undefined;
}
/**
 * RFC 7519 §4.1.4 to §4.1.6. Every comparison is written so that a clock that says NaN refuses.
 *
 * @throws {AuthError} `token_expired`, `token_not_yet_valid`, `claims_invalid`, `claim_missing` or
 *   `token_lifetime_too_long`.
 */
export declare function checkTimes({ exp, nbf, iat }: JwtClaims, rules: TimeRules): void;
/**
 * RFC 7519 §4.1.1 and §4.1.3: the whole string, or one whole member of the list.
 *
 * @throws {AuthError} `issuer_mismatch` or `audience_mismatch`.
 */
export declare function checkParties({ iss, aud }: JwtClaims, issuer: string, audience: string): void;
export {};
