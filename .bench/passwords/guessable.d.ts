/** Whose password it is, as far as that makes it easy to guess. */
export interface PasswordOwner {
    readonly username?: string;
    readonly email?: string;
}
/**
 * Whether a password is among the first that are guessed: a common word, the name of its owner or of
 * the product, a walk over the keyboard, a count or a repetition, in any case, with the usual digits for
 * letters, and dressed with up to four digits or signs. The whole value is judged, never a part of
 * it: several words are a passphrase (NIST SP 800-63B-4 §3.1.1.2, ASVS 6.2.4, 6.2.11).
 */
export declare function isGuessable(password: string, about?: PasswordOwner, forbidden?: readonly string[]): boolean;
