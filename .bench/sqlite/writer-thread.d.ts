import type { Batch, Outcome, WriterOptions } from './messages.ts';
/**
 * The caller's end of the writer's thread. What is asked for while a transaction is under way makes
 * up the next one: the longer the disk takes, the more writes share its next fsync.
 *
 * The thread keeps the process alive only while a write is pending.
 */
export declare class WriterThread {
    #private;
    constructor(options: WriterOptions, onFatal: (error: Error) => void);
    /** Fulfilled when the database is open; rejected when it cannot be. */
    get opened(): Promise<void>;
    /** Fulfilled when the batch is durable (if `relaxed`, against the end of the process only) or was stopped by a guard. */
    write(batch: Batch, relaxed?: boolean): Promise<Exclude<Outcome, {
        error: Error;
    }>>;
    /** Writes what is waiting, moves the log into the database and ends the thread. */
    close(): Promise<void>;
}
