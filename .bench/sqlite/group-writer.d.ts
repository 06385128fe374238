import { DatabaseSync } from 'node:sqlite';
import type { Group, Reply, WriterOptions } from './messages.ts';
/**
 * Writes groups of batches, each group in one transaction and so with one fsync. Every batch has its
 * own savepoint: one that is refused takes none of the others with it.
 */
export declare class GroupWriter {
    #private;
    /** `database` is open for writing, in WAL mode, and does not checkpoint by itself. */
    constructor(database: DatabaseSync, { file, durability }: WriterOptions);
    write({ batches, patience, relaxed }: Group): Reply;
    /**
     * Moves the log into the database when it has grown; called when nobody is waiting for an answer.
     * SQLite would do it inside a COMMIT and swallow a failed fsync, after which the log is reused.
     */
    checkpointIfDue(): Reply | undefined;
    /** Leaves everything in the database file, where no reader of another process prevents it. */
    close(): void;
}
