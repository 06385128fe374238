import { maxHashCost, maxHashMemory } from '../defaults.js';
import { AuthError } from '../errors.js';
import { argon2 } from './argon2.js';
import { bcrypts } from './bcrypt.js';
import { crypts } from './crypt.js';
import { digested, plainWerkzeug, undressed } from './digested.js';
import { pbkdf2s } from './pbkdf2.js';
import { malformed } from './scheme.js';
import { scrypts } from './scrypt.js';
/** Every scheme a stored hash may be in; the first that knows a text has it. To accept another one, add it here. */
const schemes = [
    argon2,
    ...bcrypts,
    ...pbkdf2s,
    ...scrypts,
    ...crypts,
    digested,
    undressed,
    plainWerkzeug,
];
/** Characters; no scheme writes longer. */
const maxStoredLength = 1_024;
/**
 * The stored hash, ready to be verified.
 *
 * @throws {AuthError} `hash_malformed`, `hash_unsupported` or `hash_too_costly`.
 */
export function parseHash(stored, maxCost = maxHashCost) {
    // Before any pattern looks at it.
    if (stored.length > maxStoredLength)
        throw malformed();
    const scheme = schemes.find((candidate) => candidate.identify(stored));
    if (!scheme) {
        throw new AuthError('hash_unsupported', 'the stored password hash is of an unknown scheme');
    }
    const hash = scheme.parse(stored);
    // Whoever can write a hash must not be able to stop the server with it.
    if (!(hash.work.cost <= maxCost) || hash.work.memory > maxHashMemory) {
        throw new AuthError('hash_too_costly', 'the stored password hash costs too much to verify');
    }
    return hash;
}
