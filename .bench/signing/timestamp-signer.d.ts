import { type ByteString } from './byte-string.ts';
import { Signer } from './signer.ts';
/** How old a signature may be. */
export interface AgeOptions {
    /** Seconds; a signature that is exactly so old is good. Default: any age. */
    readonly maxAge?: number;
}
export interface TimedUnsignOptions extends AgeOptions {
    /** Whether the answer is a pair, the second of which is the time of signing. Default: false. */
    readonly returnTimestamp?: boolean;
}
/**
 * A {@link Signer} that writes down when it signed, as `itsdangerous.TimestampSigner`, to the second.
 *
 * @example
 * const signer = new TimestampSigner(secretKey)
 * const value = signer.unsign(signer.sign('value'), { maxAge: 3600 })
 */
export declare class TimestampSigner extends Signer {
    #private;
    /**
     * The value, if its signature is good and no older than `maxAge` seconds.
     *
     * @throws {SignatureExpired} `token_expired`. {@link BadTimeSignature} and {@link BadSignature}
     * `signature_invalid`, or `token_too_large`.
     */
    unsign(signedValue: string, options: TimedUnsignOptions & {
        readonly returnTimestamp: true;
    }): [string, Date];
    unsign(signedValue: Uint8Array, options: TimedUnsignOptions & {
        readonly returnTimestamp: true;
    }): [Uint8Array, Date];
    unsign(signedValue: string | Uint8Array, options: TimedUnsignOptions & {
        readonly returnTimestamp: true;
    }): [string | Uint8Array, Date];
    unsign(signedValue: string, options?: AgeOptions): string;
    unsign(signedValue: Uint8Array, options?: AgeOptions): Uint8Array;
    unsign(signedValue: string | Uint8Array, options?: AgeOptions): string | Uint8Array;
    /** Whether {@link TimestampSigner.unsign} would give the value. */
    validate(signedValue: string | Uint8Array, options?: AgeOptions): boolean;
    protected signBytes(value: ByteString): ByteString;
}
