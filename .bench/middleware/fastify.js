import { createAuthenticate } from './authenticate.js';
import { mountableOf } from './mountable.js';
import { answer, credentialsOf } from './node-request.js';
/**
 * Lets only requests with a good access token pass and puts its claims on `request.auth`: an
 * `onRequest` hook, so that strangers are refused before their body is read. Refusals are answered
 * here (401, 403, 400 as problem+json); whatever else goes wrong goes to the error handler.
 *
 * @throws {TypeError} for options that make no sense.
 * @example
 * app.get('/orders', { onRequest: guard(auth, { scope: 'orders:read' }) }, async (request) => ({ for: request.auth.sub }))
 */
export function guard(auth, options = {}) {
    const authenticate = createAuthenticate(auth, options);
    return (request, reply, done) => {
        const isAdmitted = (admission) => {
            if (admission.refusal) {
                const { status, headers, body } = admission.refusal;
                reply.code(status);
                for (const [name, value] of Object.entries(headers))
                    reply.header(name, value);
                // Bytes: to text, Fastify would add a charset that application/problem+json does not have.
                reply.send(Buffer.from(body));
                return false;
            }
            if (admission.cacheControl)
                reply.header('cache-control', admission.cacheControl);
            request.auth = admission.claims;
            return true;
        };
        const decision = authenticate(credentialsOf(request.raw));
        // Fastify goes on after a promise, unless it is one of the reply: that is there when it is sent.
        if (decision instanceof Promise) {
            return decision.then((admission) => (isAdmitted(admission) ? undefined : reply));
        }
        if (isAdmitted(decision))
            done();
        return undefined;
    };
}
/**
 * The native API, or other endpoints, as a plugin: it answers its own paths, below `prefix` if there is one, before any body
 * is parsed, and leaves every other request alone. Limits count per `request.ip`: behind a proxy set
 * `trustProxy` to its address, never to `true`, which takes what the client itself wrote.
 *
 * @example
 * await app.register(mount(auth))
 */
export function mount(endpoints, options = {}) {
    const handler = mountableOf(endpoints, options);
    const plugin = async (instance, { prefix = '' }) => {
        instance.addHook('onRequest', async ({ raw, ip: address }, reply) => {
            if (!raw.url?.startsWith(prefix))
                return undefined;
            const url = raw.url.slice(prefix.length);
            const answered = answer(handler, raw, reply.raw, { address, url });
            return answered && reply.send(await answered);
        });
    };
    // The hook has to see requests that match no route of the application.
    return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}
