import type { StoredHash } from './scheme.ts';
/**
 * What to store for a hash that Flask-Security made: the hash, marked, so that `createPasswords`
 * with `flaskSecuritySalt` knows it from a plain one. Replaced by an unmarked hash at the next sign-in.
 *
 * @example
 * await auth.accounts.register({ username, passwordHash: flaskSecurityHash(row.password) })
 */
export declare const flaskSecurityHash: (stored: string) => string;
/** A stored hash without its mark. @throws {AuthError} what `parseHash` throws. */
export declare function parseMarked(stored: string, maxCost: number | undefined): {
    readonly hash: StoredHash;
    readonly isMarked: boolean;
};
/**
 * The hash as Flask-Security made it: not of the password but of base64 of its HMAC-SHA-512 under
 * `SECURITY_PASSWORD_SALT`, unless it is one of its `SECURITY_PASSWORD_SINGLE_HASH` schemes.
 *
 * @throws {AuthError} `hash_salt_missing`.
 */
export declare function underSalt(hash: StoredHash, salt: string | undefined): StoredHash;
