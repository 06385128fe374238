import { AuthError } from '../errors.js';
/** A hash of a scheme that nothing is hashed with any more: argon2id takes its place at the next sign-in. */
export const verifyOnly = (hash) => ({
    ...hash,
    isWeakerThan: () => true,
});
export const malformed = () => new AuthError('hash_malformed', 'the stored password hash is malformed');
