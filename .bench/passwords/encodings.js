// How stored hashes spell bytes. Each answers `undefined` for a text that is not the one spelling of any.
/** RFC 4648 §4, as Django writes it. */
export function decodeBase64(text) {
    const bytes = Buffer.from(text, 'base64');
    return bytes.toString('base64') === text ? bytes : undefined;
}
/** The same without padding, as PHC strings have it. */
export const decodeUnpadded = (text) => text.length % 4 === 1 ? undefined : decodeBase64(text.padEnd(Math.ceil(text.length / 4) * 4, '='));
/** passlib's `ab64`: unpadded, with a full stop for the plus. */
export const decodeAdapted = (text) => text.includes('+') ? undefined : decodeUnpadded(text.replaceAll('.', '+'));
/** Lower case. */
export function decodeHex(text) {
    const bytes = Buffer.from(text, 'hex');
    return bytes.toString('hex') === text ? bytes : undefined;
}
