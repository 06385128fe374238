import { open, unlink } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { AccountRecord } from '../accounts/index.ts'
import { accountPage } from '../defaults.ts'
import type { Store } from '../storage/index.ts'
import { joinNames } from './account-cells.ts'
import { exportedColumns } from './account-columns.ts'
import { databaseSettings, type Command } from './command.ts'
import { withStore } from './database.ts'
import { UsageError } from './failures.ts'
import { formatOf, type Format } from './rows.ts'

export const exportAccounts: Command = {
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
    const output = text('output')
    const format = formatOf(text('format'), output)
    if (output === undefined && terminal.output.isTTY === true && !has('yes')) {
      throw new UsageError('password hashes do not belong on a terminal: --output, or --yes')
    }
    await withStore(config, async (store) => {
      if (output === undefined) return write(store, format, terminal.output)
      await writeFile(output, (file) => write(store, format, file))
      terminal.say(`Wrote the accounts to ${output}.`, { output })
    })
  },
}

/** A file that is whole or not there; one that exists is left alone, with whoever may read it. */
async function writeFile(path: string, fill: (file: Writable) => Promise<void>): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await fill(file.createWriteStream({ flush: true }))
  } catch (error) {
    await unlink(path)
    throw error
  }
}

// Whoever gave us standard output closes it.
const write = (store: Store, format: Format, to: Writable): Promise<void> =>
  pipeline(Readable.from(lines(store, format)), to, { end: to !== process.stdout })

async function* lines(store: Store, format: Format): AsyncGenerator<string> {
  const line = format === 'csv' ? csvLine : jsonLine
  if (format === 'csv') yield `${exportedColumns.join(',')}\r\n`
  let after = ''
  for (;;) {
    const page = await store.listAccounts({ after, limit: accountPage.max })
    const last = page.at(-1)
    if (!last) return
    yield page.map((record) => line(record)).join('')
    after = last.id
  }
}

const cellOf = (record: AccountRecord, column: (typeof exportedColumns)[number]) =>
  column === 'accountId' ? record.id : record[column]

const jsonLine = (record: AccountRecord): string =>
  `${JSON.stringify(Object.fromEntries(exportedColumns.map((name) => [name, cellOf(record, name)])))}\n`

/** RFC 4180 §2. */
function csvLine(record: AccountRecord): string {
  const cells = exportedColumns.map((column) => {
    const value = cellOf(record, column) ?? ''
    const cell = typeof value === 'object' ? joinNames(value) : String(value)
    return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  })
  return `${cells.join(',')}\r\n`
}
