import { Serializer } from './serializer.js';
import { TimestampSigner } from './timestamp-signer.js';
/**
 * A {@link Serializer} that writes down when it signed, as `itsdangerous.TimedSerializer`. Nothing expires
 * unless `maxAge` is given.
 *
 * @example
 * const serializer = new TimedSerializer(secretKey)
 * const value = serializer.loads(serializer.dumps({ id: 5 }), { maxAge: 3600 })
 */
export class TimedSerializer extends Serializer {
    constructor(secretKey, options = {}) {
        super(secretKey, { signer: TimestampSigner, ...options });
        for (const signer of super.iterUnsigners())
            timed(signer);
    }
    loads(token, options = {}) {
        return this.firstOf(options.salt, (signer) => {
            const age = { ...options, returnTimestamp: true };
            const [payload, date] = timed(signer).unsign(token, age);
            const value = this.loadPayload(payload);
            return options.returnTimestamp ? [value, date] : value;
        });
    }
    /** As {@link Serializer.loadsUnsafe}; a signature that is too old is not a good one. */
    loadsUnsafe(token, options = {}) {
        return super.loadsUnsafe(token, options);
    }
}
function timed(signer) {
    if (signer instanceof TimestampSigner)
        return signer;
    throw new TypeError('signer: expected a TimestampSigner in a timed serializer');
}
