import type { AccountOrigin, NewAccount } from '../accounts/index.ts';
import type { Column } from './account-columns.ts';
/** What a row says about an account, read as what it means and not yet judged. */
export interface AccountCells extends AccountOrigin {
    readonly username?: string;
    readonly email?: string;
    readonly passwordHash?: string;
    readonly roles?: readonly string[];
    readonly scopes?: readonly string[];
    /** How Flask-Security's tokens name the account. */
    readonly fsUniquifier?: string;
}
/** @throws {RowProblem} for a cell that cannot be what its column is for. */
export declare function readCells(said: ReadonlyMap<Column, unknown>, now: number): AccountCells;
/** Several names in one cell, as `readCells` reads them. */
export declare const joinNames: (list: readonly string[]) => string;
/** The account without where it comes from. */
export declare const accountOf: ({ username, email, roles, scopes }: AccountCells, madeUpName: string) => NewAccount;
