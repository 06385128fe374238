import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { SessionEndReason } from '../sessions/index.ts';
import type { Revocation, RevocationStore } from '../tokens/index.ts';
import type { Compiler } from './sql-compiler.ts';
import type { SqlDriver, Statement } from './sql-driver.ts';
import type { Schema } from './sql-schema.ts';
export declare function sqlRevocations(driver: SqlDriver, db: Compiler): RevocationStore;
/** A row of `revocations`, read as {@link revocationColumns}. */
export type RevocationRow = Omit<Revocation, 'issuedUntil'> & {
    readonly issuedUntil: number | null;
};
export declare const toRevocation: (row: RevocationRow) => Revocation;
export interface EndParameters {
    readonly reason: SessionEndReason;
    readonly now: number;
    readonly revokeUntil: number;
}
/** The two statements that end sessions: the first writes and returns their revocations. */
export type EndQueries<Parameters extends object> = (parameters: Parameters & EndParameters) => readonly [Statement<RevocationRow>, Statement];
/** Ends the sessions that `which` holds for and that have not ended yet, expired or not. */
export declare function endQueries<Parameters extends object>(db: Compiler, which: (eb: ExpressionBuilder<Schema, 'sessions'>, parameters: Parameters) => Expression<SqlBool>): EndQueries<Parameters>;
