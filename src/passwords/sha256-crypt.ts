import { randomBytes } from 'node:crypto'
import { encodeUtf8 } from '../bytes.ts'
import { hashThreads } from './hash-threads.ts'

/**
 * The `$5$` hash of a text, as passlib's `sha256_crypt` reads it: what Flask-Security puts into the links it mails.
 * With the fewest rounds there are, for texts that nobody has to guess; `verifyPassword` verifies it. Never for a password.
 *
 * @throws {AuthError} `overloaded` with a thousand calls waiting.
 */
export async function sha256Crypt(text: string): Promise<string> {
  const salt = randomBytes(12).toString('base64').replaceAll('+', '.')
  const rounds = 1_000
  const password = encodeUtf8(text)
  const job = { kind: 'crypt', algorithm: 'sha256_crypt', password, salt, rounds } as const
  const checksum = Buffer.from(await hashThreads.run(job)).toString('latin1')
  return `$5$rounds=${rounds}$${salt}$${checksum}`
}
