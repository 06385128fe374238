import { AuthError } from '../errors.js';
import { checkAlgorithms, importJwkSet, isAlgorithm, } from '../keys/index.js';
import { keepHeader, parseCompact } from './compact.js';
/**
 * The header and payload of a compact JWS, RFC 7515 §5.2, signed by a key of the set. Tokens for
 * signing in are checked with {@link verifyJwt}; this is for any other JWS.
 *
 * The token's `kid` picks the key, its `alg` must be the algorithm of that key, and nothing else in
 * the token has a say. Keys that are malformed, weak or for another purpose never verify.
 *
 * @throws {AuthError} `token_too_large`, `token_malformed`, `critical_header_unsupported`,
 *   `algorithm_not_allowed`, `key_unknown`, `key_invalid` or `signature_invalid`.
 * @throws {TypeError} when the set has two keys with one `kid`, or symmetric and asymmetric keys.
 * @example
 * const { payload } = verifyCompact(jws, { keys: [publicKey] }, { algorithms: ['ES256'] })
 */
export function verifyCompact(jws, keys, options = {}) {
    const { algorithms } = options;
    if (algorithms !== undefined)
        checkAlgorithms(algorithms);
    const set = importedSet(keys, options);
    const parts = parseCompact(jws);
    const { header, input, payload, signature } = parts;
    const { alg, kid } = header;
    if (!isAlgorithm(alg) || algorithms?.includes(alg) === false) {
        throw new AuthError('algorithm_not_allowed', 'the algorithm of the token is not acceptable');
    }
    const candidates = set.candidates(kid);
    if (candidates.length === 0)
        throw noKey(set, kid);
    const matching = candidates.filter((key) => key.accepts(alg));
    if (matching.length === 0) {
        throw new AuthError('algorithm_not_allowed', 'the key of the token has another algorithm');
    }
    if (!matching.some((key) => key.verify(input, signature))) {
        throw new AuthError('signature_invalid', 'the signature of the token is not good');
    }
    keepHeader(parts);
    return { header, payload };
}
function noKey(set, kid) {
    const bad = set.unusable.find((key) => kid === undefined || key.kid === undefined || key.kid === kid);
    return bad
        ? new AuthError('key_invalid', 'the key of the token is unusable', { cause: bad.reason })
        : new AuthError('key_unknown', 'no key in the set is the key of the token');
}
// Importing an EC key costs as much as using it once. The text tells when a set was changed in place.
const imported = new WeakMap();
function importedSet(keys, options) {
    const text = JSON.stringify([keys, options.algorithms]);
    const known = imported.get(keys);
    if (known?.text === text)
        return known.set;
    const set = importJwkSet(keys, options);
    imported.set(keys, { text, set });
    return set;
}
