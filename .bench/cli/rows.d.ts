import type { Readable } from 'node:stream';
import type { OnHeader } from './csv-rows.ts';
import type { Row } from './row.ts';
export declare const formats: readonly ['csv', 'jsonl'];
export type Format = (typeof formats)[number];
/** As `--format` says, or by the extension. @throws {UsageError} */
export declare function formatOf(named: string | undefined, file?: string): Format;
/**
 * The rows of a file, one at a time: however long the file is, no more than a row is held. `onHeader` is told
 * the names of columns that all rows share, and may throw.
 */
export declare function readRows(input: Readable, { format, onHeader }: {
    readonly format: Format;
    readonly onHeader: OnHeader;
}): AsyncGenerator<Row>;
