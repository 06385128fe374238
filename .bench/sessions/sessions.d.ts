import { type RefreshTokenContent } from './refresh-token.ts';
import type { SessionRequest, SessionsOptions, SessionTokens } from './sessions-options.ts';
import type { Session, SessionEndReason, SessionSnapshot } from './session.ts';
/** Sessions: one sign-in on one device each, kept alive by renewing, ended for good. */
export declare class Sessions {
    #private;
    constructor(options: SessionsOptions);
    /**
     * Starts a session.
     *
     * @throws {AuthError} `password_mismatch` when the account was disabled or its password changed since it was checked.
     */
    start(request: SessionRequest): Promise<SessionTokens>;
    /**
     * Trades a refresh token for the next one and keeps the session alive.
     *
     * The same request again, lost answer or double click, gets the same successor. A token that was
     * spent by another request is in two hands, so the whole session ends (RFC 9700 §4.14.2).
     *
     * @throws {AuthError} `refresh_token_malformed`, `refresh_token_forged`, `session_unknown`, `session_ended`,
     *   `session_idle_expired`, `session_expired`, `stale_renewal`, `refresh_token_reuse`.
     */
    renew(refreshToken: string, options?: {
        readonly renewalId?: string | undefined;
    }): Promise<SessionTokens>;
    /** The session, live or not, with its account. */
    find(id: string): Promise<SessionSnapshot | undefined>;
    /** What a refresh token belongs to, without using it. @throws {AuthError} `refresh_token_malformed`, `refresh_token_forged`. */
    inspect(token: string): Promise<RefreshTokenContent & {
        snapshot?: SessionSnapshot;
    }>;
    /** The live sessions of an account, last used first. */
    list(accountId: string): Promise<readonly Session[]>;
    /** Marks a live session as used now, which moves its idle expiry; `undefined`: it is not live. */
    touch(id: string): Promise<SessionSnapshot | undefined>;
    /** Ends a session and revokes its access tokens; does nothing where there is none. */
    end(id: string, reason: SessionEndReason): Promise<void>;
    /** Ends every session of an account but `except`. */
    endAll(accountId: string, reason: SessionEndReason, options?: {
        readonly except?: string;
    }): Promise<void>;
    /**
     * Ends the session of a refresh token, a spent one too, or with `all` every session of its account.
     *
     * @throws {AuthError} `refresh_token_malformed` or `refresh_token_forged`.
     */
    endByRefreshToken(refreshToken: string, options?: {
        readonly all?: boolean;
    }): Promise<void>;
}
/** Sessions on a store. */
export declare const createSessions: (options: SessionsOptions) => Sessions;
