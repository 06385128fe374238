/** Tries again while the database is locked by somebody else. Times are seconds; it blocks its thread. */
export declare function patiently<Result>(attempt: () => Result, { patience, pause }: {
    readonly patience: number;
    readonly pause: number;
}): Result;
