import { signedJwsLifetime } from '../defaults.js';
import { BadHeader, BadSignature, SignatureExpired } from './errors.js';
import { JSONWebSignatureSerializer, memberOf, } from './jws-serializer.js';
import { PythonFloat } from './python-float.js';
import { now } from './signing-options.js';
/**
 * A {@link JSONWebSignatureSerializer} with `iat` and `exp`, which stand in the **header**: what
 * `itsdangerous.TimedJSONWebSignatureSerializer` wrote in 0.24 to 2.0. Its `exp` is what counts, not the
 * `expiresIn` of whoever reads it; a token is still good in the second of its expiry.
 *
 * @example
 * const serializer = new TimedJSONWebSignatureSerializer(secretKey, { era: '0.24', expiresIn: 600 })
 * const { id } = serializer.loads(serializer.dumps({ id: 1 })) as { id: number }
 */
export class TimedJSONWebSignatureSerializer extends JSONWebSignatureSerializer {
    #expiresIn;
    constructor(secretKey, options = {}) {
        super(secretKey, options);
        const { expiresIn = signedJwsLifetime } = options;
        if (!Number.isFinite(expiresIn))
            throw new RangeError('expiresIn: expected seconds');
        this.#expiresIn = expiresIn;
    }
    loads(token, options = {}) {
        const { value: payload, header } = this.open(token, options.salt);
        const stated = memberOf(header, 'exp');
        if (stated === undefined)
            throw new BadSignature('Missing expiry date', { payload });
        const expiresAt = this.#expiryOf(stated, payload);
        if (expiresAt < now(this.signing)) {
            const dateSigned = dateOf(memberOf(header, 'iat'));
            throw new SignatureExpired('Signature expired', { payload, dateSigned });
        }
        return options.returnHeader ? [payload, header] : payload;
    }
    makeHeader(fields) {
        const issuedAt = now(this.signing);
        return super
            .makeHeader(fields)
            .set('iat', issuedAt)
            .set('exp', issuedAt + this.#expiresIn);
    }
    #expiryOf(stated, payload) {
        const { rules, compat } = this.signing;
        const number = numberOf(stated, compat);
        if (rules.expiryByInt) {
            const seconds = compat && typeof stated === 'string' ? parseInt10(stated) : number;
            if (seconds !== undefined && Number.isFinite(seconds) && Math.trunc(seconds) >= 0) {
                return Math.trunc(seconds);
            }
            throw new BadHeader('Expiry date is not an IntDate', { payload });
        }
        if (number !== undefined && number > 0)
            return number;
        throw new BadSignature('expiry date is not an IntDate', { payload });
    }
}
/** A JSON number; in Python the booleans are numbers too. */
function numberOf(value, compat) {
    if (typeof value === 'number' || typeof value === 'bigint')
        return Number(value);
    if (value instanceof PythonFloat)
        return value.value;
    return compat && typeof value === 'boolean' ? Number(value) : undefined;
}
/** What Python's `int()` makes of a text. */
function parseInt10(text) {
    const trimmed = text.trim();
    return /^[-+]?[0-9]+(?:_[0-9]+)*$/.test(trimmed) ? Number(trimmed.replaceAll('_', '')) : undefined;
}
function dateOf(issuedAt) {
    const date = new Date(Math.trunc(numberOf(issuedAt, true) ?? Number.NaN) * 1_000);
    return Number.isNaN(date.getTime()) ? undefined : date;
}
