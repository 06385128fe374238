/** What Flask-Login has signed with: SHA-1 up to 0.2.11, SHA-512 since. */
export type RememberDigest = 'sha1' | 'sha512';
export interface RememberCookieOptions {
    /** `SECRET_KEY`. Text is Latin-1, as in Flask-Login. */
    readonly secretKey: string | Uint8Array;
}
export interface ReadRememberCookieOptions extends RememberCookieOptions {
    /** Which digests are good. Default: both; the one is told from the other by its length. */
    readonly digestMethods?: readonly RememberDigest[];
}
export interface WriteRememberCookieOptions extends RememberCookieOptions {
    /** Default: `'sha512'`. */
    readonly digestMethod?: RememberDigest;
}
/**
 * The account id in Flask-Login's `remember_token` cookie. Nothing in it says how old it is: a stolen one is
 * good until the secret key changes. Where the application had a `token_loader` (up to 0.3) the cookie holds
 * that application's own token instead, mostly one of a {@link URLSafeTimedSerializer}.
 *
 * @throws {BadSignature} `signature_invalid` or `token_too_large`.
 * @example
 * const accountId = readRememberCookie(cookie, { secretKey })
 */
export declare function readRememberCookie(cookie: string, options: ReadRememberCookieOptions): string;
/** The `remember_token` cookie of an account, as Flask-Login makes it. */
export declare function writeRememberCookie(accountId: string, options: WriteRememberCookieOptions): string;
/**
 * Flask-Login's `make_secure_token` (up to 0.3): what applications returned from `get_auth_token`.
 *
 * @example
 * const token = makeSecureToken(['ada', passwordHash], { secretKey })
 */
export declare function makeSecureToken(parts: readonly string[], options: WriteRememberCookieOptions): string;
export interface SessionIdentifierOptions {
    /** Default: `'sha512'`; Flask-Login up to 0.2.11 took `'md5'`. */
    readonly digestMethod?: 'md5' | 'sha512';
    /** That of the application: 2 takes both as they are, 3 as it prints bytes, `b'…'`. Default: 3. */
    readonly python?: 2 | 3;
}
/**
 * What Flask-Login keeps as `_id` in the session, to see whether it has moved to another browser: a digest of
 * address and user agent, in hex. The address is the first of `X-Forwarded-For` where there is one. Anyone can
 * make it: it protects nothing by itself.
 *
 * @example
 * const isSame = session['_id'] === makeSessionIdentifier('203.0.113.7', userAgent)
 */
export declare function makeSessionIdentifier(address: string, userAgent: string | undefined, options?: SessionIdentifierOptions): string;
