import { bytesOf } from './byte-string.js';
import { base64Encode, bytesToInt, decodeBase64, intToBytes } from './encoding.js';
import { BadSignature, BadTimeSignature, SignatureExpired } from './errors.js';
import { reprNumber } from './python-float.js';
import { sameKind, Signer } from './signer.js';
import { now } from './signing-options.js';
/** The last second that Python's `datetime` has. */
const lastSecond = 253402300799n;
/**
 * A {@link Signer} that writes down when it signed, as `itsdangerous.TimestampSigner`, to the second.
 *
 * @example
 * const signer = new TimestampSigner(secretKey)
 * const value = signer.unsign(signer.sign('value'), { maxAge: 3600 })
 */
export class TimestampSigner extends Signer {
    // The text of the second in which it last signed.
    #stamped;
    #stamp = '';
    unsign(signedValue, options = {}) {
        const { value, timestamp } = this.#open(this.readable(signedValue));
        this.#checkAge(value, timestamp, options.maxAge);
        const unsigned = sameKind(value, signedValue);
        return options.returnTimestamp ? [unsigned, this.#dateOf(value, timestamp)] : unsigned;
    }
    /** Whether {@link TimestampSigner.unsign} would give the value. */
    validate(signedValue, options = {}) {
        try {
            this.unsign(signedValue, options);
            return true;
        }
        catch (error) {
            if (error instanceof BadSignature)
                return false;
            throw error;
        }
    }
    signBytes(value) {
        const signedAt = this.#now();
        if (signedAt !== this.#stamped) {
            this.#stamp = base64Encode(intToBytes(signedAt, { era: this.signing.era }));
            this.#stamped = signedAt;
        }
        return super.signBytes(value + this.sep + this.#stamp);
    }
    #open(signed) {
        let [result, failure] = ['', undefined];
        try {
            result = this.unsignBytes(signed);
        }
        catch (error) {
            if (!(error instanceof BadSignature))
                throw error;
            failure = error;
            const end = signed.lastIndexOf(this.sep);
            result = end < 0 ? '' : signed.slice(0, end);
        }
        const end = result.lastIndexOf(this.sep);
        if (end < 0) {
            throw failure ?? new BadTimeSignature('timestamp missing', { payload: bytesOf(result) });
        }
        const value = result.slice(0, end);
        const timestamp = this.#timestampOf(result.slice(end + this.sep.length));
        if (failure === undefined && timestamp !== undefined)
            return { value, timestamp };
        if (failure === undefined)
            throw malformedTimestamp(value);
        throw new BadTimeSignature(failure.message, {
            payload: bytesOf(value),
            dateSigned: timestamp === undefined ? undefined : this.#claimedDate(value, timestamp),
        });
    }
    #timestampOf(text) {
        const { compat, era, rules } = this.signing;
        const bytes = decodeBase64(text, { compat });
        if (bytes === undefined || bytes.byteLength > rules.timestampBytes)
            return undefined;
        // A leading zero is another spelling of the same second.
        return compat || bytes[0] !== 0 ? bytesToInt(bytes, { era }) : undefined;
    }
    #checkAge(value, timestamp, maxAge) {
        if (maxAge === undefined)
            return;
        if (Number.isNaN(maxAge))
            throw new RangeError('maxAge: expected seconds');
        const age = BigInt(this.#now()) - timestamp;
        const isOld = age > maxAge;
        if (!isOld && !(age < 0n && this.signing.rules.refusesFuture))
            return;
        const limit = isOld ? `> ${reprNumber(maxAge)}` : '< 0';
        throw new SignatureExpired(`Signature age ${age} ${limit} seconds`, {
            payload: bytesOf(value),
            dateSigned: this.#dateOf(value, timestamp),
        });
    }
    #claimedDate(value, timestamp) {
        return this.signing.rules.bareDate ? Number(timestamp) : this.#dateOf(value, timestamp);
    }
    #dateOf(value, timestamp) {
        const seconds = timestamp + BigInt(this.signing.rules.epoch);
        if (seconds > lastSecond)
            throw malformedTimestamp(value);
        return new Date(Number(seconds) * 1_000);
    }
    /** Whole seconds since the epoch of the era. */
    #now() {
        return now(this.signing) - this.signing.rules.epoch;
    }
}
const malformedTimestamp = (value) => new BadTimeSignature('Malformed timestamp', { payload: bytesOf(value) });
