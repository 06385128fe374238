/** The bytes in the order given, which is part of most schemes. */
export declare function encodeHash64(bytes: Uint8Array, order?: readonly number[]): string;
/** The number, lowest digit first. Every character is one of the alphabet. */
export declare const hash64Number: (text: string) => number;
/** The bytes, or `undefined` when the text is not their one spelling. */
export declare function decodeHash64(text: string): Uint8Array | undefined;
/** 64 bits as des_crypt writes them: highest first, with two bits of zero behind them. */
export declare function encodeHash64BigEndian(bits: readonly number[]): string;
