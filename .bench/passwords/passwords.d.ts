import type { GovernorOptions } from './governor.ts';
import type { PasswordOwner } from './guessable.ts';
import type { Argon2idParameters } from './scheme.ts';
import type { HashInspection } from './verify-password.ts';
export interface PasswordOptions extends Omit<GovernorOptions, 'now'> {
    /** How hard passwords are hashed from now on; weaker hashes are replaced at sign-in. Default: 46 MiB, one pass, one lane. */
    readonly argon2id?: Partial<Argon2idParameters>;
    /** Characters of a password that is set, 8 or more. Default: 15 (NIST SP 800-63B-4 §3.1.1.2 for a single factor). */
    readonly minLength?: number;
    /** The most work a stored hash may ask for, in the unit of `verifyPassword`. Default: 4,194,304, about a second and a half. */
    readonly maxCost?: number;
    /** `SECURITY_PASSWORD_SALT` of the Flask-Security application whose hashes were imported (`flaskSecurityHash`). Default: none were. */
    readonly flaskSecuritySalt?: string;
    /** Words that no password may consist of, such as the name of the product. Default: none. */
    readonly forbidden?: readonly string[];
}
export interface WaitOptions {
    /** Gives up the place in the queue when the client has gone. */
    readonly signal?: AbortSignal;
}
/** Passwords of one application: hashed and verified a few at a time, judged when they are set. */
export interface Passwords {
    /**
     * A PHC string. Judges nothing: `check` does.
     * @throws {AuthError} `password_malformed`, `password_too_long` or `overloaded`.
     */
    hash(password: string, options?: WaitOptions): Promise<string>;
    /**
     * Whether a password that is right should be hashed anew. Being wrong takes the same time whatever the
     * stored hash is and where there is none (`undefined`): one hash of today's kind and one of every kind
     * of import that was met since the start, so that time does not tell which accounts exist.
     * @throws {AuthError} `password_mismatch`, `password_too_long`, `overloaded`, `hash_malformed`,
     * `hash_unsupported`, `hash_too_costly` or `hash_salt_missing`.
     */
    verify(stored: string | undefined, password: string, options?: WaitOptions): Promise<{
        readonly needsRehash: boolean;
    }>;
    /**
     * Passes a password that may be set; composition is not asked for (NIST SP 800-63B-4 §3.1.1.2).
     * @throws {AuthError} `password_too_short`, `password_too_long`, `password_common` or `password_malformed`.
     */
    check(password: string, about?: PasswordOwner): void;
    /** What a stored hash is. @throws {AuthError} `hash_malformed`, `hash_unsupported` or `hash_too_costly`. */
    inspect(stored: string): HashInspection;
    /** Hashes that run or wait. */
    readonly pending: number;
}
/**
 * The passwords of one application.
 *
 * @throws {RangeError} for a minimum below 8 characters and parameters argon2id does not have.
 * @example
 * const passwords = createPasswords({ forbidden: ['Example Shop'] })
 * passwords.check(chosen, { username })
 * const stored = await passwords.hash(chosen)
 */
export declare function createPasswords(options?: PasswordOptions): Passwords;
