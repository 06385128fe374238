import { encodeUtf8, equalSecrets } from '../bytes.js';
import { AuthError } from '../errors.js';
import { digests } from './digest-names.js';
import { decodeAdapted, decodeBase64, decodeHex } from './encodings.js';
import { hashThreads } from './hash-threads.js';
import { malformed, verifyOnly } from './scheme.js';
const iterations = String.raw `(?<iterations>[1-9]\d{0,9})`;
const forms = [
    // passlib; no digest stands for SHA-1.
    {
        prefix: /^\$pbkdf2(-|\$)/,
        pattern: new RegExp(String.raw `^\$pbkdf2(?:-(?<digest>sha256|sha512))?\$${iterations}\$(?<salt>[^$]*)\$(?<tag>[^$]+)$`),
        scheme: (digest) => `pbkdf2_${digest}`,
        salt: decodeAdapted,
        tag: decodeAdapted,
    },
    {
        prefix: /^pbkdf2_/,
        pattern: new RegExp(String.raw `^pbkdf2_(?<digest>sha256|sha1)\$${iterations}\$(?<salt>[^$]+)\$(?<tag>[^$]+)$`),
        scheme: (digest) => `django_pbkdf2_${digest}`,
        salt: encodeUtf8,
        tag: decodeBase64,
    },
    {
        prefix: /^pbkdf2:/,
        pattern: new RegExp(String.raw `^pbkdf2:(?<digest>[a-z0-9_]+):${iterations}\$(?<salt>[^$]+)\$(?<tag>[^$]+)$`),
        scheme: (digest) => `werkzeug_pbkdf2_${digest}`,
        salt: encodeUtf8,
        tag: decodeHex,
    },
];
/** PBKDF2 as passlib, Django and Werkzeug write it. */
export const pbkdf2s = forms.map((form) => ({
    identify: (stored) => form.prefix.test(stored),
    parse(stored) {
        const groups = form.pattern.exec(stored)?.groups;
        if (!groups)
            throw malformed();
        const { digest: name = 'sha1', salt: saltText = '', tag: tagText = '' } = groups;
        const digest = digests.get(name);
        if (!digest) {
            throw new AuthError('hash_unsupported', 'the stored password hash is of an unknown digest');
        }
        const salt = form.salt(saltText);
        const tag = form.tag(tagText);
        if (!salt || tag?.length !== digest.length)
            throw malformed();
        const count = Number(groups['iterations']);
        // OpenSSL counts no further.
        if (count >= 2 ** 31) {
            throw new AuthError('hash_too_costly', 'the stored password hash asks for too many iterations');
        }
        return verifyOnly({
            scheme: form.scheme(name),
            work: workOf(digest, count),
            matches: async (password) => equalSecrets(await derive(digest, password, salt, count), tag),
        });
    },
}));
const workOf = (digest, count) => ({
    kind: `pbkdf2 ${digest.name} ${count}`,
    cost: Math.ceil(count * digest.costOfIteration),
    memory: 1,
    async spend(password) {
        await derive(digest, password, new Uint8Array(16), count);
    },
});
const derive = ({ name: digest, length }, password, salt, count) => hashThreads.run({ kind: 'pbkdf2', password, salt, iterations: count, length, digest });
