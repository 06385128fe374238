import { isDeepStrictEqual } from 'node:util';
import { encodeBase64url, encodeUtf8 } from '../bytes.js';
import { systemClock } from '../clock.js';
import { parseJson, signJwt, verifyCompact } from '../jwt/index.js';
import { importJwk } from '../keys/index.js';
import { json } from '../signing/index.js';
import { UsageError } from './failures.js';
/** The flags that mean something for a JWT. */
export const ofJwts = ['algorithm', 'expiresIn'];
/** A JWT of claims, signed with a private JWK or an HMAC secret. */
export function signClaims(payload, by) {
    const claims = parseJson(payload);
    if (!isObject(claims))
        throw new UsageError('claims: expected a JSON object');
    const [jwk, ...others] = keysIn(by.key, by.algorithm ?? 'HS256');
    if (!jwk || others.length > 0)
        throw new UsageError('expected one key to sign with');
    const key = importJwk(jwk, 'sign', allowed(by));
    const kept = json.loads(JSON.stringify(claims), { lossless: true });
    if (!isDeepStrictEqual(kept, json.loads(payload, { lossless: true }))) {
        throw new UsageError('claims: a number in them would not be read back as it is written here');
    }
    const now = Math.floor(systemClock());
    const times = by.expiresIn === undefined ? {} : { iat: now, exp: now + by.expiresIn };
    return signJwt({ ...claims, ...times }, key);
}
/** @throws {AuthError} when the signature of a JWT whose header names `alg` is not good. */
export function verifySignature(token, alg, by) {
    // A secret is not bound to one algorithm, and nothing but a secret gets this one.
    const keys = keysIn(by.key, by.algorithm ?? (alg.startsWith('HS') ? alg : 'HS256'));
    verifyCompact(token, { keys: keys.map(publicHalf) }, allowed(by));
}
const allowed = ({ algorithm }) => algorithm === undefined ? {} : { algorithms: [algorithm] };
/** Those of a JWK, of a JWK Set, or of what is neither: an HMAC secret. */
function keysIn(key, alg) {
    const value = typeof key === 'string' ? jsonIn(key) : undefined;
    // Every member of a key is checked when it is imported.
    if (isObject(value) && Array.isArray(value['keys']))
        return value['keys'];
    if (isObject(value) && 'kty' in value)
        return [value];
    const secret = typeof key === 'string' ? encodeUtf8(key) : key;
    return [{ kty: 'oct', alg, k: encodeBase64url(secret) }];
}
const privateMembers = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'key_ops']);
/** Whoever holds a private key may verify with it. */
function publicHalf(jwk) {
    if (!isObject(jwk) || jwk['kty'] === 'oct')
        return jwk;
    const members = Object.entries(jwk).filter(([name]) => !privateMembers.has(name));
    return { kty: jwk.kty, ...Object.fromEntries(members) };
}
function jsonIn(text) {
    try {
        return parseJson(text);
    }
    catch {
        return undefined;
    }
}
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
