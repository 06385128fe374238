import { createHash, hash } from 'node:crypto';
import { encodeUtf8 } from '../bytes.js';
import { encodeHash64 } from './crypt-base64.js';
// md5_crypt of FreeBSD, Apache's variant, and Ulrich Drepper's successors of it, "Unix crypt using
// SHA-256 and SHA-512". They differ in how they begin, not in their rounds.
const md5Order = [12, 6, 0, 13, 7, 1, 14, 8, 2, 15, 9, 3, 5, 10, 4, 11];
const shaOrders = {
    sha256: [
        20, 10, 0, 11, 1, 21, 2, 22, 12, 23, 13, 3, 14, 4, 24, 5, 25, 15, 26, 16, 6, 17, 7, 27, 8, 28,
        18, 29, 19, 9, 30, 31,
    ],
    sha512: [
        42, 21, 0, 1, 43, 22, 23, 2, 44, 45, 24, 3, 4, 46, 25, 26, 5, 47, 48, 27, 6, 7, 49, 28, 29, 8,
        50, 51, 30, 9, 10, 52, 31, 32, 11, 53, 54, 33, 12, 13, 55, 34, 35, 14, 56, 57, 36, 15, 16, 58,
        37, 38, 17, 59, 60, 39, 18, 19, 61, 40, 41, 20, 62, 63,
    ],
};
/** The checksum of `$1$` or, as `apr1`, of Apache's. */
export function md5Crypt(magic, password, salt) {
    const salted = encodeUtf8(salt);
    const inner = digest('md5', [password, salted, password]);
    const start = digest('md5', [
        password,
        encodeUtf8(`$${magic}$`),
        salted,
        cycle(inner, password.length),
        // NUL was meant to be a byte of `inner`: a bug that became the scheme.
        ...bitsOf(password.length).map((bit) => bit === 1 ? Uint8Array.of(0) : password.subarray(0, 1)),
    ]);
    return encodeHash64(rounds('md5', start, password, salted, 1_000), md5Order);
}
/** The checksum of `$5$` or `$6$`. */
export function shaCrypt(algorithm, password, salt, count) {
    const salted = encodeUtf8(salt);
    const inner = digest(algorithm, [password, salted, password]);
    const start = digest(algorithm, [
        password,
        salted,
        cycle(inner, password.length),
        ...bitsOf(password.length).map((bit) => (bit === 1 ? inner : password)),
    ]);
    const ofPassword = digest(algorithm, Array.from(password, () => password));
    const ofSalt = digest(algorithm, Array.from({ length: 16 + (start[0] ?? 0) }, () => salted));
    const p = cycle(ofPassword, password.length);
    const s = cycle(ofSalt, salted.length);
    return encodeHash64(rounds(algorithm, start, p, s, count), shaOrders[algorithm]);
}
/**
 * Six of seven rounds hash the password twice and two of three the salt, in turns of 42; odd ones end
 * with the last digest, even ones begin with it. The texts are laid out once and only the digest is
 * put in: 0.6 µs a round, of which OpenSSL's SHA-512 is all but 0.1; `createHash` takes 1.5 µs.
 */
function rounds(algorithm, start, p, s, count) {
    const hole = new Uint8Array(start.length);
    const turns = Array.from({ length: 42 }, (_, round) => {
        const between = [...(round % 3 === 0 ? [] : [s]), ...(round % 7 === 0 ? [] : [p])];
        const isOdd = round % 2 === 1;
        const text = Buffer.concat(isOdd ? [p, ...between, hole] : [hole, ...between, p]);
        return { text, at: isOdd ? text.length - hole.length : 0 };
    });
    // A string of one byte a character: it costs half of what making a Buffer does.
    let last = Buffer.from(start).toString('latin1');
    for (let round = 0; round < count;) {
        for (const { text, at } of turns) {
            text.write(last, at, 'latin1');
            last = hash(algorithm, text, 'latin1');
            round += 1;
            if (round === count)
                break;
        }
    }
    return Buffer.from(last, 'latin1');
}
function digest(algorithm, parts) {
    const running = createHash(algorithm);
    for (const part of parts)
        running.update(part);
    return running.digest();
}
/** As many bytes, over and over. */
const cycle = (bytes, length) => {
    const filled = Buffer.alloc(length);
    if (length > 0)
        filled.fill(bytes);
    return filled;
};
/** Lowest first. */
const bitsOf = (value) => value === 0 ? [] : [value & 1, ...bitsOf(value >> 1)];
