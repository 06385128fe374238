/** Letters and digits only, so that a double click selects a whole token and no scanner splits it. */
export declare function encodeBase62(value: bigint, length: number): string;
/** The number, or `undefined` when a character is not a digit. */
export declare function decodeBase62(text: string): bigint | undefined;
