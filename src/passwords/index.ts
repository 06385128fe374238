// Passwords: hashed with argon2id, verified in whatever scheme they came in, judged when they are set.
// Nothing here knows accounts, and nothing is remembered about a password between two calls (L33).
export type { HashInspection, VerifiedPassword, VerifyPasswordOptions } from './verify-password.ts'
export { inspectHash, verifyPassword } from './verify-password.ts'
export type { Argon2idParameters } from './scheme.ts'
export type { HashPasswordOptions } from './hash-password.ts'
export { hashPassword } from './hash-password.ts'
export type { PasswordOptions, Passwords } from './passwords.ts'
export { createPasswords } from './passwords.ts'
export { flaskSecurityHash } from './flask-security.ts'
export { sha256Crypt } from './sha256-crypt.ts'
export type { PasswordOwner } from './guessable.ts'
