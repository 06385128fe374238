/**
 * The door of `latchkey/verifier`: access tokens checked in another service than the one that issues
 * them, without a database and without a package.
 */
import { systemClock } from '../clock.js';
import { AuthError } from '../errors.js';
import { importJwkSet } from '../keys/index.js';
import { RemoteJwks } from './remote-jwks.js';
import { TokenCheck } from './token-check.js';
export { AuthError } from '../errors.js';
export { authRequired, parseAuthorization } from './authorization.js';
export { eventFeed } from './event-feed.js';
export { createRevocationSet } from './revocation-set.js';
/**
 * A verifier of the access tokens of one issuer for one audience. A token seen before costs one
 * look-up, and its dates, its key and its revocation are looked at every time.
 *
 * @throws {TypeError} @throws {RangeError} for options that make no sense.
 * @example
 * const verifier = createVerifier({
 *   issuer: 'https://auth.example.com',
 *   audience: 'orders',
 *   jwksUri: 'https://auth.example.com/.well-known/jwks.json',
 * })
 * const claims = authRequired(await parseAuthorization(request, verifier), { scope: 'orders:read' })
 */
export function createVerifier(options) {
    const remote = options.jwksUri === undefined ? undefined : remoteJwks(options.jwksUri, options);
    const check = new TokenCheck(remote ?? localKeys(options), options);
    const { feed } = options;
    /** Whether waiting may help. */
    function mayKnowMore(error) {
        if (!(error instanceof AuthError))
            return false;
        if (error.code === 'key_unknown')
            return remote?.mayAsk() === true;
        const canAsk = feed?.refresh !== undefined || options.onStale === 'introspect';
        return error.code === 'revocations_stale' && canAsk;
    }
    function verifyNow(token) {
        if (remote && !remote.isCurrent())
            return undefined;
        remote?.refreshAhead();
        try {
            return check.verify(token);
        }
        catch (error) {
            if (mayKnowMore(error))
                return undefined;
            throw error;
        }
    }
    /** With the latest word of revocations that can be had. */
    async function verifyFresh(token) {
        try {
            return check.verify(token);
        }
        catch (error) {
            if (!(error instanceof AuthError && error.code === 'revocations_stale'))
                throw error;
        }
        await feed?.refresh?.().catch(() => { }); // then the view is as old as it was
        try {
            return check.verify(token);
        }
        catch (error) {
            const isStale = error instanceof AuthError && error.code === 'revocations_stale';
            if (!isStale || options.onStale !== 'introspect')
                throw error;
        }
        if ((await feed?.introspect?.(token)) === true)
            return check.verify(token, Infinity);
        throw new AuthError('token_revoked', 'the issuer does not hold the token for good any more');
    }
    return {
        verifyNow,
        async verify(token) {
            if (remote && !remote.isCurrent())
                await remote.refresh();
            remote?.refreshAhead();
            try {
                return await verifyFresh(token);
            }
            catch (error) {
                const isUnknown = error instanceof AuthError && error.code === 'key_unknown';
                if (!isUnknown || remote?.mayAsk() !== true)
                    throw error;
                await remote.refresh();
                return verifyFresh(token);
            }
        },
        get revocationAge() {
            return check.revocationAge;
        },
    };
}
function remoteJwks(url, options) {
    if (options.keys !== undefined)
        throw new TypeError('verifier: expected keys or jwksUri, not both');
    return new RemoteJwks(url, {
        clock: options.clock ?? systemClock,
        fetch: options.fetch ?? fetch,
        allowInsecure: options.allowInsecureJwksUri === true,
        algorithms: options.algorithms,
        onError: options.onError ?? (() => { }),
    });
}
function localKeys({ keys, algorithms }) {
    if (keys === undefined)
        throw new TypeError('verifier: expected keys or jwksUri');
    return 'keys' in keys ? importJwkSet(keys, algorithms && { algorithms }) : keys;
}
