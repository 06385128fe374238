const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
// crypt(3)'s base64: another alphabet, and the lowest bits come first.
/** The bytes in the order given, which is part of most schemes. */
export function encodeHash64(bytes, order = [...bytes.keys()]) {
    let text = '';
    for (let at = 0; at < order.length; at += 3) {
        const group = order.slice(at, at + 3).map((index) => bytes[index] ?? 0);
        const value = (group[0] ?? 0) | ((group[1] ?? 0) << 8) | ((group[2] ?? 0) << 16);
        for (let digit = 0; digit <= group.length; digit += 1) {
            text += alphabet.charAt((value >> (6 * digit)) & 63);
        }
    }
    return text;
}
/** The number, lowest digit first. Every character is one of the alphabet. */
export const hash64Number = (text) => Array.from(text).reduceRight((value, digit) => value * 64 + alphabet.indexOf(digit), 0);
/** The bytes, or `undefined` when the text is not their one spelling. */
export function decodeHash64(text) {
    const groups = text.match(/.{1,4}/gs) ?? [];
    const bytes = groups.flatMap((group) => {
        const value = hash64Number(group);
        return [value & 255, (value >> 8) & 255, (value >> 16) & 255].slice(0, group.length - 1);
    });
    const decoded = Uint8Array.from(bytes);
    return encodeHash64(decoded) === text ? decoded : undefined;
}
/** 64 bits as des_crypt writes them: highest first, with two bits of zero behind them. */
export function encodeHash64BigEndian(bits) {
    const padded = [...bits, 0, 0];
    let text = '';
    for (let at = 0; at < padded.length; at += 6) {
        text += alphabet.charAt(padded.slice(at, at + 6).reduce((value, bit) => value * 2 + bit, 0));
    }
    return text;
}
