import type { Jwk } from './jwk.ts';
/**
 * The SHA-256 thumbprint of a key, RFC 7638: 43 characters that name it. The public and the private
 * half have the same one.
 *
 * @throws {TypeError} when the JWK lacks a required member.
 */
export declare function thumbprint(jwk: Jwk): string;
