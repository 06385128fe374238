/**
 * A `Set-Cookie` as Werkzeug lays it out.
 *
 * @throws {TypeError} for a value that it would have to quote, which no cookie of a dialect has.
 */
export function setCookie(name, value, attributes = {}) {
    const { expires, maxAge, secure = false, httpOnly = true, path = '/', sameSite } = attributes;
    if (!/^[\w/=!#%&'*+\-.^`|~:]*$/.test(value))
        throw new TypeError('cookie: expected a plain value');
    const parts = [`${name}=${value}`];
    if (expires)
        parts.push(`Expires=${expires.toUTCString()}`);
    if (maxAge !== undefined)
        parts.push(`Max-Age=${Math.floor(maxAge)}`);
    if (secure)
        parts.push('Secure');
    if (httpOnly)
        parts.push('HttpOnly');
    parts.push(`Path=${path}`);
    if (sameSite)
        parts.push(`SameSite=${sameSite}`);
    return parts.join('; ');
}
/** The cookies of a `Cookie` header; of two with one name the first counts, as in Werkzeug. */
export function readCookies(header) {
    const cookies = new Map();
    for (const pair of (header ?? '').split(';')) {
        const [, name = '', value = ''] = /^[ \t]*([^=]+)=(.*?)[ \t]*$/.exec(pair) ?? [];
        if (name !== '' && !cookies.has(name))
            cookies.set(name, value);
    }
    return cookies;
}
