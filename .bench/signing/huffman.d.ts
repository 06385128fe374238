/** A code: the last symbol that has one, and the bits of all that was counted. */
export interface Code {
    readonly last: number;
    readonly bits: number;
}
/** Writes the length of the code of each symbol into `lengths`, 0 for those that do not occur. */
export declare function codeLengths(counts: Uint16Array, lengths: Uint8Array): Code;
