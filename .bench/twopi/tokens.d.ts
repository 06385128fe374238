import type { Account } from '../accounts/index.ts';
import type { Auth } from '../auth/index.ts';
import { type Clock, type Duration } from '../clock.ts';
import type { AccessTokenDefinition, SessionSource } from '../tokens/index.ts';
export interface ShortTokenOptions<Claims extends object> {
    /** `SECRET_KEY` of the original, 32 bytes or more (RFC 7518 §3.2). */
    readonly secretKey: string;
    /** The claims of tokens, made of a session and its account. Default: those of the original's example. */
    readonly accessToken: AccessTokenDefinition<Claims>;
    /** Default: 10 minutes. */
    readonly lifetime?: Duration;
    /**
     * Whether tokens that the original itself issued are good, until they expire. They belong to no session, so
     * that signing out leaves them good, and disabling the account too. Default: no.
     */
    readonly allowTokensWithoutSession?: boolean;
    /** Default: the wall clock. */
    readonly clock?: Clock;
}
/** What a good token says; without an account it is one of the original. */
export interface VerifiedShortToken<Claims extends object> {
    readonly claims: Claims;
    readonly sessionId: string | undefined;
    readonly account: Account | undefined;
}
/** The short-lived tokens of the original: HS256 and nothing else, `typ` JWT, its claims, and `sid` beside them. */
export interface ShortTokens<Claims extends object> {
    issue(source: SessionSource): string;
    /** @throws {AuthError} with the reason. */
    verify(token: string): Promise<VerifiedShortToken<Claims>>;
}
export declare function createShortTokens<Claims extends object>(auth: Auth, options: ShortTokenOptions<Claims>): ShortTokens<Claims>;
