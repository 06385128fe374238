import { encodeBase64url, encodeUtf8 } from '../bytes.js';
import { maxTokenLength } from '../defaults.js';
import { isObject } from './compact.js';
import { readJson } from './json.js';
const dates = ['exp', 'nbf', 'iat', 'auth_time'];
/**
 * A JWT, RFC 7519, with the key's algorithm and `kid` in its header.
 *
 * @throws {TypeError} when the claims are not a JSON object that {@link verifyJwt} would read, a date
 *   is not a finite number, or the key cannot sign.
 * @throws {RangeError} when the token would be longer than any verifier of ours accepts.
 * @example
 * signJwt({ iss, aud, sub, exp: now + 600 }, keyRing.signingKey(), { typ: 'at+jwt' })
 */
export function signJwt(claims, key, { typ = 'JWT' } = {}) {
    for (const name of dates) {
        const date = Reflect.get(claims, name);
        // JSON would turn NaN and Infinity into null.
        if (date !== undefined && !(Number.isFinite(date) && Number(date) >= 0)) {
            throw new TypeError(`${name}: expected a number of seconds since 1970`);
        }
    }
    const text = JSON.stringify(claims);
    if (!isObject(readJson(text ?? '')))
        throw new TypeError('claims: expected a JSON object');
    const header = JSON.stringify({ alg: key.algorithm, typ, kid: key.kid });
    const input = `${encode(header)}.${encode(text)}`;
    const token = `${input}.${encodeBase64url(key.sign(input))}`;
    if (token.length > maxTokenLength) {
        throw new RangeError(`claims: expected a token of at most ${maxTokenLength} characters`);
    }
    return token;
}
const encode = (text) => encodeBase64url(encodeUtf8(text));
