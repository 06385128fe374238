import { createHmac } from 'node:crypto'

/**
 * What Flask-Security hashes in a password's place: base64 of its HMAC-SHA-512 under
 * `SECURITY_PASSWORD_SALT`. Newer versions normalise to NFKD first, older ones take it as typed.
 */
export const flaskSecuritySpellings = (password: string, salt: string): readonly string[] =>
  [...new Set([password, password.normalize('NFKD')])].map((spelling) =>
    createHmac('sha512', salt).update(spelling, 'utf8').digest('base64'),
  )
