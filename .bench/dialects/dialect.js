import { retryAfter as soon } from '../defaults.js';
import { AuthError } from '../errors.js';
import { randomId } from '../random.js';
import { readFlaskRequest } from './flask-request.js';
import { errorPage } from './pages.js';
/**
 * The endpoints of another system as one function, with what Werkzeug answers where there is none:
 * its pages for 404 and 405, its 200 for `OPTIONS`, `HEAD` as `GET` without a body.
 */
export function createDialect(routes, { onEvent: report = () => { } } = {}) {
    const find = createFinder(routes);
    return {
        handles: (pathname) => find(pathname) !== undefined,
        async fetch(request, context = {}) {
            const startedAt = performance.now();
            const found = find(new URL(request.url).pathname);
            let error;
            const response = await respond(found, request, context).catch((thrown) => {
                error = thrown;
                return failure(thrown);
            });
            for (const [name, value] of Object.entries(protections)) {
                if (!response.headers.has(name))
                    response.headers.set(name, value);
            }
            report({
                type: 'request',
                requestId: context.requestId ?? randomId(),
                method: known.has(request.method) ? request.method : 'OTHER',
                route: found?.path,
                status: response.status,
                duration: (performance.now() - startedAt) / 1000,
                ...(error instanceof AuthError && { code: error.code }),
                ...(error !== undefined && { error }),
            });
            return request.method === 'HEAD' ? new Response(null, response) : response;
        },
    };
}
async function respond(found, request, context) {
    if (!found)
        return errorPage(404);
    const allow = [...found.methods.keys(), 'OPTIONS'].join(', ');
    if (request.method === 'OPTIONS') {
        return new Response('', { headers: { 'content-type': 'text/html; charset=utf-8', allow } });
    }
    const answer = found.methods.get(request.method);
    if (!answer)
        return errorPage(405, { allow });
    const { segment } = found;
    return answer(await readFlaskRequest(request, { address: context.address, segment }));
}
function createFinder(routes) {
    const places = new Map();
    for (const [path, group] of Map.groupBy(routes, (route) => route.path)) {
        const methods = new Map();
        for (const { methods: names, answer } of group) {
            for (const name of names) {
                methods.set(name, answer);
                if (name === 'GET')
                    methods.set('HEAD', answer);
            }
        }
        places.set(path.replace(/<\w+>$/, '<>'), { path, methods });
    }
    return (pathname) => {
        const exact = places.get(pathname);
        if (exact)
            return { ...exact, segment: '' };
        const [, prefix = '', segment = ''] = /^(.*\/)([^/]+)$/.exec(pathname) ?? [];
        const place = places.get(`${prefix}<>`);
        return place && { ...place, segment };
    };
}
const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** What the original leaves out. */
const protections = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
};
/** What a dialect does not answer itself; it answers the refusals that its original knows. */
const statuses = {
    invalid_request: 400,
    payload_too_large: 413,
    rate_limited: 429,
    overloaded: 503,
    storage_unavailable: 503,
};
/** The page for what went wrong. */
export function failure(error) {
    const status = error instanceof AuthError ? statuses[error.code] : undefined;
    const retryAfter = error instanceof AuthError ? error.retryAfter : undefined;
    const wait = status === 503 ? (retryAfter ?? soon) : retryAfter;
    return errorPage(status ?? 500, wait === undefined ? {} : { 'retry-after': String(wait) });
}
