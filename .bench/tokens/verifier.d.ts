import type { JwkSet, KeyResolver } from '../keys/index.ts';
import type { AccessClaims } from './access-claims.ts';
import type { TokenCheckOptions } from './token-check.ts';
export { AuthError } from '../errors.ts';
export type { AuthErrorCode } from '../errors.ts';
export type { AccessClaims, RegisteredClaims } from './access-claims.ts';
export { authRequired, parseAuthorization } from './authorization.ts';
export type { HeaderFields, ParseAuthorizationOptions, RequestLike, Requirements, } from './authorization.ts';
export { eventFeed } from './event-feed.ts';
export type { EventFeed, EventFeedOptions } from './event-feed.ts';
export { createRevocationSet } from './revocation-set.ts';
export type { RevocationSet, RevocationSetOptions } from './revocation-set.ts';
export type { Revocation } from '../revocation.ts';
export type { RevocableClaims, Revocations, RevocationView } from './revocation.ts';
export type { StandardSchema } from './standard-schema.ts';
export type { TokenCheckOptions } from './token-check.ts';
export type { VerifiedTokensOptions } from './verified-tokens.ts';
/** Exactly one of `keys` and `jwksUri` says whose signatures are good. */
export interface VerifierOptions<Claims extends object = object> extends TokenCheckOptions<Claims> {
    /** A JWK Set, or a key ring. */
    readonly keys?: JwkSet | KeyResolver;
    /** Where the issuer publishes its JWK Set: https, or this machine. */
    readonly jwksUri?: string | URL;
    /** Whether `jwksUri` may be plain http to another machine: whoever is on the way can sign tokens. Default: no. */
    readonly allowInsecureJwksUri?: boolean;
    /** Fetches `jwksUri`. Default: the global `fetch`. */
    readonly fetch?: typeof fetch;
    /** Told when `jwksUri` does not answer well. Default: nothing. */
    readonly onError?: (error: unknown) => void;
}
/** Checks access tokens. */
export interface Verifier<Claims extends object = object> {
    /**
     * The claims of a token that is good now.
     *
     * @throws {AuthError} with the reason; `keys_unavailable` and `revocations_stale` say nothing about the token.
     */
    verify(token: string): Promise<AccessClaims<Claims>>;
    /** The same without waiting; `undefined`: only `verify` can tell, because it has to fetch. */
    verifyNow(token: string): AccessClaims<Claims> | undefined;
    /** Seconds since all revocations were known; 0 without a feed. */
    readonly revocationAge: number;
}
/**
 * A verifier of the access tokens of one issuer for one audience. A token seen before costs one
 * look-up, and its dates, its key and its revocation are looked at every time.
 *
 * @throws {TypeError} @throws {RangeError} for options that make no sense.
 * @example
 * const verifier = createVerifier({
 *   issuer: 'https://auth.example.com',
 *   audience: 'orders',
 *   jwksUri: 'https://auth.example.com/.well-known/jwks.json',
 * })
 * const claims = authRequired(await parseAuthorization(request, verifier), { scope: 'orders:read' })
 */
export declare function createVerifier<Claims extends object = object>(options: VerifierOptions<Claims>): Verifier<Claims>;
