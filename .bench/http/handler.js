import { AuthError } from '../errors.js';
import { randomId } from '../random.js';
import { admit, credentialRequest } from './authenticate.js';
import { createCors } from './cors.js';
import { defaultCookieName } from './cookie.js';
import { createCredentialReader } from './credentials.js';
import { refuseCrossSite } from './cross-site.js';
import { problem } from './error-response.js';
import { openApi } from './openapi.js';
import { noContent } from './route.js';
import { createRouter } from './router.js';
import { routes } from './routes.js';
/**
 * The native API, for whatever has a `Request` and takes a `Response`.
 *
 * @throws {TypeError} for a source of credentials that does not exist, `*` with credentials, or an origin that is none.
 * @example
 * const handler = createHandler(auth, { cors: { origins: ['https://app.example.com'] } })
 * const response = await handler.fetch(new Request('https://api.example.com/healthz'))
 */
export function createHandler(auth, options = {}) {
    const { credentials = ['bearer'], cookie = defaultCookieName, cors: corsOptions } = options;
    const anyOrigin = corsOptions?.origins.includes('*') ?? false;
    if (anyOrigin && credentials.includes('cookie')) {
        throw new TypeError('cors: the cookie as a credential needs a list of origins, not *');
    }
    const cors = createCors(corsOptions);
    const origins = new Set(cors.origins);
    if (URL.canParse(auth.issuer))
        origins.add(new URL(auth.issuer).origin);
    const readCredential = createCredentialReader({ credentials, cookie, origins: [...origins] });
    const match = createRouter(routes);
    async function respond(found, exchange) {
        const { request } = exchange;
        const route = found?.methods.get(request.method);
        let presented = 'access_token';
        try {
            if (!found)
                throw new AuthError('not_found', 'there is no endpoint at this path');
            if (request.method === 'OPTIONS')
                return { response: noContent({ allow: found.allow }) };
            if (!route)
                throw new AuthError('method_not_allowed', 'the endpoint has no such method');
            if (hasEffect(route) && !anyOrigin) {
                refuseCrossSite(credentialRequest(request), origins, { strict: false });
            }
            const admitted = await admit(route, exchange);
            presented = route.presents ?? presented;
            return { response: await admitted() };
        }
        catch (error) {
            const scheme = route?.needs === 'basic' ? 'basic' : 'bearer';
            const response = problem(error, { presented, scheme });
            if (response.status === 405 && found)
                response.headers.set('allow', found.allow);
            return { response, error };
        }
    }
    return {
        fetch: async (request, context = {}) => {
            const startedAt = performance.now();
            const requestId = requestIdOf(context);
            const url = new URL(request.url);
            const found = match(url.pathname);
            const { response, error } = await respond(found, {
                auth,
                request,
                url,
                id: found?.id ?? '',
                address: context.address,
                readCredential,
                cookie,
            });
            protect(response.headers);
            response.headers.set('x-request-id', requestId);
            const origin = request.headers.get('origin');
            // The JWK Set allows everybody itself.
            if (!response.headers.has('access-control-allow-origin')) {
                response.headers.set('vary', 'Origin, Sec-Fetch-Site');
                if (request.method !== 'OPTIONS')
                    cors.allow(response.headers, origin);
                else if (found)
                    cors.allowPreflight(response.headers, origin, found.allow);
            }
            report(options.onEvent, {
                type: 'request',
                requestId,
                method: methods.has(request.method) ? request.method : 'OTHER',
                route: found?.path,
                status: response.status,
                duration: (performance.now() - startedAt) / 1000,
                ...(error instanceof AuthError && { code: error.code }),
                ...(error !== undefined && { error }),
            });
            return request.method === 'HEAD' ? new Response(null, response) : response;
        },
        handles: (pathname) => match(pathname) !== undefined,
        get openapi() {
            return openApi(routes);
        },
    };
}
const methods = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS']);
const hasEffect = (route) => route.method !== 'GET' || route.effect === true;
/** The server's, if it can stand in a header. */
const requestIdOf = ({ requestId = '' }) => /^[\w.:-]{1,128}$/.test(requestId) ? requestId : randomId();
const protections = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
};
/** What every answer carries; an endpoint that knows better has said so already. */
function protect(headers) {
    for (const [name, value] of Object.entries(protections)) {
        if (!headers.has(name))
            headers.set(name, value);
    }
}
function report(listener, event) {
    try {
        listener?.(event);
    }
    catch {
        // The answer stands: what it says has happened, whether or not it could be written down.
    }
}
