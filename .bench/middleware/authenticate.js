import { AuthError } from '../errors.js';
import { createAuthorize, createCredentialReader, refusal } from '../http/index.js';
const known = new Set(['scope', 'role', 'optional', 'credentials', 'cookie', 'origins']);
/**
 * The decision that the guards of all frameworks share.
 *
 * @throws {TypeError} for whatever would leave a route open by mistake: an option that does not
 * exist (`scopes`), one that is `undefined`, or a promise in the place of an `Auth`.
 */
export function createAuthenticate(auth, options) {
    if (typeof auth?.verify !== 'function') {
        throw new TypeError('guard: expected what `await createAuth()` or `createVerifier()` gives');
    }
    for (const [name, value] of Object.entries(options)) {
        if (!known.has(name))
            throw new TypeError(`guard: there is no option called ${name}`);
        if (value === undefined || value === null)
            throw new TypeError(`${name}: expected a value`);
    }
    const readCredential = createCredentialReader(options);
    const authorize = createAuthorize(options);
    const optional = options.optional === true;
    const admit = (claims, source) => {
        if (typeof claims !== 'object')
            throw new TypeError('guard: the verifier answered no claims');
        authorize(claims);
        const cacheControl = source === 'query' ? 'private, no-store' : undefined;
        return { refusal: undefined, claims, cacheControl };
    };
    const admitLater = async ({ token, source }) => {
        try {
            return admit(await auth.verify(token), source);
        }
        catch (error) {
            return refuse(error);
        }
    };
    return (request) => {
        try {
            const credential = readCredential(request);
            if (credential === undefined) {
                if (optional)
                    return { refusal: undefined, claims: undefined, cacheControl: undefined };
                throw new AuthError('credentials_missing', 'the request carries no access token');
            }
            // A token seen before is answered without a promise: that is most of what a guard costs.
            const claims = auth.verifyNow?.(credential.token);
            return claims ? admit(claims, credential.source) : admitLater(credential);
        }
        catch (error) {
            return refuse(error);
        }
    };
}
function refuse(error) {
    if (error instanceof AuthError)
        return { refusal: refusal(error) };
    // Express and Fastify take `next(undefined)` and `next('route')` for "go on".
    throw error instanceof Error ? error : new TypeError('guard: failed', { cause: error });
}
/**
 * Goes on with a decision, in the same turn where it is there: a promise for every request would be
 * half of what a guard costs.
 */
export function whenDecided(decision, goOn) {
    return decision instanceof Promise ? decision.then(goOn) : goOn(decision);
}
