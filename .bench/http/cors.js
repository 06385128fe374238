import { preflightMaxAge } from '../defaults.js';
import { originSet } from './cross-site.js';
/** @throws {TypeError} for `*` together with credentials, or something that is not an origin. */
export function createCors(options = { origins: [] }) {
    const { credentials = false } = options;
    const any = options.origins.includes('*');
    // Every site could act as whoever is signed in (B03).
    if (any && credentials)
        throw new TypeError('cors: credentials need a list of origins, not *');
    const origins = originSet(options.origins.filter((origin) => origin !== '*'));
    const allow = (headers, origin) => {
        if (origin === null || !(any || origins.has(origin)))
            return false;
        headers.set('access-control-allow-origin', any ? '*' : origin);
        headers.set('access-control-expose-headers', 'Retry-After, WWW-Authenticate, X-Request-Id');
        if (credentials)
            headers.set('access-control-allow-credentials', 'true');
        return true;
    };
    return {
        origins,
        allow,
        allowPreflight: (headers, origin, methods) => {
            if (!allow(headers, origin))
                return;
            headers.set('access-control-allow-methods', methods);
            headers.set('access-control-allow-headers', allowedHeaders);
            headers.set('access-control-max-age', String(preflightMaxAge));
        },
    };
}
const allowedHeaders = 'Authorization, Authentication-Token, Content-Type, Idempotency-Key';
