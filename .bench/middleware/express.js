import { createAuthenticate, whenDecided } from './authenticate.js';
import { mountableOf } from './mountable.js';
import { answer, credentialsOf, sendRefusal, sendResponse } from './node-request.js';
/**
 * Lets only requests with a good access token pass and puts its claims on `req.auth`. Refusals are
 * answered here (401, 403, 400 as problem+json); whatever else goes wrong goes to the error handler.
 *
 * @throws {TypeError} for options that make no sense.
 * @example
 * app.get('/orders', guard(auth, { scope: 'orders:read' }), (req, res) => res.json({ for: req.auth.sub }))
 */
export function guard(auth, options = {}) {
    const authenticate = createAuthenticate(auth, options);
    return (request, response, next) => whenDecided(authenticate(credentialsOf(request)), (admission) => {
        if (admission.refusal)
            return sendRefusal(admission.refusal, response);
        if (admission.cacheControl)
            response.setHeader('Cache-Control', admission.cacheControl);
        request.auth = admission.claims;
        return next();
    });
}
/**
 * The native API, or other endpoints, as middleware: it answers its own paths and passes on every other request. Mount it
 * before body parsers to keep its strict reading of JSON; behind them it works with what they kept.
 * Limits count per `req.ip`: behind a proxy set `trust proxy` to its address, never to `true`, which
 * takes what the client itself wrote.
 *
 * @example
 * app.use(mount(auth))
 */
export function mount(endpoints, options = {}) {
    const handler = mountableOf(endpoints, options);
    return async (request, response, next) => {
        const { ip: address, body, rawBody, url, originalUrl } = request;
        const context = { address, body, rawBody };
        // `url` is what is left below the path of `app.use`; NestJS leaves nothing.
        const answered = answer(handler, request, response, { ...context, url }) ??
            answer(handler, request, response, { ...context, url: originalUrl });
        if (answered)
            await sendResponse(await answered, response);
        else
            next();
    };
}
