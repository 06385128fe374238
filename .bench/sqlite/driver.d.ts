import type { SqlDriver, Statement, WriteOptions, WriteResult } from '../storage/sql-store.ts';
import type { WriterOptions } from './messages.ts';
/**
 * Reads on the caller's thread, from a connection that can do nothing else: under WAL a read waits for
 * nobody. Writes go to a thread of their own.
 */
export declare class SqliteDriver implements SqlDriver {
    #private;
    constructor(options: WriterOptions, onFatal: (error: Error) => void);
    /** Opens the database, once; after a failure it may be tried again. */
    open(): Promise<void>;
    read<Row>(statement: Statement<Row>): Promise<readonly Row[]>;
    write<const Batch extends readonly Statement[]>(batch: Batch, { relaxed }?: WriteOptions): Promise<WriteResult<Batch>>;
    dataVersion(): Promise<number>;
    close(): Promise<void>;
}
