import { encodeHash64BigEndian, hash64Number } from './crypt-base64.js';
// des_crypt of Unix and bsdi_crypt: DES (FIPS 46-3) of a block of zeros, again and again, the password being the key and
// the salt a change to the expansion. Nobody's secret key passes here, only what was a weak hash when it was made.
// The tables of FIPS 46-3, counted from 1 as there.
const initial = [
    58, 50, 42, 34, 26, 18, 10, 2, 60, 52, 44, 36, 28, 20, 12, 4, 62, 54, 46, 38, 30, 22, 14, 6, 64,
    56, 48, 40, 32, 24, 16, 8, 57, 49, 41, 33, 25, 17, 9, 1, 59, 51, 43, 35, 27, 19, 11, 3, 61, 53,
    45, 37, 29, 21, 13, 5, 63, 55, 47, 39, 31, 23, 15, 7,
];
const final = initial.map((_, index) => initial.indexOf(index + 1) + 1);
const expansion = [
    32, 1, 2, 3, 4, 5, 4, 5, 6, 7, 8, 9, 8, 9, 10, 11, 12, 13, 12, 13, 14, 15, 16, 17, 16, 17, 18, 19,
    20, 21, 20, 21, 22, 23, 24, 25, 24, 25, 26, 27, 28, 29, 28, 29, 30, 31, 32, 1,
];
const permutation = [
    16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13,
    30, 6, 22, 11, 4, 25,
];
const choice1 = [
    57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60,
    52, 44, 36, 63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21,
    13, 5, 28, 20, 12, 4,
];
const choice2 = [
    14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2, 41, 52,
    31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
];
const shifts = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];
/** Four rows of sixteen, in hexadecimal. */
const boxes = [
    'e4d12fb83a6c5907 0f74e2d1a6cb9538 41e8d62bfc973a50 fc8249175b3ea06d',
    'f18e6b34972dc05a 3d47f28ec01a69b5 0e7ba4d158c6932f d8a13f42b67c05e9',
    'a09e63f51dc7b428 d709346a285ecbf1 d6498f30b12c5ae7 1ad069874fe3b52c',
    '7de3069a1285bc4f d8b56f03472c1ae9 a690cb7df13e5284 3f06a1d8945bc72e',
    '2c417ab6853fd0e9 eb2c47d150fa3986 421bad78f9c5630e b8c71e2d6f09a453',
    'c1af92680d34e75b af427c9561de0b38 9ef528c3704a1db6 432c95fabe17608d',
    '4b2ef08d3c975a61 d0b7491ae35c2f86 14bdc37eaf680592 6bd814a7950fe23c',
    'd2846fb1a93e50c7 1fd8a374c56b0e92 7b419ce206adf358 21e74a8dfc90356b',
].map((rows) => Array.from(rows.replaceAll(' ', ''), (digit) => Number.parseInt(digit, 16)));
const pick = (bits, table) => table.map((from) => bits[from - 1] ?? 0);
const xor = (a, b) => a.map((bit, index) => bit ^ (b[index] ?? 0));
/** The checksum of des_crypt: seven bits of each of the first eight bytes count. */
export const desCrypt = (password, salt) => encodeHash64BigEndian(encrypt(keyOf(password), zeros(64), hash64Number(salt), 25));
/** The checksum of bsdi_crypt: eight bytes after the other are folded into the key. */
export function bsdiCrypt(password, salt, count) {
    let key = keyOf(password);
    for (let at = 8; at < password.length; at += 8) {
        key = xor(encrypt(key, key, 0, 1), keyOf(password.subarray(at)));
    }
    return encodeHash64BigEndian(encrypt(key, zeros(64), hash64Number(salt), count));
}
const zeros = (length) => Array.from({ length }, () => 0);
const keyOf = (bytes) => Array.from({ length: 64 }, (_, bit) => ((bytes[bit >> 3] ?? 0) >> (6 - (bit & 7))) & 1).map((value, bit) => ((bit & 7) === 7 ? 0 : value));
/** Sixteen keys of 48 bits. */
function schedule(key) {
    let [left, right] = [pick(key, choice1.slice(0, 28)), pick(key, choice1.slice(28))];
    return shifts.map((by) => {
        left = [...left.slice(by), ...left.slice(0, by)];
        right = [...right.slice(by), ...right.slice(0, by)];
        return pick([...left, ...right], choice2);
    });
}
/** DES `count` times, the permutations between two of them left out. A bit of the salt swaps two of the expansion. */
function encrypt(key, block, salt, count) {
    const keys = schedule(key).map((bits) => Uint8Array.from(bits));
    const salted = expansion.map((from, bit) => (salt >> (bit % 24)) & 1 ? (expansion[(bit + 24) % 48] ?? 0) : from);
    const source = Uint8Array.from(salted, (from) => from - 1);
    const start = pick(block, initial);
    let left = Uint8Array.from(start.slice(0, 32));
    let right = Uint8Array.from(start.slice(32));
    for (let time = 0; time < count; time += 1) {
        for (const roundKey of keys) {
            substitute(left, right, roundKey, source);
            [left, right] = [right, left];
        }
        ;
        [left, right] = [right, left];
    }
    return pick([...left, ...right], final);
}
/** Where each bit that comes out of the boxes goes. */
const target = Uint8Array.from({ length: 32 }, (_, bit) => permutation.indexOf(bit + 1));
/** One round: adds what the boxes make of `right` to `left`. */
function substitute(left, right, key, source) {
    for (const [box, rows] of boxes.entries()) {
        let six = 0;
        for (let bit = box * 6; bit < box * 6 + 6; bit += 1) {
            six = six * 2 + ((right[source[bit] ?? 0] ?? 0) ^ (key[bit] ?? 0));
        }
        const four = rows[((six & 32) | ((six & 1) << 4)) + ((six >> 1) & 15)] ?? 0;
        for (let bit = 0; bit < 4; bit += 1) {
            const at = target[box * 4 + bit] ?? 0;
            left[at] = (left[at] ?? 0) ^ ((four >> (3 - bit)) & 1);
        }
    }
}
