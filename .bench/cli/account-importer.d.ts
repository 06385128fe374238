import type { HashInspection } from '../passwords/index.ts';
import type { Store } from '../storage/index.ts';
import type { AccountColumns } from './account-columns.ts';
import { RowProblem } from './row.ts';
import type { Row } from './row.ts';
export interface ImporterOptions {
    readonly store: Pick<Store, 'insertAccount' | 'findAccountById' | 'findAccountByUsername' | 'findAccountByEmail' | 'findFlaskIdentity' | 'putFlaskIdentity'>;
    readonly columns: AccountColumns;
    /** Seconds since 1970. */
    readonly now: number;
    /** Whether Flask-Security made the hashes. */
    readonly fromFlaskSecurity: boolean;
    /** Whether to look only. */
    readonly dryRun: boolean;
}
/** What became of a row. */
export type Outcome = {
    readonly kind: 'imported' | 'there';
    readonly hash?: HashInspection;
    readonly named: boolean;
} | {
    readonly kind: 'different' | 'refused';
    readonly line: number;
    readonly problem: RowProblem;
};
/** Makes accounts of rows. Stopped at any moment, it can begin again: what is there already stays as it is. */
export declare class AccountImporter {
    #private;
    constructor(options: ImporterOptions);
    /** The outcomes, in the order of the rows. @throws {PartlyDone} for more rows than a file may have. */
    import(rows: readonly Row[]): Promise<readonly Outcome[]>;
}
