import { maxHashCost, passwordLength } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { argon2idParameters, argon2idWork, hashArgon2id, hashOfNobody } from './argon2.ts'
import { Decoys } from './decoys.ts'
import { parseMarked, underSalt } from './flask-security.ts'
import type { GovernorOptions } from './governor.ts'
import { Governor } from './governor.ts'
import type { PasswordOwner } from './guessable.ts'
import { isGuessable } from './guessable.ts'
import { enforceOpaqueString, lengthOf, refuseTooLong, spellingsOf } from './password-string.ts'
import type { Argon2idParameters, StoredHash, Work } from './scheme.ts'
import type { HashInspection } from './verify-password.ts'
import { inspectHash, matchesAny, passwordMismatch } from './verify-password.ts'

export interface PasswordOptions extends Omit<GovernorOptions, 'now'> {
  /** How hard passwords are hashed from now on; weaker hashes are replaced at sign-in. Default: 46 MiB, one pass, one lane. */
  readonly argon2id?: Partial<Argon2idParameters>
  /** Characters of a password that is set, 8 or more. Default: 15 (NIST SP 800-63B-4 §3.1.1.2 for a single factor). */
  readonly minLength?: number
  /** The most work a stored hash may ask for, in the unit of `verifyPassword`. Default: 4,194,304, about a second and a half. */
  readonly maxCost?: number
  /** `SECURITY_PASSWORD_SALT` of the Flask-Security application whose hashes were imported (`flaskSecurityHash`). Default: none were. */
  readonly flaskSecuritySalt?: string
  /** Words that no password may consist of, such as the name of the product. Default: none. */
  readonly forbidden?: readonly string[]
}

export interface WaitOptions {
  /** Gives up the place in the queue when the client has gone. */
  readonly signal?: AbortSignal
}

/** Passwords of one application: hashed and verified a few at a time, judged when they are set. */
export interface Passwords {
  /**
   * A PHC string. Judges nothing: `check` does.
   * @throws {AuthError} `password_malformed`, `password_too_long` or `overloaded`.
   */
  hash(password: string, options?: WaitOptions): Promise<string>
  /**
   * Whether a password that is right should be hashed anew. Being wrong takes the same time whatever the
   * stored hash is and where there is none (`undefined`): one hash of today's kind and one of every kind
   * of import that was met since the start, so that time does not tell which accounts exist.
   * @throws {AuthError} `password_mismatch`, `password_too_long`, `overloaded`, `hash_malformed`,
   * `hash_unsupported`, `hash_too_costly` or `hash_salt_missing`.
   */
  verify(
    stored: string | undefined,
    password: string,
    options?: WaitOptions,
  ): Promise<{ readonly needsRehash: boolean }>
  /**
   * Passes a password that may be set; composition is not asked for (NIST SP 800-63B-4 §3.1.1.2).
   * @throws {AuthError} `password_too_short`, `password_too_long`, `password_common` or `password_malformed`.
   */
  check(password: string, about?: PasswordOwner): void
  /**
   * Asks before anything is read or counted for a password that would not be looked at: during a flood
   * nearly all are refused. @throws {AuthError} `overloaded` where `verify` would at once.
   */
  admit(): void
  /** What a stored hash is. @throws {AuthError} `hash_malformed`, `hash_unsupported` or `hash_too_costly`. */
  inspect(stored: string): HashInspection
  /** Hashes that run or wait. */
  readonly pending: number
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
export function createPasswords(options: PasswordOptions = {}): Passwords {
  const { minLength = passwordLength.min, maxCost = maxHashCost, forbidden = [] } = options
  const { flaskSecuritySalt } = options
  if (!Number.isSafeInteger(minLength) || minLength < 8 || minLength > passwordLength.max) {
    throw new RangeError('minLength: expected a whole number from 8 to 1,024')
  }
  if (!(maxCost > 0)) throw new RangeError('maxCost: expected a number, more than 0')
  const policy = argon2idParameters(options.argon2id)
  const governor = new Governor(options)
  const decoys = new Decoys(argon2idWork(policy))
  const nobodys = hashOfNobody(policy)
  const open = (stored: string): StoredHash => {
    const { hash, isMarked } = parseMarked(stored, maxCost)
    return isMarked ? underSalt(hash, flaskSecuritySalt) : hash
  }

  return {
    async hash(password, { signal } = {}) {
      const prepared = enforceOpaqueString(password)
      return governor.run(() => hashArgon2id(prepared, policy), signal)
    },

    async verify(stored, password, { signal } = {}) {
      refuseTooLong(password)
      const spellings = spellingsOf(password)
      return governor.run(async () => {
        let paid: Work | undefined
        try {
          // Nobody's hash is taken apart and compared too: that alone told 6 of 10 names right.
          const hash = open(stored ?? nobodys)
          decoys.remember(hash.work)
          paid = hash.work
          const isRight = await matchesAny(hash, spellings)
          if (!isRight || stored === undefined) throw passwordMismatch()
          return { needsRehash: hash.isWeakerThan(policy) }
        } catch (error) {
          await decoys.spend(spellings, paid)
          throw error
        }
      }, signal)
    },

    check(password, about = {}) {
      const prepared = enforceOpaqueString(password)
      if (lengthOf(prepared) < minLength) {
        throw new AuthError('password_too_short', `expected ${minLength} characters or more`)
      }
      if (isGuessable(prepared, about, forbidden)) {
        throw new AuthError('password_common', 'the password is easy to guess')
      }
    },

    admit: () => governor.admit(),

    inspect: (stored) => inspectHash(stored, { maxCost, policy }),

    get pending() {
      return governor.pending
    },
  }
}
