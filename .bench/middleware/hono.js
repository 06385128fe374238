import { createAuthenticate, whenDecided } from './authenticate.js';
import { mountableOf } from './mountable.js';
export function guard(auth, options = {}, handler = (_, next) => next()) {
    const authenticate = createAuthenticate(auth, options);
    if (typeof handler !== 'function')
        throw new TypeError('guard: expected a handler');
    // Not async: a promise for every request would be a third of what the guard costs.
    return (c, next) => {
        const { method, url } = c.req;
        const decision = authenticate({ method, url, header: (name) => c.req.header(name) });
        return whenDecided(decision, (admission) => {
            if (admission.refusal)
                return new Response(admission.refusal.body, admission.refusal);
            c.set('auth', admission.claims);
            const { cacheControl } = admission;
            const answer = handler(c, next);
            return cacheControl === undefined ? answer : withCacheControl(c, answer, cacheControl);
        });
    };
}
async function withCacheControl(c, answer, value) {
    const response = await answer;
    // Behind middleware the answer is the context's already, and what `next` gives is none.
    if (response instanceof Response)
        c.res = response;
    c.header('Cache-Control', value);
    return c.res;
}
/**
 * The native API, or other endpoints, as middleware: it answers its own paths and passes on every other request.
 *
 * @example
 * app.use(mount(auth))
 */
export function mount(endpoints, options = {}) {
    const { address: addressOf = socketAddress, ...handlerOptions } = options;
    const handler = mountableOf(endpoints, handlerOptions);
    return async (c, next) => {
        if (!handler.handles(c.req.path))
            return next();
        const address = addressOf(c);
        const { raw, method } = c.req;
        // Another middleware may have read the body; Hono keeps what it read.
        const request = raw.bodyUsed
            ? new Request(raw.url, { method, headers: raw.headers, body: await c.req.arrayBuffer() })
            : raw;
        return handler.fetch(request, address === undefined ? {} : { address });
    };
}
/** `@hono/node-server` puts node's own request into the bindings. */
function socketAddress(c) {
    const bindings = c.env ?? {};
    return bindings.incoming?.socket?.remoteAddress;
}
