/** A command that was typed wrongly, or needs something it was not given. */
export declare class UsageError extends Error {
}
/** Something that is asked for and cannot be, such as a session that does not exist. Nothing was changed. */
export declare class Refused extends Error {
}
/** Some of what was asked for was refused; the rest is done. */
export declare class PartlyDone extends Error {
}
/** What the work gives. Its TypeErrors and RangeErrors are mistakes in what was typed, or in a key. */
export declare function typed<Result>(work: () => Result): Result;
/** Exit codes are a contract: scripts branch on them. */
export declare const exitCodes: {
    readonly 0: 'done';
    readonly 1: 'failed: the system did not do its part (disk, port, database)';
    readonly 2: 'usage: a wrong flag, setting or environment variable, or a missing --yes';
    readonly 3: 'refused: no such account, a name taken, a weak password, a bad token; nothing was changed';
    readonly 4: 'done in part: some rows of a file were not imported';
};
export declare function exitCodeOf(error: unknown): keyof typeof exitCodes;
