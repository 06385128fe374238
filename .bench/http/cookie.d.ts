/** Name of the cookie that may carry the access token. */
export declare const defaultCookieName = "__Host-latchkey";
/** @throws {TypeError} for a name without `__Host-`, which any subdomain could overwrite. */
export declare function checkCookieName(name: string): void;
/**
 * The value of one cookie in a `Cookie` header; `undefined` when it is absent or empty.
 *
 * @throws {AuthError} `credentials_ambiguous` when it is there twice: which one counts would be a guess.
 */
export declare function readCookie(header: string, name: string): string | undefined;
/**
 * The `Set-Cookie` value that gives a browser its access token: `__Host-`, `Secure`, `HttpOnly`,
 * `SameSite=Lax`. With a `maxAge` of 0 it takes it away.
 *
 * @example
 * reply.setHeader('set-cookie', credentialCookie(accessToken, expiresIn))
 */
export declare function credentialCookie(token: string, maxAge: number, name?: string): string;
