import { createHmac } from 'node:crypto'

/** No other system's hash begins like this. */
const mark = 'flask_security$'

/**
 * What to store for a hash that Flask-Security made: the hash, marked, so that `createPasswords`
 * with `flaskSecuritySalt` knows it from a plain one. Replaced by an unmarked hash at the next sign-in.
 *
 * @example
 * await auth.accounts.register({ username, passwordHash: flaskSecurityHash(row.password) })
 */
export const flaskSecurityHash = (stored: string): string => mark + stored

/**
 * What Flask-Security hashes in a password's place: base64 of its HMAC-SHA-512 under
 * `SECURITY_PASSWORD_SALT`. Newer versions normalise to NFKD first, older ones take it as typed.
 */
export const flaskSecuritySpellings = (password: string, salt: string): readonly string[] =>
  [...new Set([password, password.normalize('NFKD')])].map((spelling) =>
    createHmac('sha512', salt).update(spelling, 'utf8').digest('base64'),
  )
