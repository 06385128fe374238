import { argon2idParameters, hashArgon2id } from './argon2.js';
import { enforceOpaqueString } from './password-string.js';
/**
 * A PHC string of the password, argon2id with a new 16-byte salt. Whether the password is a good
 * one is not asked here: see `createPasswords`.
 *
 * @throws {AuthError} `password_malformed` (control characters, half a surrogate pair) or `password_too_long`.
 * @example
 * const stored = await hashPassword('seven lamps in a quiet harbour')
 * await verifyPassword(stored, 'seven lamps in a quiet harbour')
 */
export async function hashPassword(password, options = {}) {
    return hashArgon2id(enforceOpaqueString(password), argon2idParameters(options.argon2id));
}
