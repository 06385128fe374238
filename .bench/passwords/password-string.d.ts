/**
 * The one spelling of a password that is being set.
 *
 * @throws {AuthError} `password_malformed` or `password_too_long`.
 */
export declare function enforceOpaqueString(password: string): string;
/** @throws {AuthError} `password_too_long`, before anything is spent on it. */
export declare function refuseTooLong(password: string): void;
/** Characters as a person counts them who may use any: code points of the NFC (NIST SP 800-63B-4 §3.1.1.2). */
export declare const lengthOf: (password: string) => number;
/**
 * The spellings under which a password may have been hashed: ours first, then as it was typed,
 * which is what other systems hash. Most have one; bytes have no other.
 */
export declare function spellingsOf(password: string | Uint8Array): readonly Uint8Array[];
