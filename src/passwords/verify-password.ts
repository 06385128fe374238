import { argon2id } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { flaskSecuritySpellings } from './flask-security.ts'
import { spellingsOf } from './password-string.ts'
import type { Argon2idParameters, StoredHash } from './scheme.ts'
import { parseHash } from './schemes.ts'

export interface VerifyPasswordOptions {
  /** `SECURITY_PASSWORD_SALT` of the Flask-Security application that made the hash. Default: none did. */
  readonly flaskSecuritySalt?: string
  /**
   * The most work a stored hash may ask for, in KiB that argon2id fills once (`m × t`; a bcrypt round
   * counts 150). Default: 4,194,304, about a second and a half, with at most 1 GiB at once.
   */
  readonly maxCost?: number
}

export interface VerifiedPassword {
  /** `argon2id`, `argon2i`, `argon2d` or `bcrypt`. */
  readonly scheme: string
  /** Whether the hash is weaker than what would be made today. */
  readonly needsRehash: boolean
}

/** What a stored hash is, as far as it can be told without the password. */
export interface HashInspection extends VerifiedPassword {
  /** In the unit of `maxCost`. */
  readonly cost: number
}

/**
 * Which scheme proved the password right. Not governed and not rate-limited: see `createPasswords`
 * for the one that is. A password as it was typed and its RFC 8265 form are both tried.
 *
 * bcrypt itself reads no more than 72 bytes, so what such a hash was made of beyond them is not
 * known to anyone; replace it (`needsRehash`) and the whole password counts again.
 *
 * @throws {AuthError} `password_mismatch`, `hash_malformed`, `hash_unsupported` or `hash_too_costly`.
 * @example
 * const { needsRehash } = await verifyPassword(user.password, typed)
 * if (needsRehash) user.password = await hashPassword(typed)
 */
export async function verifyPassword(
  stored: string,
  password: string,
  options: VerifyPasswordOptions = {},
): Promise<VerifiedPassword> {
  const hash = parseHash(stored, options.maxCost)
  const spellings = spellingsOf(password).flatMap((spelling) =>
    options.flaskSecuritySalt === undefined
      ? spelling
      : flaskSecuritySpellings(spelling, options.flaskSecuritySalt),
  )
  const needsRehash = options.flaskSecuritySalt !== undefined || hash.isWeakerThan(argon2id)
  if (await matchesAny(hash, new Set(spellings))) return { scheme: hash.scheme, needsRehash }
  throw passwordMismatch()
}

/**
 * What a stored hash is, without spending anything on it: for importing hashes.
 *
 * @throws {AuthError} `hash_malformed`, `hash_unsupported` or `hash_too_costly`.
 */
export function inspectHash(
  stored: string,
  options: Pick<VerifyPasswordOptions, 'maxCost'> & { readonly policy?: Argon2idParameters } = {},
): HashInspection {
  const { maxCost, policy = argon2id } = options
  const hash = parseHash(stored, maxCost)
  return { scheme: hash.scheme, cost: hash.work.cost, needsRehash: hash.isWeakerThan(policy) }
}

export async function matchesAny(hash: StoredHash, spellings: Iterable<string>): Promise<boolean> {
  for (const spelling of spellings) if (await hash.matches(spelling)) return true
  return false
}

export const passwordMismatch = (): AuthError =>
  new AuthError('password_mismatch', 'the password is wrong')
