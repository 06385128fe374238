import { maxHashCost, passwordLength } from '../defaults.js';
import { AuthError } from '../errors.js';
import { argon2idParameters, argon2idWork, hashArgon2id } from './argon2.js';
import { Decoys } from './decoys.js';
import { parseMarked, underSalt } from './flask-security.js';
import { Governor } from './governor.js';
import { isGuessable } from './guessable.js';
import { enforceOpaqueString, lengthOf, refuseTooLong, spellingsOf } from './password-string.js';
import { inspectHash, matchesAny, passwordMismatch } from './verify-password.js';
/**
 * The passwords of one application.
 *
 * @throws {RangeError} for a minimum below 8 characters and parameters argon2id does not have.
 * @example
 * const passwords = createPasswords({ forbidden: ['Example Shop'] })
 * passwords.check(chosen, { username })
 * const stored = await passwords.hash(chosen)
 */
export function createPasswords(options = {}) {
    const { minLength = passwordLength.min, maxCost = maxHashCost, forbidden = [] } = options;
    const { flaskSecuritySalt } = options;
    if (!Number.isSafeInteger(minLength) || minLength < 8 || minLength > passwordLength.max) {
        throw new RangeError('minLength: expected a whole number from 8 to 1,024');
    }
    if (!(maxCost > 0))
        throw new RangeError('maxCost: expected a number, more than 0');
    const policy = argon2idParameters(options.argon2id);
    const governor = new Governor(options);
    const decoys = new Decoys(argon2idWork(policy));
    const open = (stored) => {
        const { hash, isMarked } = parseMarked(stored, maxCost);
        return isMarked ? underSalt(hash, flaskSecuritySalt) : hash;
    };
    return {
        async hash(password, { signal } = {}) {
            const prepared = enforceOpaqueString(password);
            return governor.run(() => hashArgon2id(prepared, policy), signal);
        },
        async verify(stored, password, { signal } = {}) {
            refuseTooLong(password);
            const spellings = spellingsOf(password);
            return governor.run(async () => {
                let paid;
                try {
                    if (stored === undefined)
                        throw passwordMismatch();
                    const hash = open(stored);
                    decoys.remember(hash.work);
                    paid = hash.work;
                    if (!(await matchesAny(hash, spellings)))
                        throw passwordMismatch();
                    return { needsRehash: hash.isWeakerThan(policy) };
                }
                catch (error) {
                    await decoys.spend(spellings, paid);
                    throw error;
                }
            }, signal);
        },
        check(password, about = {}) {
            const prepared = enforceOpaqueString(password);
            if (lengthOf(prepared) < minLength) {
                throw new AuthError('password_too_short', `expected ${minLength} characters or more`);
            }
            if (isGuessable(prepared, about, forbidden)) {
                throw new AuthError('password_common', 'the password is easy to guess');
            }
        },
        inspect: (stored) => inspectHash(stored, { maxCost, policy }),
        get pending() {
            return governor.pending;
        },
    };
}
