/** Text of U+0000 to U+00FF only. */
export type ByteString = string;
export declare const isAscii: (text: string) => boolean;
/** `undefined` for text with a lone surrogate, which has no UTF-8. */
export declare function toByteString(value: string | Uint8Array): ByteString | undefined;
export declare const bytesOf: (bytes: ByteString) => Uint8Array;
/** `undefined` for what is not UTF-8. */
export declare const textOf: (bytes: ByteString) => string | undefined;
/** As Python prints `bytes`. */
export declare function reprOf(bytes: ByteString): string;
