import { decodeUtf8 } from '../bytes.js';
import { systemClock } from '../clock.js';
import * as defaults from '../defaults.js';
import { AuthError } from '../errors.js';
import { checkAlgorithms, isAlgorithm, } from '../keys/index.js';
import { checkParties, checkTimes, checkTypes } from './claims.js';
import { isObject, keepHeader, parseCompact } from './compact.js';
import { readJson } from './json.js';
/**
 * The header and claims of a JWT that is good now: signature first, then type, then claims, so that
 * nothing is said about a token that nobody signed.
 *
 * @param keys the one key, or what knows the key of a `kid`: a key ring, or an imported JWK Set. A
 *   token without `kid` is only good for a single key.
 * @throws {AuthError} `token_too_large`, `token_malformed`, `critical_header_unsupported`,
 *   `algorithm_not_allowed`, `key_unknown`, `signature_invalid`, `token_type_mismatch`,
 *   `claims_malformed`, `claim_missing`, `claims_invalid`, `issuer_mismatch`, `audience_mismatch`,
 *   `token_expired`, `token_not_yet_valid` or `token_lifetime_too_long`.
 * @throws {TypeError} or {RangeError} when an option is missing or out of range.
 * @example
 * const { claims } = verifyJwt(token, keyRing, {
 *   issuer: 'https://api.example.com',
 *   audience: 'api',
 *   algorithms: ['ES256'],
 *   typ: 'at+jwt',
 * })
 */
export function verifyJwt(token, keys, options) {
    const { clock = systemClock, clockTolerance = defaults.clockTolerance, maxLifetime } = options;
    checkOptions(keys, options);
    const parts = parseCompact(token);
    const { header, input, signature } = parts;
    const { alg, kid } = header;
    if (!isAlgorithm(alg) || !options.algorithms.includes(alg)) {
        throw new AuthError('algorithm_not_allowed', 'the algorithm of the token is not acceptable');
    }
    const key = keyOf(keys, kid);
    if (!key)
        throw new AuthError('key_unknown', 'the token names no key that we know');
    if (!key.accepts(alg)) {
        throw new AuthError('algorithm_not_allowed', 'the key of the token has another algorithm');
    }
    if (!key.verify(input, signature)) {
        throw new AuthError('signature_invalid', 'the signature of the token is not good');
    }
    keepHeader(parts);
    // RFC 7519 §5.2: `cty` says that the payload is another token.
    if (!isOfType(header.typ, options.typ) || Object.hasOwn(header, 'cty')) {
        throw new AuthError('token_type_mismatch', 'the token is of another type');
    }
    const claims = readClaims(parts.payload);
    checkTypes(claims, options.requiredClaims ?? []);
    checkParties(claims, options.issuer, options.audience);
    checkTimes(claims, { now: clock(), clockTolerance, maxLifetime });
    return Object.freeze({ header, claims });
}
function readClaims(payload) {
    const text = decodeUtf8(payload);
    const claims = text === undefined ? undefined : readJson(text);
    if (!isObject(claims))
        throw new AuthError('claims_malformed', 'the claims are not a JSON object');
    return claims;
}
function keyOf(keys, kid) {
    if ('verificationKey' in keys)
        return kid === undefined ? undefined : keys.verificationKey(kid);
    return kid === undefined || keys.kid === undefined || keys.kid === kid ? keys : undefined;
}
const isOfType = (typ, expected) => typ === expected || (typ !== undefined && mediaType(typ) === mediaType(expected));
/** RFC 7515 §4.1.9: case does not matter, and what has no slash is `application/…`. */
const mediaType = (typ) => (typ.includes('/') ? typ : `application/${typ}`).toLowerCase();
/** At every call: it costs 1 % of the cheapest signature, and an options object may change. */
function checkOptions(keys, options) {
    const { issuer, audience, algorithms, typ, clockTolerance = 0, maxLifetime = 1, requiredClaims = [], } = options;
    if (typeof keys !== 'object' || keys === null)
        throw new TypeError('keys: expected a key');
    checkText('issuer', issuer);
    checkText('audience', audience);
    checkText('typ', typ);
    checkAlgorithms(algorithms);
    if (!Array.isArray(requiredClaims))
        throw new TypeError('requiredClaims: expected a list');
    if (typeof clockTolerance !== 'number' ||
        !(clockTolerance >= 0 && clockTolerance <= defaults.maxClockTolerance)) {
        throw new RangeError(`clockTolerance: expected 0 to ${defaults.maxClockTolerance} seconds`);
    }
    if (typeof maxLifetime !== 'number' || !(maxLifetime > 0 && maxLifetime < Infinity)) {
        throw new RangeError('maxLifetime: expected a number of seconds');
    }
}
function checkText(option, value) {
    if (typeof value !== 'string' || value === '')
        throw new TypeError(`${option}: expected a string`);
}
