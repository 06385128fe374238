/**
 * Bytes of the zlib stream where it is shorter than the text; where it is not, no less than the text has.
 * `undefined` where the text would have to be compressed to know.
 */
export declare function deflatedSize(text: Uint8Array): number | undefined;
