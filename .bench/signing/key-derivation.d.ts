import { type DigestMethod } from './algorithms.ts';
type Derivation = (method: DigestMethod, salt: Uint8Array, key: Uint8Array) => Uint8Array;
/** How a signer makes its key of the secret key and the salt. None of them makes a weak secret strong. */
export type KeyDerivation = 'concat' | 'django-concat' | 'hmac' | 'none';
/**
 * What derives keys in that way.
 *
 * @throws {TypeError} when it is not known.
 */
export declare function derivationOf(name: KeyDerivation): Derivation;
export {};
