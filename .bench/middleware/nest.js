import { createAuthenticate } from './authenticate.js';
import { credentialsOf, sendRefusal } from './node-request.js';
export { mount } from './express.js';
/**
 * Lets only requests with a good access token pass and puts its claims on `req.auth`. Refusals are
 * answered here (401, 403, 400 as problem+json), before exception filters, so that they look the same
 * everywhere; whatever else goes wrong is thrown.
 *
 * Decorators run when their file is loaded: where `auth` is made later, give a function.
 *
 * @throws {TypeError} for options that make no sense.
 * @example
 * class Orders { @Get() @UseGuards(guard(() => auth, { scope: 'orders:read' })) list() { … } }
 */
export function guard(auth, options = {}) {
    const authenticate = createAuthenticate(typeof auth === 'function' ? deferred(auth) : auth, options);
    return {
        canActivate: async (context) => {
            if (context.getType() !== 'http')
                throw new TypeError('guard: expected an HTTP request');
            const request = context.switchToHttp().getRequest();
            const reply = context.switchToHttp().getResponse();
            const response = reply.raw ?? reply;
            const admission = await authenticate(credentialsOf(request.raw ?? request));
            if (admission.refusal) {
                reply.hijack?.();
                sendRefusal(admission.refusal, response);
                // Never decided: a `false` would send NestJS's own 403 into a response that is over.
                return new Promise(() => { });
            }
            if (admission.cacheControl)
                response.setHeader('Cache-Control', admission.cacheControl);
            request.auth = admission.claims;
            return true;
        },
    };
}
const deferred = (auth) => ({
    verifyNow: (token) => auth().verifyNow?.(token),
    verify: (token) => auth().verify(token),
});
