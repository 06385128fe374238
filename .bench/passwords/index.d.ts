export type { HashInspection, VerifiedPassword, VerifyPasswordOptions } from './verify-password.ts';
export { inspectHash, verifyPassword } from './verify-password.ts';
export type { Argon2idParameters } from './scheme.ts';
export type { HashPasswordOptions } from './hash-password.ts';
export { hashPassword } from './hash-password.ts';
export type { PasswordOptions, Passwords } from './passwords.ts';
export { createPasswords } from './passwords.ts';
export { flaskSecurityHash } from './flask-security.ts';
export type { PasswordOwner } from './guessable.ts';
