import { commonWords } from './common-words.js';
// What fingers do on a keyboard, and counting. Each is walked in both directions.
const walks = [
    "abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop[] asdfghjkl;' zxcvbnm,./ !@#$%^&*()_+",
    'azertyuiop qsdfghjklm wxcvbn qwertzuiop yxcvbnm йцукенгшщзхъ фывапролджэ ячсмитьбю',
    '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/ 1qazxsw23edcvfr45tgbnhy67ujm qazwsxedcrfvtgbyhnujmikolp',
    '1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5y6u7i8o9p0 zaq12wsxcde34rfvbgt56yhn zaq1xsw2cde3vfr4bgt5nhy6',
    'qawsedrftgyhujikolp 1a2b3c4d5e6f7g8h9i0j a1b2c3d4e5f6g7h8i9j0 a1s2d3f4g5h6j7k8l9 aabbccddeeffgghh',
    '00112233445566778899 1122334455667788990 147258369 159357 753951 789456123 963852741 741852963 142536',
    '1!2@3#4$5%6^7&8*9(0) !1@2#3$4%5^6&7*8(9)0 192837465 102030405060708090 13579 24680',
]
    .join(' ')
    .split(' ');
const trodden = [...walks, ...walks.map((walk) => walk.split('').toReversed().join(''))];
/** Beyond this many units a password that is still one piece dressed up is not worth the search. */
const searchedLength = 64;
/** Digits and signs around a piece that cost a guesser next to nothing: `2024!`, `#1`. */
const maxDecoration = 4;
const shortestWord = 3;
const longestWord = 24;
const shortestRun = 3;
/**
 * Whether a password is among the first that are guessed: a common word, the name of its owner or of
 * the product, a walk over the keyboard, a count or a repetition, in any case, with the usual digits for
 * letters, and dressed with up to four digits or signs. The whole value is judged, never a part of
 * it: several words are a passphrase (NIST SP 800-63B-4 §3.1.1.2, ASVS 6.2.4, 6.2.11).
 */
export function isGuessable(password, about = {}, forbidden = []) {
    const value = password.toLowerCase();
    const own = new Set(ownWords(about, forbidden));
    const isWord = (text) => commonWords.has(text) || own.has(text);
    return [value, undecorated(value), value.replaceAll(/[\s._-]/g, '')].some((text) => repeatedUnit(text).length <= shortestRun || consistsOf(repeatedUnit(text), isWord));
}
/** `passwordpassword` → `password`. */
const repeatedUnit = (text) => /^(.+?)\1+$/su.exec(text)?.[1] ?? text;
/** `letmeinletmein1!` → `letmeinletmein`, as long as little enough is taken away. */
function undecorated(text) {
    const core = text.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}]+$/u, '');
    return core !== '' && text.length - core.length <= maxDecoration ? core : text;
}
function ownWords({ username, email }, forbidden) {
    const [local = '', domain = ''] = email?.split('@') ?? [];
    const words = [username, email, local, domain, domain.split('.')[0], ...forbidden];
    return words
        .flatMap((word) => (word === undefined ? [] : [word, word.replaceAll(/[^\p{L}\p{N}]/gu, '')]))
        .map((word) => word.normalize('NFC').toLowerCase())
        .filter((word) => word.length >= shortestWord);
}
/** Whether a text is made of runs, at most one word and a little decoration, and nothing else. */
function consistsOf(text, isWord) {
    if (isWord(text))
        return true;
    if (text.length > searchedLength)
        return false;
    const spellings = [text, unleet(text, 'i'), unleet(text, 'l')];
    // Least decoration with which the first `n` units can be explained, without and with a word.
    const plain = [0];
    const worded = [Infinity];
    for (let start = 0; start < text.length; start += 1) {
        const [before, beforeWorded] = [plain[start] ?? Infinity, worded[start] ?? Infinity];
        if (Math.min(before, beforeWorded) > maxDecoration)
            continue;
        const ends = runsFrom(text, start).map((end) => [end, 0]);
        if (/^(19|20)\d\d/.test(text.slice(start, start + 4)))
            ends.push([start + 4, 1]);
        if (!/\p{L}/u.test(text.charAt(start)))
            ends.push([start + 1, 1]);
        for (const [end, cost] of ends) {
            reach(plain, end, before + cost);
            reach(worded, end, beforeWorded + cost);
        }
        for (let end = start + shortestWord; end <= Math.min(text.length, start + longestWord); end += 1) {
            if (spellings.some((spelling) => isWord(spelling.slice(start, end))))
                reach(worded, end, before);
        }
    }
    return Math.min(plain[text.length] ?? Infinity, worded[text.length] ?? Infinity) <= maxDecoration;
}
function reach(costs, end, cost) {
    costs[end] = Math.min(costs[end] ?? Infinity, cost);
}
/** Where runs that begin here may end: `aaaa`, `4567`, `poiuy`. */
function runsFrom(text, start) {
    const ends = [];
    for (let end = start + shortestRun; end <= text.length; end += 1) {
        const run = text.slice(start, end);
        const repeats = run === run.charAt(0).repeat(run.length);
        if (!repeats && !trodden.some((walk) => walk.includes(run)))
            break;
        ends.push(end);
    }
    return ends;
}
const letters = {
    '0': 'o',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '@': 'a',
    $: 's',
    '!': 'i',
};
const unleet = (text, one) => text.replaceAll(/[013457@$!]/g, (sign) => letters[sign] ?? one);
