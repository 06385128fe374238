import type { Jwk } from './jwk.ts';
/**
 * @throws {TypeError} when a number is malformed (RFC 7518 §6.3.1: no leading zero octets).
 * @throws {RangeError} when the key is weak.
 */
export declare function checkRsaPublicKey(jwk: Jwk): void;
