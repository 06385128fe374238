import { type KeyObject } from 'node:crypto';
/**
 * The secret, ready for HMAC.
 *
 * @throws {RangeError} when it is shorter than the hash (RFC 7518 §3.2).
 * @throws {TypeError} when it is really the text of another key.
 */
export declare function importSecret(bytes: Uint8Array, minBytes: number): KeyObject;
