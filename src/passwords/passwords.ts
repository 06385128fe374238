import { maxHashCost, passwordLength } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { argon2Cost, argon2idParameters, hashArgon2id, spendArgon2 } from './argon2.ts'
import type { GovernorOptions } from './governor.ts'
import { Governor } from './governor.ts'
import type { PasswordOwner } from './guessable.ts'
import { isGuessable } from './guessable.ts'
import { enforceOpaqueString, lengthOf, refuseTooLong, spellingsOf } from './password-string.ts'
import type { Argon2idParameters } from './scheme.ts'
import { parseHash } from './schemes.ts'
import type { HashInspection } from './verify-password.ts'
import { inspectHash, matchesAny, passwordMismatch } from './verify-password.ts'

export interface PasswordOptions extends Omit<GovernorOptions, 'now'> {
  /** How hard passwords are hashed from now on; weaker hashes are replaced at sign-in. Default: 46 MiB, one pass, one lane. */
  readonly argon2id?: Partial<Argon2idParameters>
  /** Characters of a password that is set, 8 or more. Default: 15 (NIST SP 800-63B-4 §3.1.1.2 for a single factor). */
  readonly minLength?: number
  /** The most work a stored hash may ask for; see `verifyPassword`. */
  readonly maxCost?: number
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
   * Whether a password that is right should be hashed anew. Being wrong takes the same time for
   * every stored hash and for none (`undefined`), so that time does not tell which accounts exist.
   * @throws {AuthError} `password_mismatch`, `password_too_long`, `overloaded`, `hash_malformed`, `hash_unsupported` or `hash_too_costly`.
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
  if (!Number.isSafeInteger(minLength) || minLength < 8 || minLength > passwordLength.max) {
    throw new RangeError('minLength: expected a whole number from 8 to 1,024')
  }
  if (!(maxCost > 0)) throw new RangeError('maxCost: expected a number, more than 0')
  const policy = argon2idParameters(options.argon2id)
  const governor = new Governor(options)
  // What being wrong costs: the policy's work, or that of the costliest hash met so far (imported bcrypt).
  let costOfMismatch = argon2Cost(policy)

  return {
    async hash(password, { signal } = {}) {
      const prepared = enforceOpaqueString(password)
      return governor.run(() => hashArgon2id(prepared, policy), signal)
    },

    async verify(stored, password, { signal } = {}) {
      refuseTooLong(password)
      const spellings = spellingsOf(password)
      return governor.run(async () => {
        let spent = 0
        try {
          if (stored === undefined) throw passwordMismatch()
          const hash = parseHash(stored, maxCost)
          costOfMismatch = Math.max(costOfMismatch, hash.cost)
          spent = hash.cost
          if (!(await matchesAny(hash, spellings))) throw passwordMismatch()
          return { needsRehash: hash.isWeakerThan(policy) }
        } catch (error) {
          const owed = costOfMismatch - spent
          if (owed > 0) for (const _ of spellings) await spendArgon2(owed, policy)
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

    inspect: (stored) => inspectHash(stored, { maxCost, policy }),

    get pending() {
      return governor.pending
    },
  }
}
