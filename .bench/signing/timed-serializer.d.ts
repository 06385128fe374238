import { Serializer, type SaltOption, type SerializerOptions } from './serializer.ts';
import type { SecretKey } from './signing-options.ts';
import { type AgeOptions, type TimedUnsignOptions } from './timestamp-signer.ts';
/**
 * A {@link Serializer} that writes down when it signed, as `itsdangerous.TimedSerializer`. Nothing expires
 * unless `maxAge` is given.
 *
 * @example
 * const serializer = new TimedSerializer(secretKey)
 * const value = serializer.loads(serializer.dumps({ id: 5 }), { maxAge: 3600 })
 */
export declare class TimedSerializer extends Serializer {
    constructor(secretKey: SecretKey, options?: SerializerOptions);
    /**
     * The value, if the signature is good and no older than `maxAge` seconds.
     *
     * @throws {SignatureExpired} `token_expired`, and what {@link Serializer.loads} throws.
     */
    loads(token: string | Uint8Array, options: TimedUnsignOptions & SaltOption & {
        readonly returnTimestamp: true;
    }): [unknown, Date];
    loads(token: string | Uint8Array, options?: TimedUnsignOptions & SaltOption): unknown;
    /** As {@link Serializer.loadsUnsafe}; a signature that is too old is not a good one. */
    loadsUnsafe(token: string | Uint8Array, options?: AgeOptions & SaltOption): [boolean, unknown];
}
