import { createHmac } from 'node:crypto';
import { decodeUtf8, encodeUtf8 } from '../bytes.js';
import { AuthError } from '../errors.js';
import { verifyOnly } from './scheme.js';
import { parseHash } from './schemes.js';
/** No other system's hash begins like this. */
const mark = 'flask_security$';
/**
 * What to store for a hash that Flask-Security made: the hash, marked, so that `createPasswords`
 * with `flaskSecuritySalt` knows it from a plain one. Replaced by an unmarked hash at the next sign-in.
 *
 * @example
 * await auth.accounts.register({ username, passwordHash: flaskSecurityHash(row.password) })
 */
export const flaskSecurityHash = (stored) => mark + stored;
/** A stored hash without its mark. @throws {AuthError} what `parseHash` throws. */
export function parseMarked(stored, maxCost) {
    const isMarked = stored.startsWith(mark);
    return { hash: parseHash(isMarked ? stored.slice(mark.length) : stored, maxCost), isMarked };
}
/**
 * The hash as Flask-Security made it: not of the password but of base64 of its HMAC-SHA-512 under
 * `SECURITY_PASSWORD_SALT`, unless it is one of its `SECURITY_PASSWORD_SINGLE_HASH` schemes.
 *
 * @throws {AuthError} `hash_salt_missing`.
 */
export function underSalt(hash, salt) {
    if (hash.scheme.startsWith('django_'))
        return hash;
    if (salt === undefined) {
        const message = 'a hash of Flask-Security was stored, but flaskSecuritySalt is not set';
        throw new AuthError('hash_salt_missing', message);
    }
    return verifyOnly({
        scheme: hash.scheme,
        work: workOf(hash.work, salt),
        async matches(password) {
            for (const digest of digestsOf(password, salt))
                if (await hash.matches(digest))
                    return true;
            return false;
        },
    });
}
/** A kind of its own: a wrong password may have to be tried in two forms. */
const workOf = (work, salt) => ({
    ...work,
    kind: `flask_security ${work.kind}`,
    async spend(password) {
        for (const digest of digestsOf(password, salt))
            await work.spend(digest);
    },
});
/** Newer versions normalise to NFKD first, older ones take the password as typed. */
function digestsOf(password, salt) {
    const text = decodeUtf8(password);
    const texts = text === undefined ? [] : [...new Set([text, text.normalize('NFKD')])];
    const forms = text === undefined ? [password] : texts.map(encodeUtf8);
    return forms.map((form) => encodeUtf8(createHmac('sha512', salt).update(form).digest('base64')));
}
