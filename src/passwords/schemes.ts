import { maxHashCost, maxHashMemory } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { argon2 } from './argon2.ts'
import { bcrypts } from './bcrypt.ts'
import { crypts } from './crypt.ts'
import { digested, plainWerkzeug, undressed } from './digested.ts'
import { pbkdf2s } from './pbkdf2.ts'
import type { Scheme, StoredHash } from './scheme.ts'
import { malformed } from './scheme.ts'
import { scrypts } from './scrypt.ts'

/** Every scheme a stored hash may be in; the first that knows a text has it. To accept another one, add it here. */
const schemes: readonly Scheme[] = [
  argon2,
  ...bcrypts,
  ...pbkdf2s,
  ...scrypts,
  ...crypts,
  digested,
  undressed,
  plainWerkzeug,
]

/** Characters; no scheme writes longer. */
const maxStoredLength = 1_024

/**
 * The stored hash, ready to be verified.
 *
 * @throws {AuthError} `hash_malformed`, `hash_unsupported` or `hash_too_costly`.
 */
export function parseHash(stored: string, maxCost: number = maxHashCost): StoredHash {
  // Before any pattern looks at it.
  if (stored.length > maxStoredLength) throw malformed()
  const scheme = schemes.find((candidate) => candidate.identify(stored))
  if (!scheme) {
    throw new AuthError('hash_unsupported', 'the stored password hash is of an unknown scheme')
  }
  const hash = scheme.parse(stored)
  // Whoever can write a hash must not be able to stop the server with it.
  if (!(hash.work.cost <= maxCost) || hash.work.memory > maxHashMemory) {
    throw new AuthError('hash_too_costly', 'the stored password hash costs too much to verify')
  }
  return hash
}
