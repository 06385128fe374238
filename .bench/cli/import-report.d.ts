import type { Outcome } from './account-importer.ts';
import type { Terminal } from './terminal.ts';
/** Counts what became of rows, and tells of those that were refused. */
export declare class ImportReport {
    #private;
    constructor(terminal: Terminal, options: {
        readonly problemsShown: number;
    });
    get rows(): number;
    /** Rows whose account is not there as the row has it. */
    get left(): number;
    add(outcome: Outcome): void;
    /** The last word. */
    show(about: {
        readonly dryRun: boolean;
        readonly ignored: readonly string[];
    }): Promise<void>;
}
