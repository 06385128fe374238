import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { systemClock } from '../clock.js';
import { importBatch, importProblemsShown } from '../defaults.js';
import { memory } from '../storage/index.js';
import { AccountColumns } from './account-columns.js';
import { AccountImporter } from './account-importer.js';
import { databaseSettings } from './command.js';
import { hasDatabase, withStore } from './database.js';
import { PartlyDone, UsageError } from './failures.js';
import { ImportReport } from './import-report.js';
import { formatOf, readRows } from './rows.js';
export const importAccounts = {
    name: 'import accounts',
    summary: 'make accounts of the rows of a CSV or JSON lines file; - is standard input',
    argument: '<file>',
    settings: databaseSettings,
    options: [
        { flag: '--format <format>', help: 'csv or jsonl (default: by the extension)' },
        {
            flag: '--map <theirs=ours>',
            help: 'what a column says: docs/importing.md; may be repeated',
            repeated: true,
        },
        { flag: '--hashes <origin>', help: 'flask-security: it made the password hashes' },
        { flag: '--dry-run', help: 'say what would be done, and write nothing' },
        {
            flag: '--max-errors <N>',
            help: `rows to tell of that were not imported (default: ${importProblemsShown})`,
        },
    ],
    examples: [
        'import accounts users.csv --dry-run',
        'import accounts users.csv --map login=username --map mail=email',
        'import accounts user.csv --hashes flask-security',
        'import accounts - --format jsonl --json < users.jsonl',
    ],
    run: async (call) => {
        const { config, terminal, has } = call;
        const dryRun = has('dry-run');
        const report = new ImportReport(terminal, { problemsShown: problemsShown(call) });
        const columns = new AccountColumns(call.list('map'));
        const fromFlaskSecurity = isFromFlaskSecurity(call);
        const source = await open(call, columns);
        const importAll = async (store) => {
            const now = systemClock();
            const importer = new AccountImporter({ store, columns, now, fromFlaskSecurity, dryRun });
            try {
                for await (const rows of batches(source.rows)) {
                    const outcomes = await importer.import(rows);
                    terminal.progress('');
                    for (const outcome of outcomes)
                        report.add(outcome);
                    terminal.progress(`${report.rows} rows`, source.share());
                }
            }
            finally {
                terminal.progress('');
            }
        };
        // A dry run makes no database: against none, everything is new.
        if (dryRun && !hasDatabase(config))
            await importAll(memory());
        else
            await withStore(config, importAll, { create: !dryRun });
        await report.show({ dryRun, ignored: columns.ignored });
        if (report.left > 0)
            throw new PartlyDone(`${report.left} rows were not imported`);
    },
};
async function open({ argument = '', terminal, text }, columns) {
    const format = formatOf(text('format'), argument);
    const onHeader = (names) => void columns.of(names);
    if (argument === '-') {
        return { rows: readRows(terminal.input, { format, onHeader }), share: () => undefined };
    }
    const { size } = await stat(argument);
    const file = createReadStream(argument);
    const rows = readRows(file, { format, onHeader });
    return { rows, share: () => (size === 0 ? undefined : file.bytesRead / size) };
}
async function* batches(rows) {
    let batch = [];
    for await (const row of rows) {
        batch.push(row);
        if (batch.length < importBatch)
            continue;
        yield batch;
        batch = [];
    }
    if (batch.length > 0)
        yield batch;
}
function problemsShown({ text }) {
    const named = text('max-errors') ?? String(importProblemsShown);
    if (/^\d{1,9}$/.test(named))
        return Number(named);
    throw new UsageError('--max-errors: expected a whole number');
}
function isFromFlaskSecurity({ text }) {
    const origin = text('hashes');
    if (origin !== undefined && origin !== 'flask-security') {
        throw new UsageError('--hashes: expected flask-security');
    }
    return origin !== undefined;
}
