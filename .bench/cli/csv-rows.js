import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { decodeUtf8 } from '../bytes.js';
import { importedRowBytes } from '../defaults.js';
import { UsageError } from './failures.js';
import { notUtf8, RowProblem, tooLong } from './row.js';
// CSV as RFC 4180 has it, with a header. Where quotes do not match, reading ends: a guess where the next row
// begins could make an account of what somebody wrote into a cell.
export async function* readCsv(bytes, onHeader) {
    const parser = parse({
        encoding: null,
        info: true,
        max_record_size: importedRowBytes,
        relax_column_count: true,
        skip_empty_lines: true,
        skip_records_with_error: true,
    });
    // An error would overtake the rows before it, which are still on their way.
    parser.once('skip', (error) => parser.push(error));
    // What goes wrong with the file comes out of the parser.
    pipeline(bytes, parser, () => { });
    // As `info`, `encoding` and the line above make them.
    const records = parser;
    let names;
    let line = 0;
    for await (const parsed of records) {
        if (parsed instanceof CsvError) {
            yield { line: line + 1, problem: problemOf(parsed) };
            return;
        }
        line = parsed.info.lines;
        const cells = textsOf(parsed.record);
        if (names) {
            yield rowOf(line, names, cells);
            continue;
        }
        if (!cells)
            throw new UsageError('the header is not UTF-8');
        onHeader(cells);
        names = cells;
    }
}
function rowOf(line, names, values) {
    if (!values)
        return { line, problem: notUtf8() };
    if (values.length === names.length)
        return { line, names, values };
    const message = `expected ${names.length} cells, got ${values.length}`;
    return { line, problem: new RowProblem('csv_malformed', message) };
}
function textsOf(cells) {
    const texts = cells.map((cell) => decodeUtf8(cell));
    return texts.every((text) => text !== undefined) ? texts : undefined;
}
function problemOf({ code }) {
    const { code: name, message } = code === 'CSV_MAX_RECORD_SIZE'
        ? tooLong()
        : new RowProblem('csv_malformed', 'its quotes do not match');
    return new RowProblem(name, `${message}; nothing from here on was read`);
}
