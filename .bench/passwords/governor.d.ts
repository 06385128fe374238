export interface GovernorOptions {
    /** Jobs under way at once. Default: two a core, of which one hashes and one is ready to. */
    readonly concurrency?: number;
    /** Jobs that may wait. Default: 64. */
    readonly queueLength?: number;
    /** Seconds a job may wait. Default: 5. */
    readonly queueDeadline?: number;
    /** Seconds that never go back. Default: those since the process started. */
    readonly now?: () => number;
}
/**
 * Lets a few expensive jobs run at a time and a bounded number wait, first come first served, so
 * that a flood of sign-ins costs sign-ins and nothing else (L21).
 */
export declare class Governor {
    #private;
    constructor(options?: GovernorOptions);
    /** Jobs that run or wait. */
    get pending(): number;
    /**
     * The job's own outcome.
     *
     * @throws {AuthError} `overloaded` when the queue is full or the job waited too long.
     * @throws the signal's reason when it aborts before the job's turn; afterwards it changes nothing.
     */
    run<T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}
