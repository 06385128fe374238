import { type ByteString } from './byte-string.ts';
import { type Era } from './eras.ts';
/** base64url without padding (RFC 4648 §5). Text is UTF-8. */
export declare const base64Encode: (value: string | Uint8Array) => string;
/**
 * The bytes of base64url. By default only their one canonical spelling is taken; with `compat` whatever
 * CPython takes: characters outside of the alphabet are skipped, `+` and `/` are `-` and `_`, padding may
 * be there, stray bits are ignored.
 *
 * @throws {BadData} `token_malformed`.
 */
export declare function base64Decode(value: string | Uint8Array, options?: {
    readonly compat?: boolean;
}): Uint8Array;
/** The same for a byte string, or `undefined`. */
export declare const decodeBase64: (text: ByteString, { compat }: {
    readonly compat?: boolean;
}) => Uint8Array | undefined;
/** An option of the two functions below. */
export interface IntegerOptions {
    /** Default: `'2.x'`, in which as since 1.1 an integer has at most 8 bytes. */
    readonly era?: Era;
}
/**
 * An integer ≥ 0, big-endian, without leading zeros: 0 has no byte.
 *
 * @throws {RangeError} for what is no such integer, or has more bytes than the era allows.
 */
export declare function intToBytes(value: number | bigint, options?: IntegerOptions): Uint8Array;
/**
 * The reverse of {@link intToBytes}.
 *
 * @throws {RangeError} for more bytes than the era allows.
 */
export declare function bytesToInt(bytes: Uint8Array, options?: IntegerOptions): bigint;
