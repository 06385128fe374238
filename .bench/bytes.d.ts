/** UTF-8. A lone surrogate becomes U+FFFD; where that matters, ask `text.isWellFormed()` first. */
export declare const encodeUtf8: (text: string) => Uint8Array;
/** The text, or `undefined` when the bytes are not UTF-8. */
export declare function decodeUtf8(bytes: Uint8Array): string | undefined;
/** RFC 4648 §5 without padding. */
export declare const encodeBase64url: (bytes: Uint8Array) => string;
/**
 * The bytes, or `undefined` when the text is not the one canonical spelling of them.
 * Node's decoder skips what it does not know and ignores stray bits, so that one signature has
 * many spellings; encoding again is the cheapest proof that it did neither.
 */
export declare function decodeBase64url(text: string): Uint8Array | undefined;
/** The parts, one after the other. */
export declare const concatBytes: (...parts: readonly Uint8Array[]) => Uint8Array;
/** Whether two secrets are equal, in a time that does not depend on where they differ. */
export declare const equalSecrets: (a: Uint8Array, b: Uint8Array) => boolean;
