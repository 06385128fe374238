/** A row of a file, or why it is none. */
export type Row = {
    readonly line: number;
    readonly names: readonly string[];
    readonly values: readonly unknown[];
} | {
    readonly line: number;
    readonly problem: RowProblem;
};
/** Why a row is refused. Never quotes it: it may hold a password. */
export declare class RowProblem extends Error {
    readonly code: string;
    constructor(code: string, message: string);
}
export declare const notUtf8: () => RowProblem;
export declare const tooLong: () => RowProblem;
