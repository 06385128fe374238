import { encodeUtf8, equalSecrets } from '../bytes.js';
import { maxCryptBytes } from '../defaults.js';
import { hash64Number } from './crypt-base64.js';
import { hashThreads } from './hash-threads.js';
import { malformed, verifyOnly } from './scheme.js';
const digits = String.raw `[1-9]\d{0,9}`;
const salt = (length) => `(?<salt>[./0-9A-Za-z]{${length}})`;
const checksum = (length) => `(?<checksum>[./0-9A-Za-z]{${length}})$`;
const once = () => 1;
const forms = [
    {
        algorithm: 'sha512_crypt',
        prefix: /^\$6\$/,
        pattern: new RegExp(String.raw `^\$6\$(?:rounds=(?<rounds>${digits})\$)?${salt('0,16')}\$${checksum(86)}`),
        rounds: (text = '5000') => Number(text),
        minRounds: 1_000,
        costOfRound: 2.7,
    },
    {
        algorithm: 'sha256_crypt',
        prefix: /^\$5\$/,
        pattern: new RegExp(String.raw `^\$5\$(?:rounds=(?<rounds>${digits})\$)?${salt('0,16')}\$${checksum(43)}`),
        rounds: (text = '5000') => Number(text),
        minRounds: 1_000,
        costOfRound: 1.8,
    },
    {
        algorithm: 'md5_crypt',
        prefix: /^\$1\$/,
        pattern: new RegExp(String.raw `^\$1\$${salt('0,8')}\$${checksum(22)}`),
        rounds: () => 1_000,
        costOfRound: 2.2,
    },
    {
        algorithm: 'apr_md5_crypt',
        prefix: /^\$apr1\$/,
        pattern: new RegExp(String.raw `^\$apr1\$${salt('0,8')}\$${checksum(22)}`),
        rounds: () => 1_000,
        costOfRound: 2.2,
    },
    {
        algorithm: 'sha1_crypt',
        prefix: /^\$sha1\$/,
        pattern: new RegExp(String.raw `^\$sha1\$(?<rounds>${digits})\$${salt('0,64')}\$${checksum(28)}`),
        rounds: Number,
        costOfRound: 7.7,
    },
    {
        algorithm: 'phpass',
        prefix: /^\$[PH]\$/,
        pattern: new RegExp(String.raw `^\$[PH]\$(?<rounds>[5-9A-S])${salt('8')}${checksum(22)}`),
        rounds: (text = '') => 2 ** hash64Number(text),
        costOfRound: 1.2,
        allowsNul: true,
    },
    {
        algorithm: 'des_crypt',
        prefix: /^[./0-9A-Za-z]{13}$/,
        pattern: new RegExp(`^${salt('2')}${checksum(11)}`),
        rounds: once,
        costOfRound: 81,
    },
    // Django repeats the salt, or leaves the first one empty.
    {
        algorithm: 'des_crypt',
        scheme: 'django_des_crypt',
        prefix: /^crypt\$/,
        pattern: new RegExp(String.raw `^crypt\$(?:(?<first>..)[./0-9A-Za-z]*)?\$(?=\k<first>)${salt('2')}${checksum(11)}`),
        rounds: once,
        costOfRound: 81,
    },
    {
        algorithm: 'bsdi_crypt',
        prefix: /^_/,
        pattern: new RegExp(`^_(?<rounds>[./0-9A-Za-z]{4})${salt('4')}${checksum(11)}`),
        rounds: (text = '') => hash64Number(text),
        minRounds: 1,
        costOfRound: 10.5,
    },
];
/** The schemes of crypt(3) that nothing else computes. */
export const crypts = forms.map((form) => ({
    identify: (stored) => form.prefix.test(stored),
    parse(stored) {
        const groups = form.pattern.exec(stored)?.groups;
        if (!groups)
            throw malformed();
        const { salt: salted = '', checksum: expected = '', rounds: text } = groups;
        const rounds = form.rounds(text);
        if (rounds < (form.minRounds ?? 1))
            throw malformed();
        const { algorithm, scheme = algorithm, allowsNul = false } = form;
        return verifyOnly({
            scheme,
            work: workOf(form, rounds, salted.length),
            async matches(password) {
                const read = readable(password, rounds);
                const found = await hash({ algorithm, password: read, salt: salted, rounds });
                const isRead = read.length === password.length && (allowsNul || !password.includes(0));
                return equalSecrets(found, encodeUtf8(expected)) && isRead;
            },
        });
    },
}));
/**
 * As much of a password as all rounds may hash: each hashes it anew, so that a long one and a costly
 * hash would hold a core for half a minute. A longer one is refused after as much work.
 */
const readable = (password, rounds) => password.subarray(0, Math.floor(maxCryptBytes / rounds));
const workOf = ({ algorithm, costOfRound }, rounds, saltLength) => ({
    kind: `${algorithm} ${rounds}`,
    cost: Math.ceil(rounds * costOfRound),
    memory: 1,
    async spend(password) {
        const read = readable(password, rounds);
        await hash({ algorithm, password: read, salt: '.'.repeat(saltLength), rounds });
    },
});
const hash = (job) => hashThreads.run({ kind: 'crypt', ...job });
