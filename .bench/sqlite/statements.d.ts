import type { DatabaseSync } from 'node:sqlite';
import type { SqlValue } from '../storage/sql-store.ts';
/** A connection's prepared statements by their text; the longest kept one makes room for a new one. */
export declare class Statements {
    #private;
    constructor(database: DatabaseSync);
    all(sql: string, parameters?: readonly SqlValue[]): unknown[];
}
