import { refusal } from '../http/index.js';
import { createAuthenticate } from './authenticate.js';
import { mountableOf } from './mountable.js';
import { answer, credentialsOf, sendRefusal, sendResponse } from './node-request.js';
export function guard(auth, options = {}) {
    const { onError = console.error, ...guardOptions } = options;
    const authenticate = createAuthenticate(auth, guardOptions);
    return async (request, response) => {
        try {
            const decision = authenticate(credentialsOf(request));
            const admission = decision instanceof Promise ? await decision : decision;
            if (!admission.refusal) {
                if (admission.cacheControl)
                    response.setHeader('Cache-Control', admission.cacheControl);
                return admission.claims ?? null;
            }
            sendRefusal(admission.refusal, response);
        }
        catch (error) {
            onError(error);
            sendRefusal(refusal(error), response);
        }
        return undefined;
    };
}
/**
 * The native API as a listener that says whether the request was for it.
 *
 * @example
 * const mounted = mount(auth)
 * createServer(async (request, response) => {
 *   if (await mounted(request, response)) return
 *   response.end('the rest of the application')
 * })
 */
export function mount(endpoints, options = {}) {
    const { address, ...handlerOptions } = options;
    const handler = mountableOf(endpoints, handlerOptions);
    return async (request, response) => {
        const answered = answer(handler, request, response, { address: address?.(request) });
        if (!answered)
            return false;
        await sendResponse(await answered, response);
        return true;
    };
}
