import type { Jwk } from './jwk.ts';
/** Whether a JWK of an asymmetric kind carries anything that must stay private. */
export declare const hasPrivateMembers: (jwk: Jwk) => boolean;
/**
 * The bytes of a member, RFC 7517 §4, in their one canonical spelling.
 *
 * @throws {TypeError} when it is absent, misspelled, or not of the length its key type asks for.
 */
export declare function memberBytes(jwk: Jwk, name: keyof Jwk, length?: number): Uint8Array;
/**
 * What a JWK says it may be used for, RFC 7517 §4.2 and §4.3.
 *
 * @throws {TypeError} when a member is malformed, or the key is meant for something else.
 */
export declare function checkUse(jwk: Jwk, operation: 'sign' | 'verify'): void;
