import { createHash, createHmac } from 'node:crypto';
import { encodeUtf8 } from '../bytes.js';
import { hashThreads } from './hash-threads.js';
import { malformed, verifyOnly } from './scheme.js';
// 22 characters of salt and 31 of hash in bcrypt's own base64; the bits left over are zero.
const salt = '(?<salt>[./A-Za-z0-9]{21}[.Oeu])';
const hash = '(?<hash>[./A-Za-z0-9]{30}[.CGKOSWaeimquy26])';
/** `2a`, `2b` and `2y` are three names of one function. `2x`, a bug of old PHP, is refused. */
const modular = String.raw `\$2[aby]\$(?<rounds>0[4-9]|[12]\d|3[01])\$${salt}${hash}$`;
const bare = String.raw `(?<rounds>[4-9]|[12]\d|3[01])\$${salt}\$${hash}$`;
const forms = [
    {
        scheme: 'bcrypt',
        prefix: /^\$2[aby]\$/,
        pattern: new RegExp(`^${modular}`),
        key: readable,
    },
    {
        scheme: 'django_bcrypt',
        prefix: /^bcrypt\$/,
        pattern: new RegExp(String.raw `^bcrypt\$${modular}`),
        key: readable,
    },
    {
        scheme: 'django_bcrypt_sha256',
        prefix: /^bcrypt_sha256\$/,
        pattern: new RegExp(String.raw `^bcrypt_sha256\$${modular}`),
        key: (password) => encodeUtf8(createHash('sha256').update(password).digest('hex')),
    },
    {
        scheme: 'bcrypt_sha256',
        prefix: /^\$bcrypt-sha256\$2/,
        pattern: new RegExp(String.raw `^\$bcrypt-sha256\$2[ab],${bare}`),
        key: (password) => encodeUtf8(createHash('sha256').update(password).digest('base64')),
    },
    {
        scheme: 'bcrypt_sha256',
        prefix: /^\$bcrypt-sha256\$v=/,
        pattern: new RegExp(String.raw `^\$bcrypt-sha256\$v=2,t=2b,r=${bare}`),
        key: (password, key) => encodeUtf8(createHmac('sha256', key).update(password).digest('base64')),
    },
];
/** KiB of argon2id that take as long as one of bcrypt's 2^cost rounds: 0.06 ms, measured with both libraries. */
const costOfRound = 200;
/** bcrypt by itself, as passlib and Django put SHA-256 before it, and as Django wraps it. */
export const bcrypts = forms.map(({ scheme, prefix, pattern, key }) => ({
    identify: (stored) => prefix.test(stored),
    parse(stored) {
        const groups = pattern.exec(stored)?.groups;
        if (!groups)
            throw malformed();
        const { salt: salted = '', hash: hashed = '' } = groups;
        const rounds = (groups['rounds'] ?? '').padStart(2, '0');
        const work = workOf(rounds);
        return verifyOnly({
            scheme,
            work,
            async matches(password) {
                const bytes = key(password, salted);
                if (bytes)
                    return isPassword(bytes, `$2b$${rounds}$${salted}${hashed}`);
                // Paid for all the same, or the answer would come too soon.
                await work.spend(password);
                return false;
            },
        });
    },
}));
/**
 * What was hashed is at most 72 bytes; the rest never counted there. The hash that takes this one's
 * place at the next sign-in counts all of them. A NUL cannot be: bcrypt cycles its key with one
 * between, so that "x\0x" would be "x".
 */
function readable(password) {
    return password.includes(0) ? undefined : password.subarray(0, 72);
}
const workOf = (rounds) => ({
    kind: `bcrypt ${rounds}`,
    cost: 2 ** Number(rounds) * costOfRound,
    memory: 4,
    async spend(password) {
        await isPassword(password.subarray(0, 72), `$2b$${rounds}$${'.'.repeat(53)}`);
    },
});
async function isPassword(password, stored) {
    const [answer] = await hashThreads.run({ kind: 'bcrypt', password, stored });
    return answer === 1;
}
