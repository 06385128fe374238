import { createHash, createHmac } from 'node:crypto';
import { encodeUtf8, equalSecrets } from '../bytes.js';
import { digests } from './digest-names.js';
import { decodeHex } from './encodings.js';
import { malformed, verifyOnly } from './scheme.js';
const plain = ({ name }, salt, password) => createHash(name).update(salt).update(password).digest();
const keyed = ({ name }, salt, password) => createHmac(name, salt).update(password).digest();
const pattern = /^([a-z][a-z0-9_]*)\$([^$]*)\$([0-9a-f]+)$/;
/**
 * `sha1$salt$hex`: Django's digest of salt and password, or Werkzeug's HMAC, which nobody can tell
 * apart by looking. Without a salt both are the bare digest.
 */
export const digested = {
    identify: (stored) => digests.has(stored.slice(0, Math.max(0, stored.indexOf('$')))),
    parse(stored) {
        const [, name = '', saltText = '', tagText = ''] = pattern.exec(stored) ?? [];
        const digest = digests.get(name);
        if (!digest)
            throw malformed();
        const isDjango = name === 'sha1' || name === 'md5';
        const system = isDjango ? 'django' : 'werkzeug';
        if (saltText === '')
            return hashOf(`${system}_unsalted_${name}`, digest, [plain], '', tagText);
        const meanings = isDjango ? [plain, keyed] : [keyed];
        const scheme = isDjango ? `django_salted_${name}` : `werkzeug_${name}`;
        return hashOf(scheme, digest, meanings, saltText, tagText);
    },
};
const bare = new Map(['md5', 'sha1', 'sha256', 'sha512'].map((name) => [(digests.get(name)?.length ?? 0) * 2, name]));
/** Nothing but the digest in hexadecimal: Django's first format, and many a home-made one. */
export const undressed = {
    identify: (stored) => bare.has(stored.length) && /^[0-9a-f]+$/.test(stored),
    parse(stored) {
        const name = bare.get(stored.length) ?? '';
        const digest = digests.get(name);
        if (!digest)
            throw malformed();
        return hashOf(`hex_${name}`, digest, [plain], '', stored);
    },
};
function hashOf(scheme, digest, meanings, saltText, tagText) {
    const salt = encodeUtf8(saltText);
    const tag = decodeHex(tagText);
    if (tag?.length !== digest.length)
        throw malformed();
    return verifyOnly({
        scheme,
        work: workOf(digest),
        async matches(password) {
            // All of them, so that time does not tell which it was.
            const found = meanings.map((meaning) => equalSecrets(meaning(digest, salt, password), tag));
            return found.includes(true);
        },
    });
}
const workOf = (digest) => ({
    kind: digest.name,
    cost: 10,
    memory: 1,
    async spend(password) {
        keyed(digest, new Uint8Array(8), password);
    },
});
const ascii = /^[\0-\x7f]*$/;
/** `plain$salt$password` of Werkzeug, which compares ASCII only. */
export const plainWerkzeug = {
    identify: (stored) => stored.startsWith('plain$'),
    parse(stored) {
        const [, , ...rest] = stored.split('$');
        if (rest.length === 0 || !ascii.test(stored))
            throw malformed();
        return plaintext('werkzeug_plain', rest.join('$'));
    },
};
/** The password itself. */
export const plaintext = (scheme, stored) => {
    const expected = encodeUtf8(stored);
    return verifyOnly({
        scheme,
        work: nothing,
        matches: async (password) => equalSecrets(password, expected),
    });
};
const nothing = { kind: 'plaintext', cost: 1, memory: 1, async spend() { } };
