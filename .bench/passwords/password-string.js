import { encodeUtf8 } from '../bytes.js';
import { maxPasswordBytes, passwordLength } from '../defaults.js';
import { AuthError } from '../errors.js';
/**
 * RFC 8265 §4.2 OpaqueString: every space is U+0020 and the rest is NFC, so that the same keys give
 * the same password on every keyboard. Case, width and outer spaces stay: each may be meant.
 */
const opaqueString = (password) => password.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC');
/**
 * The one spelling of a password that is being set.
 *
 * @throws {AuthError} `password_malformed` or `password_too_long`.
 */
export function enforceOpaqueString(password) {
    refuseTooLong(password);
    // Half a surrogate pair has no UTF-8: hashed as U+FFFD it would let in every other half.
    if (!password.isWellFormed() || /\p{Cc}/u.test(password)) {
        throw new AuthError('password_malformed', 'the password holds control characters');
    }
    return opaqueString(password);
}
/** @throws {AuthError} `password_too_long`, before anything is spent on it. */
export function refuseTooLong(password) {
    // Units first: counting the characters of 100 MB would be the attack itself.
    const tooLong = password.length > maxPasswordBytes || lengthOf(password) > passwordLength.max;
    if (tooLong)
        throw new AuthError('password_too_long', 'the password is too long');
}
/** Characters as a person counts them who may use any: code points of the NFC (NIST SP 800-63B-4 §3.1.1.2). */
export const lengthOf = (password) => Array.from(opaqueString(password)).length;
/**
 * The spellings under which a password may have been hashed: ours first, then as it was typed,
 * which is what other systems hash. Most have one; bytes have no other.
 */
export function spellingsOf(password) {
    const isText = typeof password === 'string';
    if (isText && !password.isWellFormed())
        return [];
    const texts = isText ? [...new Set([opaqueString(password), password])] : [];
    const spellings = isText ? texts.map(encodeUtf8) : [password];
    return spellings.every(({ length }) => length <= maxPasswordBytes) ? spellings : [];
}
