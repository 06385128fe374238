import { encodeUtf8, equalSecrets } from '../bytes.js';
import { decodeHash64, hash64Number } from './crypt-base64.js';
import { decodeBase64, decodeHex, decodeUnpadded } from './encodings.js';
import { hashThreads } from './hash-threads.js';
import { malformed, verifyOnly } from './scheme.js';
const count = (name) => String.raw `(?<${name}>[1-9]\d{0,9})`;
const powerOfTwo = (text) => 2 ** Number(text);
const forms = [
    {
        scheme: 'scrypt',
        prefix: /^\$scrypt\$/,
        pattern: new RegExp(String.raw `^\$scrypt\$ln=${count('N')},r=${count('r')},p=${count('p')}\$(?<salt>[^$]*)\$(?<tag>[^$]+)$`),
        cost: powerOfTwo,
        number: Number,
        salt: decodeUnpadded,
        tag: decodeUnpadded,
        length: 32,
    },
    // libxcrypt: one character for log2 N, five each for r and p, and the salt as it stands.
    {
        scheme: 'scrypt',
        prefix: /^\$7\$/,
        pattern: /^\$7\$(?<N>[./0-9A-Za-z])(?<r>[./0-9A-Za-z]{5})(?<p>[./0-9A-Za-z]{5})(?<salt>[^$]*)\$(?<tag>[./0-9A-Za-z]{43})$/,
        cost: (text) => 2 ** hash64Number(text),
        number: hash64Number,
        salt: encodeUtf8,
        tag: decodeHash64,
        length: 32,
    },
    {
        scheme: 'django_scrypt',
        prefix: /^scrypt\$/,
        pattern: new RegExp(String.raw `^scrypt\$${count('N')}\$(?<salt>[^$]+)\$${count('r')}\$${count('p')}\$(?<tag>[^$]+)$`),
        cost: Number,
        number: Number,
        salt: encodeUtf8,
        tag: decodeBase64,
        length: 64,
    },
    {
        scheme: 'werkzeug_scrypt',
        prefix: /^scrypt:/,
        pattern: new RegExp(String.raw `^scrypt:${count('N')}:${count('r')}:${count('p')}\$(?<salt>[^$]+)\$(?<tag>[^$]+)$`),
        cost: Number,
        number: Number,
        salt: encodeUtf8,
        tag: decodeHex,
        length: 64,
    },
];
/** scrypt as passlib, libxcrypt, Django and Werkzeug write it. */
export const scrypts = forms.map((form) => ({
    identify: (stored) => form.prefix.test(stored),
    parse(stored) {
        const groups = form.pattern.exec(stored)?.groups;
        if (!groups)
            throw malformed();
        const { N = '', r = '', p = '', salt: saltText = '', tag: tagText = '' } = groups;
        const parameters = { N: form.cost(N), r: form.number(r), p: form.number(p) };
        const salt = form.salt(saltText);
        const tag = form.tag(tagText);
        if (!allowed(parameters) || !salt || tag?.length !== form.length)
            throw malformed();
        return verifyOnly({
            scheme: form.scheme,
            work: workOf(parameters, form.length),
            matches: async (password) => equalSecrets(await run(parameters, password, salt, form.length), tag),
        });
    },
}));
/** RFC 7914 §6. */
const allowed = ({ N, r, p }) => N > 1 &&
    Number.isInteger(Math.log2(N)) &&
    N < 2 ** (16 * r) &&
    r >= 1 &&
    p >= 1 &&
    r * p < 2 ** 30;
/** What OpenSSL allocates, to the byte. */
const bytesOf = ({ N, r, p }) => 128 * r * (N + p + 2);
/** KiB of argon2id that take as long as one of scrypt's N × r × p steps of 128 bytes: 0.3 µs, measured. */
const costOfStep = 1.25;
const workOf = (parameters, length) => ({
    kind: `scrypt ${parameters.N} ${parameters.r} ${parameters.p}`,
    // What PBKDF2 takes before and after is as much as four of them.
    cost: Math.ceil((parameters.N + 4) * parameters.r * parameters.p * costOfStep),
    memory: Math.ceil(bytesOf(parameters) / 1_024),
    async spend(password) {
        await run(parameters, password, new Uint8Array(16), length);
    },
});
const run = (parameters, password, salt, length) => {
    const options = { ...parameters, maxmem: bytesOf(parameters) };
    return hashThreads.run({ kind: 'scrypt', password, salt, length, options });
};
