import type { Duration } from '../clock.ts';
import type { Jwk, Key, KeyResolver } from '../keys/index.ts';
import type { AccessClaims, RegisteredClaims } from './access-claims.ts';
import type { AccessTokenDefinition, SessionSource } from './definition.ts';
import type { Revocations } from './revocation.ts';
import type { TokenCheckOptions } from './token-check.ts';
/** One key signs, and those before it verify: what a key ring is. */
export interface SigningKeys extends KeyResolver {
    signingKey(): Key;
}
type CheckOptions = Pick<TokenCheckOptions<object>, 'issuer' | 'audience' | 'maxStaleness' | 'onStale' | 'clock' | 'clockTolerance' | 'cache'>;
export interface AccessTokensOptions<Claims extends object, Source> extends CheckOptions {
    /** Default: tokens of sessions, without claims of the application's own. */
    readonly definition?: AccessTokenDefinition<Claims, Source> | undefined;
    /** A key ring; or the one private or secret key, as a JWK. */
    readonly keys: SigningKeys | Jwk;
    /** Of a token; up to 5 % are taken off at random, so that tokens of one moment do not expire in one moment. Default: 10 minutes. */
    readonly lifetime?: Duration;
    /** Where revocations are written and known. Default: in the memory of this process, until it ends. */
    readonly feed?: Revocations;
    /** A number from 0 up to 1. Default: `Math.random`. */
    readonly random?: () => number;
}
/** An access token, and the seconds that are left of it. */
export interface NewAccessToken {
    readonly token: string;
    readonly expiresIn: number;
}
/** What is revoked: one token; or all of a session, or of an account until now. */
export type RevokedSubject = {
    readonly jti: string;
} | {
    readonly sid: string;
    readonly jti?: undefined;
} | {
    readonly sub: string;
    readonly sid?: undefined;
    readonly jti?: undefined;
};
/** Issues access tokens, RFC 9068, checks them and revokes them. */
export interface AccessTokens<Claims extends object = object, Source = SessionSource> {
    /** Seconds a token lives at most. */
    readonly lifetime: number;
    /**
     * A token for a session and its account, or for the application's own refresh token. It does not outlive the session.
     *
     * @throws {AuthError} `session_expired`. @throws {TypeError} when claims do not fit their schema
     * or take a registered name. @throws {RangeError} when the token would be too long.
     */
    issue(source: Source): NewAccessToken;
    /**
     * The claims of a token that is good now, typed by the schema and frozen.
     *
     * @throws {AuthError} with the reason.
     */
    verify(token: string): AccessClaims<Claims>;
    /**
     * Who a token of ours is for, though it may have expired or been revoked: what it takes to sign out.
     *
     * @throws {AuthError} when it is not ours.
     */
    identify(token: string): RegisteredClaims;
    /** Refuses them from now on; fulfilled when that is durable. */
    revoke(subject: RevokedSubject): Promise<void>;
}
/**
 * Access tokens with claims of one's own, for Latchkey's sessions or for any refresh token an
 * application has: nothing is assumed about it, and nothing is stored.
 *
 * @example
 * const tokens = createAccessTokens({ definition: shortlivedToken, issuer, audience, keys: privateJwk })
 * // renew: exchange your refresh token for a short-lived one
 * const { token } = tokens.issue(refreshToken)
 * // a guarded request
 * const claims = authRequired(parseAuthorization(request, tokens))
 * // sign out: both are refused at once
 * await tokens.revoke({ sid: refreshToken.id })
 */
export declare const createAccessTokens: <Claims extends object = object, Source = SessionSource>(options: AccessTokensOptions<Claims, Source>) => AccessTokens<Claims, Source>;
export {};
