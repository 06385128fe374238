import { keysPerJwkSet } from '../defaults.js';
import { namedAlgorithm } from './algorithms.js';
import { importJwk } from './import-jwk.js';
/**
 * The verification keys of a JWK Set, RFC 7517 §5. Keys of unknown kinds or for other purposes are
 * passed over; malformed and weak ones are listed as unusable, so that one bad key in another's set
 * does not stop the others.
 *
 * @throws {TypeError} when the set is not one, has two keys with one `kid`, or has symmetric and
 *   asymmetric keys side by side.
 * @throws {RangeError} when it holds too many keys.
 */
export function importJwkSet(set, options = {}) {
    const { keys } = set ?? {};
    if (!Array.isArray(keys))
        throw new TypeError('JWK Set: expected an object with a list of "keys"');
    if (keys.length > keysPerJwkSet) {
        throw new RangeError(`JWK Set: expected at most ${keysPerJwkSet} keys`);
    }
    const relevant = keys.filter(isForSignatures);
    const named = relevant.map(({ kid }) => kid).filter((kid) => kid !== undefined);
    if (new Set(named).size !== named.length)
        throw new TypeError('JWK Set: two keys have one "kid"');
    // With both kinds in one set, a public key and a secret are one mistake away from each other.
    if (new Set(relevant.map(({ kty }) => kty === 'oct')).size > 1) {
        throw new TypeError('JWK Set: symmetric and asymmetric keys are mixed');
    }
    const usable = [];
    const unusable = [];
    for (const jwk of relevant) {
        try {
            // What a key says is compared with the token; the option only speaks where the key is silent.
            usable.push(importJwk(jwk, 'verify', jwk.alg === undefined ? options : {}));
        }
        catch (reason) {
            unusable.push({ kid: typeof jwk.kid === 'string' ? jwk.kid : undefined, reason });
        }
    }
    return keySet(usable, unusable);
}
const curves = new Set([undefined, 'P-256', 'P-384', 'P-521', 'Ed25519']);
const kinds = new Set(['EC', 'OKP', 'RSA', 'oct']);
/** Whether a JWK concerns us at all; the rest of a set is for other programs. */
function isForSignatures(jwk) {
    if (typeof jwk !== 'object' || jwk === null)
        return false;
    // Typed member by member, because it comes from JSON.
    const { kty, crv, use, alg, key_ops: operations } = jwk;
    return (kinds.has(kty) &&
        curves.has(crv) &&
        (use === undefined || use === 'sig') &&
        (alg === undefined || namedAlgorithm(alg) !== undefined) &&
        (!Array.isArray(operations) || operations.includes('verify')));
}
function keySet(usable, unusable) {
    const byKid = new Map(usable.map((key) => [key.kid, key]));
    const anonymous = usable.filter((key) => key.kid === undefined);
    return {
        unusable,
        verificationKey: (kid) => byKid.get(kid),
        candidates(kid) {
            if (kid === undefined)
                return usable;
            const key = byKid.get(kid);
            return key ? [key, ...anonymous] : anonymous;
        },
    };
}
