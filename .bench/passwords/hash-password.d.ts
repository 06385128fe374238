import type { Argon2idParameters } from './scheme.ts';
export interface HashPasswordOptions {
    /** Default: 46 MiB, one pass, one lane (OWASP, ASVS 5.0 appendix C). */
    readonly argon2id?: Partial<Argon2idParameters>;
}
/**
 * A PHC string of the password, argon2id with a new 16-byte salt. Whether the password is a good
 * one is not asked here: see `createPasswords`.
 *
 * @throws {AuthError} `password_malformed` (control characters, half a surrogate pair) or `password_too_long`.
 * @example
 * const stored = await hashPassword('seven lamps in a quiet harbour')
 * await verifyPassword(stored, 'seven lamps in a quiet harbour')
 */
export declare function hashPassword(password: string, options?: HashPasswordOptions): Promise<string>;
