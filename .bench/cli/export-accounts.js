import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { accountPage } from '../defaults.js';
import { randomId } from '../random.js';
import { joinNames } from './account-cells.js';
import { exportedColumns } from './account-columns.js';
import { databaseSettings } from './command.js';
import { withStore } from './database.js';
import { Refused, UsageError } from './failures.js';
import { formatOf } from './rows.js';
export const exportAccounts = {
    name: 'export accounts',
    summary: 'write all accounts with their password hashes, as import accounts reads them',
    settings: databaseSettings,
    options: [
        { flag: '--format <format>', help: 'csv or jsonl (default: by the extension)' },
        { flag: '--output <file>', help: 'a new file, mode 0600 (default: standard output)' },
        { flag: '--yes', help: 'write hashes to a terminal too' },
    ],
    examples: [
        'export accounts --output accounts.csv',
        'export accounts --format jsonl | gzip > accounts.jsonl.gz',
    ],
    run: async ({ config, terminal, text, has }) => {
        const output = text('output');
        const format = formatOf(text('format'), output);
        if (output === undefined && terminal.output.isTTY === true && !has('yes')) {
            throw new UsageError('password hashes do not belong on a terminal: --output, or --yes');
        }
        await withStore(config, async (store) => {
            if (output === undefined)
                return print(store, format, terminal.output);
            await writeFile(output, lines(store, format));
            terminal.say(`Wrote the accounts to ${output}.`, { output });
        });
    },
};
/** A file that is whole or not there. One that exists is left alone: others may be able to read it. */
async function writeFile(path, content) {
    if (existsSync(path))
        throw new Refused('--output: the file is there already');
    const draft = `${path}.${randomId()}`;
    try {
        const file = await open(draft, 'wx', 0o600);
        await pipeline(content, file.createWriteStream({ flush: true }));
        await rename(draft, path);
    }
    catch (error) {
        await rm(draft, { force: true });
        throw error;
    }
}
/** Standard output stays open; what it still holds is waited for, or the end of the process would cut it off. */
async function print(store, format, output) {
    await pipeline(Readable.from(lines(store, format)), output, { end: false });
    await new Promise((resolve, reject) => {
        output.write('', (error) => (error ? reject(error) : resolve()));
    });
}
async function* lines(store, format) {
    const line = format === 'csv' ? csvLine : jsonLine;
    if (format === 'csv')
        yield `${exportedColumns.join(',')}\r\n`;
    let after = '';
    for (;;) {
        const page = await store.listAccounts({ after, limit: accountPage.max });
        const last = page.at(-1);
        if (!last)
            return;
        yield page.map((record) => line(record)).join('');
        after = last.id;
    }
}
const cellOf = (record, column) => column === 'accountId' ? record.id : record[column];
const jsonLine = (record) => `${JSON.stringify(Object.fromEntries(exportedColumns.map((name) => [name, cellOf(record, name)])))}\n`;
/** RFC 4180 §2. */
function csvLine(record) {
    const cells = exportedColumns.map((column) => {
        const value = cellOf(record, column) ?? '';
        const cell = typeof value === 'object' ? joinNames(value) : String(value);
        return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    });
    return `${cells.join(',')}\r\n`;
}
