import { encodeUtf8, equalSecrets } from '../bytes.js';
import { maxSignedBytes } from '../defaults.js';
import { digest, hmac } from './algorithms.js';
import { isAscii, reprOf } from './byte-string.js';
import { BadSignature } from './errors.js';
/**
 * The account id in Flask-Login's `remember_token` cookie. Nothing in it says how old it is: a stolen one is
 * good until the secret key changes. Where the application had a `token_loader` (up to 0.3) the cookie holds
 * that application's own token instead, mostly one of a {@link URLSafeTimedSerializer}.
 *
 * @throws {BadSignature} `signature_invalid` or `token_too_large`.
 * @example
 * const accountId = readRememberCookie(cookie, { secretKey })
 */
export function readRememberCookie(cookie, options) {
    const { secretKey, digestMethods = ['sha512', 'sha1'] } = options;
    const key = keyOf(secretKey);
    if (cookie.length > maxSignedBytes) {
        throw new BadSignature(`the cookie has more than ${maxSignedBytes} characters`, {
            code: 'token_too_large',
        });
    }
    const end = cookie.lastIndexOf('|');
    if (end < 0)
        throw new BadSignature("No '|' found in value");
    const payload = cookie.slice(0, end);
    const signature = cookie.slice(end + 1);
    const isGood = payload.isWellFormed() &&
        isAscii(signature) &&
        digestMethods.some((method) => equalSecrets(encodeUtf8(hex(method, key, payload)), encodeUtf8(signature)));
    if (isGood)
        return payload;
    throw new BadSignature('Signature does not match', { payload: encodeUtf8(payload) });
}
/** The `remember_token` cookie of an account, as Flask-Login makes it. */
export function writeRememberCookie(accountId, options) {
    const { secretKey, digestMethod = 'sha512' } = options;
    return `${accountId}|${hex(digestMethod, keyOf(secretKey), accountId)}`;
}
/**
 * Flask-Login's `make_secure_token` (up to 0.3): what applications returned from `get_auth_token`.
 *
 * @example
 * const token = makeSecureToken(['ada', passwordHash], { secretKey })
 */
export function makeSecureToken(parts, options) {
    const { secretKey, digestMethod = 'sha1' } = options;
    return hex(digestMethod, keyOf(secretKey), parts.join('\0'));
}
/**
 * What Flask-Login keeps as `_id` in the session, to see whether it has moved to another browser: a digest of
 * address and user agent, in hex. The address is the first of `X-Forwarded-For` where there is one. Anyone can
 * make it: it protects nothing by itself.
 *
 * @example
 * const isSame = session['_id'] === makeSessionIdentifier('203.0.113.7', userAgent)
 */
export function makeSessionIdentifier(address, userAgent, options = {}) {
    const { digestMethod = 'sha512', python = 3 } = options;
    const formatted = (text) => python === 3 ? reprOf(Buffer.from(text).toString('latin1')) : text;
    const agent = userAgent === undefined ? 'None' : formatted(userAgent);
    const text = encodeUtf8(`${formatted(address)}|${agent}`);
    return Buffer.from(digest(digestMethod, text)).toString('hex');
}
function keyOf(secretKey) {
    if (secretKey.length === 0)
        throw new TypeError('secretKey: expected one that is not empty');
    if (typeof secretKey !== 'string')
        return secretKey;
    if (/[\u0100-\uffff]/.test(secretKey))
        throw new TypeError('secretKey: expected Latin-1');
    return Buffer.from(secretKey, 'latin1');
}
const hex = (method, key, text) => Buffer.from(hmac(method, key, encodeUtf8(text))).toString('hex');
