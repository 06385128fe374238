import { argon2id } from '../defaults.js';
import { AuthError } from '../errors.js';
import { plaintext } from './digested.js';
import { parseMarked, underSalt } from './flask-security.js';
import { spellingsOf } from './password-string.js';
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
export async function verifyPassword(stored, password, options = {}) {
    const hash = open(stored, options);
    if (!(await matchesAny(hash, spellingsOf(password))))
        throw passwordMismatch();
    return { scheme: hash.scheme, needsRehash: hash.isWeakerThan(argon2id) };
}
function open(stored, options) {
    const { flaskSecuritySalt: salt, maxCost, allowPlaintext = false } = options;
    try {
        const { hash, isMarked } = parseMarked(stored, maxCost);
        return isMarked || salt !== undefined ? underSalt(hash, salt) : hash;
    }
    catch (error) {
        const isUnknown = error instanceof AuthError && error.code === 'hash_unsupported';
        if (allowPlaintext && isUnknown && stored !== '')
            return plaintext('plaintext', stored);
        throw error;
    }
}
/**
 * What a stored hash is, marked or not, without spending anything on it: for importing hashes.
 *
 * @throws {AuthError} `hash_malformed`, `hash_unsupported` or `hash_too_costly`.
 */
export function inspectHash(stored, options = {}) {
    const { maxCost, policy = argon2id } = options;
    const { hash, isMarked } = parseMarked(stored, maxCost);
    const needsRehash = isMarked || hash.isWeakerThan(policy);
    return { scheme: hash.scheme, cost: hash.work.cost, needsRehash };
}
export async function matchesAny(hash, spellings) {
    for (const spelling of spellings)
        if (await hash.matches(spelling))
            return true;
    return false;
}
export const passwordMismatch = () => new AuthError('password_mismatch', 'the password is wrong');
