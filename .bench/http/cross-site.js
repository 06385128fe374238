import { AuthError } from '../errors.js';
/**
 * Origins as they stand in the `Origin` header.
 *
 * @throws {TypeError} for anything but an exact origin: a path, a wildcard, an upper-case host.
 */
export function originSet(origins) {
    for (const origin of origins) {
        if (!URL.canParse(origin) || new URL(origin).origin !== origin || origin.includes('*')) {
            throw new TypeError('origins: expected exact origins, such as https://app.example.com');
        }
    }
    return new Set(origins);
}
const safe = new Set(['GET', 'HEAD', 'OPTIONS']);
/**
 * Refuses what a page of another site makes a browser send. `Sec-Fetch-Site` is believed first, then
 * `Origin`, which must be one of `origins` to the letter. A request with neither comes from a program,
 * not from a browser: with `strict`, where a browser adds the credential by itself, it is refused as well.
 *
 * @throws {AuthError} `cross_site_request`.
 */
export function refuseCrossSite(request, origins, { strict }) {
    if (strict && safe.has(request.method))
        return;
    const site = request.header('sec-fetch-site');
    const origin = request.header('origin');
    if (site === 'same-origin' || (origin !== undefined && origins.has(origin)))
        return;
    const program = site === 'none' || (site === undefined && origin === undefined);
    if (program && !strict)
        return;
    throw new AuthError('cross_site_request', 'sent by a page of another site');
}
