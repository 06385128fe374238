import { AuthError } from '../errors.js';
/** Name of the cookie that may carry the access token. */
export const defaultCookieName = '__Host-latchkey';
/** @throws {TypeError} for a name without `__Host-`, which any subdomain could overwrite. */
export function checkCookieName(name) {
    if (!/^__Host-[\w-]+$/.test(name)) {
        throw new TypeError('cookie: expected a name that begins with __Host-, such as __Host-latchkey');
    }
}
/**
 * The value of one cookie in a `Cookie` header; `undefined` when it is absent or empty.
 *
 * @throws {AuthError} `credentials_ambiguous` when it is there twice: which one counts would be a guess.
 */
export function readCookie(header, name) {
    let found;
    for (const pair of header.split(';')) {
        // SP and HTAB only: a trim() takes NBSP away too, and makes another cookie this one.
        const [, key, value] = /^[ \t]*([^=]*)=(.*?)[ \t]*$/.exec(pair) ?? [];
        if (key !== name || value === undefined)
            continue;
        if (found !== undefined) {
            throw new AuthError('credentials_ambiguous', 'the credential cookie is there twice');
        }
        found = value;
    }
    return found === '' ? undefined : found;
}
/**
 * The `Set-Cookie` value that gives a browser its access token: `__Host-`, `Secure`, `HttpOnly`,
 * `SameSite=Lax`. With a `maxAge` of 0 it takes it away.
 *
 * @example
 * reply.setHeader('set-cookie', credentialCookie(accessToken, expiresIn))
 */
export function credentialCookie(token, maxAge, name = defaultCookieName) {
    checkCookieName(name);
    if (!/^[\w.-]*$/.test(token))
        throw new TypeError('token: expected an access token');
    return `${name}=${token}; Path=/; Max-Age=${Math.floor(maxAge)}; Secure; HttpOnly; SameSite=Lax`;
}
