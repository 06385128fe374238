export { inspectHash, verifyPassword } from './verify-password.js';
export { hashPassword } from './hash-password.js';
export { createPasswords } from './passwords.js';
export { flaskSecurityHash } from './flask-security.js';
