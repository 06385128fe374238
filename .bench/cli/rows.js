import { readCsv } from './csv-rows.js';
import { UsageError } from './failures.js';
import { readJsonLines } from './json-rows.js';
export const formats = ['csv', 'jsonl'];
/** As `--format` says, or by the extension. @throws {UsageError} */
export function formatOf(named, file = '') {
    const extension = /\.(csv|jsonl|ndjson)$/i.exec(file)?.[1]?.toLowerCase();
    const name = named ?? (extension === 'ndjson' ? 'jsonl' : extension);
    const format = formats.find((candidate) => candidate === name);
    if (format)
        return format;
    throw new UsageError('--format: expected csv or jsonl');
}
/**
 * The rows of a file, one at a time: however long the file is, no more than a row is held. `onHeader` is told
 * the names of columns that all rows share, and may throw.
 */
export function readRows(input, { format, onHeader }) {
    const bytes = withoutMark(input);
    return format === 'csv' ? readCsv(bytes, onHeader) : readJsonLines(bytes);
}
// Excel and PowerShell begin UTF-8 with a byte order mark.
async function* withoutMark(input) {
    const mark = Buffer.from('\u{feff}');
    let isFirst = true;
    for await (const chunk of input) {
        const bytes = Buffer.from(chunk);
        yield isFirst && bytes.subarray(0, mark.length).equals(mark)
            ? bytes.subarray(mark.length)
            : bytes;
        isFirst = false;
    }
}
