import { createAuthenticate } from './authenticate.js';
import { mountableOf } from './mountable.js';
import { answer, credentialsOf } from './node-request.js';
/**
 * Lets only requests with a good access token pass and puts its claims on `ctx.state.auth`; with
 * `optional`, `undefined` when nobody signed in. Refusals are answered here (401, 403, 400 as
 * problem+json); whatever else goes wrong is thrown.
 *
 * @throws {TypeError} for options that make no sense.
 * @example
 * router.get('/orders', guard(auth, { scope: 'orders:read' }), (ctx) => { ctx.body = { for: ctx.state.auth.sub } })
 */
export function guard(auth, options = {}) {
    const authenticate = createAuthenticate(auth, options);
    return async (context, next) => {
        const admission = await authenticate(credentialsOf(context.req));
        if (admission.refusal) {
            const headers = Object.entries(admission.refusal.headers);
            return respond(context, { ...admission.refusal, headers });
        }
        if (admission.cacheControl)
            context.set('Cache-Control', admission.cacheControl);
        Object.assign(context.state, { auth: admission.claims });
        return next();
    };
}
/**
 * The native API, or other endpoints, as middleware: it answers its own paths and passes on every other request. Mount it
 * before body parsers to keep its strict reading of JSON; behind them it works with what they kept.
 * Limits count per `ctx.ip`: behind a proxy set `app.proxy` and `app.maxIpsCount = 1`, without which
 * Koa takes the address that the client itself wrote into `X-Forwarded-For`.
 *
 * @example
 * app.use(mount(auth))
 */
export function mount(endpoints, options = {}) {
    const handler = mountableOf(endpoints, options);
    return async (context, next) => {
        const { ip: address, url, request } = context;
        const { body, rawBody } = request;
        const answered = answer(handler, context.req, context.res, { address, url, body, rawBody });
        return answered ? respond(context, await answered) : next();
    };
}
function respond(context, { status, headers, body }) {
    // First the body: setting it touches status and type.
    context.body = body;
    context.status = status;
    for (const [name, value] of headers) {
        if (name === 'set-cookie' || name === 'vary')
            context.append(name, value);
        else
            context.set(name, value);
    }
}
