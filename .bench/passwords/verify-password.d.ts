import { AuthError } from '../errors.ts';
import type { Argon2idParameters, StoredHash } from './scheme.ts';
export interface VerifyPasswordOptions {
    /**
     * `SECURITY_PASSWORD_SALT` of the Flask-Security application that made the hash, whether it is
     * marked (`flaskSecurityHash`) or not. Default: none did.
     */
    readonly flaskSecuritySalt?: string;
    /**
     * Whether a stored text that is no hash of any scheme may be the password itself. Whoever read
     * the database then knows every password; hash them when they are imported. Default: `false`.
     */
    readonly allowPlaintext?: boolean;
    /**
     * The most work a stored hash may ask for, in KiB that argon2id fills once (`m × t`); the
     * table of schemes in docs/passwords.md says what each counts. Default: 4,194,304, about a second
     * and a half, with at most 1 GiB at once.
     */
    readonly maxCost?: number;
}
export interface VerifiedPassword {
    /** By passlib's name where it has one, such as `argon2id`, `sha512_crypt` or `django_pbkdf2_sha256`. */
    readonly scheme: string;
    /** Whether the hash is weaker than what would be made today. */
    readonly needsRehash: boolean;
}
/** What a stored hash is, as far as it can be told without the password. */
export interface HashInspection extends VerifiedPassword {
    /** In the unit of `maxCost`. */
    readonly cost: number;
}
/**
 * Which scheme proved the password right. Not governed and not rate-limited: see `createPasswords`
 * for the one that is. A password as it was typed and its RFC 8265 form are both tried; one that was
 * not UTF-8 where it was hashed can be given as bytes.
 *
 * bcrypt itself reads no more than 72 bytes, so what such a hash was made of beyond them is not
 * known to anyone; replace it (`needsRehash`) and the whole password counts again.
 *
 * @throws {AuthError} `password_mismatch`, `hash_malformed`, `hash_unsupported`, `hash_too_costly`, `hash_salt_missing`
 * (only for a marked hash without the salt), or `overloaded` with a thousand calls waiting.
 * @example
 * const { needsRehash } = await verifyPassword(user.password, typed)
 * if (needsRehash) user.password = await hashPassword(typed)
 */
export declare function verifyPassword(stored: string, password: string | Uint8Array, options?: VerifyPasswordOptions): Promise<VerifiedPassword>;
/**
 * What a stored hash is, marked or not, without spending anything on it: for importing hashes.
 *
 * @throws {AuthError} `hash_malformed`, `hash_unsupported` or `hash_too_costly`.
 */
export declare function inspectHash(stored: string, options?: Pick<VerifyPasswordOptions, 'maxCost'> & {
    readonly policy?: Argon2idParameters;
}): HashInspection;
export declare function matchesAny(hash: StoredHash, spellings: readonly Uint8Array[]): Promise<boolean>;
export declare const passwordMismatch: () => AuthError;
