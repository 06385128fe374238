import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { systemClock } from '../clock.ts'
import { importBatch, importProblemsShown } from '../defaults.ts'
import { memory } from '../storage/index.ts'
import type { Store } from '../storage/index.ts'
import type { ReadOptions } from './account-candidate.ts'
import { AccountColumns } from './account-columns.ts'
import { AccountImporter } from './account-importer.ts'
import { databaseSettings, type Call, type Command } from './command.ts'
import { hasDatabase, withStore } from './database.ts'
import { EarlierRows } from './earlier-rows.ts'
import { PartlyDone, UsageError } from './failures.ts'
import { ImportReport } from './import-report.ts'
import type { Row } from './row.ts'
import { formatOf, readRows } from './rows.ts'

export const importAccounts: Command = {
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
    {
      flag: '--since <file>',
      help: 'an earlier file of the same users: passwords that changed in between are taken over',
    },
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
    'import accounts user-tuesday.csv --since user-monday.csv --hashes flask-security',
    'import accounts - --format jsonl --json < users.jsonl',
  ],
  run: async (call) => {
    const { config, terminal, has } = call
    const dryRun = has('dry-run')
    const report = new ImportReport(terminal, { problemsShown: problemsShown(call) })
    const columns = new AccountColumns(call.list('map'))
    const fromFlaskSecurity = isFromFlaskSecurity(call)
    const reading = { now: systemClock(), fromFlaskSecurity }
    const earlier = await readEarlier(call, reading)
    const source = await open(call, columns)
    const importAll = async (store: Store): Promise<void> => {
      const importer = new AccountImporter({ ...reading, columns, store, earlier, dryRun })
      try {
        for await (const rows of batches(source.rows)) {
          const outcomes = await importer.import(rows)
          terminal.progress('')
          for (const outcome of outcomes) report.add(outcome)
          terminal.progress(`${report.rows} rows`, source.share())
        }
      } finally {
        terminal.progress('')
      }
    }
    // A dry run makes no database: against none, everything is new.
    if (dryRun && !hasDatabase(config)) await importAll(memory())
    else await withStore(config, importAll, { create: !dryRun })
    await report.show({ dryRun, ignored: columns.ignored })
    if (report.left > 0) throw new PartlyDone(`${report.left} rows were not imported`)
  },
}

async function readEarlier(
  { argument = '', list, text }: Call,
  reading: Omit<ReadOptions, 'columns'>,
): Promise<EarlierRows | undefined> {
  const file = text('since')
  if (file === undefined) return undefined
  const columns = new AccountColumns(list('map'))
  const format = formatOf(undefined, file)
  const { mtimeMs } = await stat(file)
  // The two in the wrong order would bring old passwords back.
  if (argument !== '-' && mtimeMs > (await stat(argument)).mtimeMs) {
    throw new UsageError('--since: the file is newer than the other')
  }
  const onHeader = (names: readonly string[]): void => void columns.of(names)
  const earlier = new EarlierRows()
  await earlier.read(readRows(createReadStream(file), { format, onHeader }), {
    ...reading,
    columns,
  })
  return earlier
}

interface Source {
  readonly rows: AsyncIterable<Row>
  /** How much of it was read, from 0 to 1; `undefined` where nobody knows how much there is. */
  readonly share: () => number | undefined
}

async function open(
  { argument = '', terminal, text }: Call,
  columns: AccountColumns,
): Promise<Source> {
  const format = formatOf(text('format'), argument)
  const onHeader = (names: readonly string[]): void => void columns.of(names)
  if (argument === '-') {
    return { rows: readRows(terminal.input, { format, onHeader }), share: () => undefined }
  }
  const { size } = await stat(argument)
  const file = createReadStream(argument)
  const rows = readRows(file, { format, onHeader })
  return { rows, share: () => (size === 0 ? undefined : file.bytesRead / size) }
}

async function* batches(rows: AsyncIterable<Row>): AsyncGenerator<readonly Row[]> {
  let batch: Row[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < importBatch) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function problemsShown({ text }: Call): number {
  const named = text('max-errors') ?? String(importProblemsShown)
  if (/^\d{1,9}$/.test(named)) return Number(named)
  throw new UsageError('--max-errors: expected a whole number')
}

function isFromFlaskSecurity({ text }: Call): boolean {
  const origin = text('hashes')
  if (origin !== undefined && origin !== 'flask-security') {
    throw new UsageError('--hashes: expected flask-security')
  }
  return origin !== undefined
}
