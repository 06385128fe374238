import type { Statement } from '../storage/sql-store.ts';
/** What the writer's thread is started with. */
export interface WriterOptions {
    readonly file: string;
    readonly durability: 'full' | 'normal';
}
/** Statements that take effect together or not at all. */
export type Batch = readonly Statement[];
/** Batches for one transaction. */
export interface Group {
    readonly batches: readonly Batch[];
    /** Seconds to wait for a lock. */
    readonly patience: number;
    /** None of the batches has to wait for an fsync. */
    readonly relaxed: boolean;
}
/** What became of one batch. */
export type Outcome = {
    readonly rows: readonly (readonly unknown[])[];
    readonly stoppedAt: number | undefined;
}
/** A statement failed by its own fault, and nothing of its batch took effect. */
 | {
    readonly error: Error;
};
export type Request = Group | 'close';
/** The answer to one request; the first one says whether the database could be opened. */
export type Reply = {
    readonly kind: 'opened';
}
/** The outcome of each batch, durable. */
 | {
    readonly kind: 'written';
    readonly outcomes: readonly Outcome[];
}
/** Nothing was written; a later try may succeed. */
 | {
    readonly kind: 'unavailable';
    readonly error: Error;
}
/** The database could not be opened, or what it holds is unknown from here on. */
 | {
    readonly kind: 'failed';
    readonly error: Error;
};
