/**
 * What an error of SQLite means for the writes of a transaction:
 * `taken`: a unique constraint. `passing`: nothing was written, and a later try may succeed.
 * `fatal`: what is on the disk is unknown from here on. `other`: this statement's own fault.
 */
export type Fault = 'taken' | 'passing' | 'fatal' | 'other';
export declare function faultOf(error: unknown): Fault;
/** SQLite's extended result code; 0 for what is no error of SQLite. */
export declare const resultCode: (error: unknown) => number;
