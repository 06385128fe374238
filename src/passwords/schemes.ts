import { maxHashCost, maxHashMemory } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { argon2 } from './argon2.ts'
import { bcrypt } from './bcrypt.ts'
import type { Scheme, StoredHash } from './scheme.ts'
import { malformed } from './scheme.ts'

/** Every scheme a stored hash may be in. To accept another one, add it here. */
const schemes: readonly Scheme[] = [argon2, bcrypt]

/** Characters; no scheme writes longer. */
const maxStoredLength = 1_024

/**
 * The stored hash, ready to be verified.
 *
 * @throws {AuthError} `hash_malformed`, `hash_unsupported` or `hash_too_costly`.
 */
export function parseHash(stored: string, maxCost: number = maxHashCost): StoredHash {
  const scheme = schemes.find((candidate) => candidate.identify(stored))
  if (!scheme) {
    throw new AuthError('hash_unsupported', 'the stored password hash is of an unknown scheme')
  }
  if (stored.length > maxStoredLength) throw malformed()
  const hash = scheme.parse(stored)
  // Whoever can write a hash must not be able to stop the server with it.
  if (hash.work.cost > maxCost || hash.work.memory > maxHashMemory) {
    throw new AuthError('hash_too_costly', 'the stored password hash costs too much to verify')
  }
  return hash
}
