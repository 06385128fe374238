import { timingSafeEqual } from 'node:crypto';
const encoder = new TextEncoder();
// Fatal, and keeping a BOM: a second reading of the same bytes must not exist (RFC 8725 §3.7).
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** UTF-8. A lone surrogate becomes U+FFFD; where that matters, ask `text.isWellFormed()` first. */
export const encodeUtf8 = (text) => encoder.encode(text);
/** The text, or `undefined` when the bytes are not UTF-8. */
export function decodeUtf8(bytes) {
    try {
        return decoder.decode(bytes);
    }
    catch {
        return undefined;
    }
}
const view = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
/** RFC 4648 §5 without padding. */
export const encodeBase64url = (bytes) => view(bytes).toString('base64url');
/**
 * The bytes, or `undefined` when the text is not the one canonical spelling of them.
 * Node's decoder skips what it does not know and ignores stray bits, so that one signature has
 * many spellings; encoding again is the cheapest proof that it did neither.
 */
export function decodeBase64url(text) {
    const bytes = Buffer.from(text, 'base64url');
    return bytes.toString('base64url') === text ? bytes : undefined;
}
/** The parts, one after the other. */
export const concatBytes = (...parts) => Buffer.concat(parts);
/** Whether two secrets are equal, in a time that does not depend on where they differ. */
export const equalSecrets = (a, b) => a.byteLength === b.byteLength && timingSafeEqual(a, b);
