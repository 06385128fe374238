import type { Clock } from '../clock.ts';
import { type Era, type SecretKey } from '../signing/index.ts';
type MaybePromise<Value> = Value | Promise<Value>;
export interface CookieOptions {
    /** `SECRET_KEY` of the Flask application, behind its fallbacks if there are any. */
    readonly secretKey: SecretKey;
    /** The itsdangerous of the application: session cookies of `'0.24'` count from 2011. Default: `'2.x'`. */
    readonly era?: Era;
    /** Name of its session cookie. Default: `'session'`. */
    readonly sessionCookie?: string;
    /** Name of its remember cookie. Default: `'remember_token'`. */
    readonly rememberCookie?: string;
    /** Seconds that a session cookie is good for. Default: 31 days, as in Flask. */
    readonly sessionMaxAge?: number;
    /**
     * Reads the remember cookie where the application had a `token_loader` (Flask-Login up to 0.3): the user id of its
     * token, `undefined` for none. Default: the cookie is Flask-Login's own.
     */
    readonly tokenLoader?: (token: string) => MaybePromise<string | undefined>;
    /**
     * `'strong'`: a session cookie counts only from the address and user agent that it was made for, and a remember
     * cookie, which names none, not at all. Default: `'none'`.
     */
    readonly sessionProtection?: 'strong' | 'none';
    /** Default: the wall clock. */
    readonly clock?: Clock;
}
/** What a browser sent. */
export interface CookieSource {
    readonly cookies: ReadonlyMap<string, string>;
    readonly address: string | undefined;
    readonly userAgent: string | undefined;
}
/** Whom a cookie stands for, and what it is remembered by when it has been exchanged. */
export interface Recognized {
    readonly userId: string;
    readonly spentAs: string;
}
/**
 * Whom Flask-Login would take the browser for: the session first, and where that says nothing the remember cookie.
 *
 * @throws {AuthError} `credentials_missing`; `signature_invalid`, `token_expired` … for the last cookie that was tried.
 */
export declare function recognize({ cookies, address, userAgent }: CookieSource, options: CookieOptions): Promise<Recognized>;
export {};
