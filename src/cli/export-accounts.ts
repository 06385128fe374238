import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { AccountRecord, FlaskIdentity } from '../accounts/index.ts'
import { accountPage } from '../defaults.ts'
import { randomId } from '../random.ts'
import type { Store } from '../storage/index.ts'
import { joinNames } from './account-cells.ts'
import { exportedColumns } from './account-columns.ts'
import { databaseSettings, type Command } from './command.ts'
import { withStore } from './database.ts'
import { Refused, UsageError } from './failures.ts'
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
      if (output === undefined) return print(store, format, terminal.output)
      await writeFile(output, lines(store, format))
      terminal.say(`Wrote the accounts to ${output}.`, { output })
    })
  },
}

/** A file that is whole or not there. One that exists is left alone: others may be able to read it. */
async function writeFile(path: string, content: AsyncIterable<string>): Promise<void> {
  if (existsSync(path)) throw new Refused('--output: the file is there already')
  const draft = `${path}.${randomId()}`
  try {
    const file = await open(draft, 'wx', 0o600)
    await pipeline(content, file.createWriteStream({ flush: true }))
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Standard output stays open; what it still holds is waited for, or the end of the process would cut it off. */
async function print(store: Store, format: Format, output: Writable): Promise<void> {
  await pipeline(Readable.from(lines(store, format)), output, { end: false })
  await new Promise<void>((resolve, reject) => {
    output.write('', (error) => (error ? reject(error) : resolve()))
  })
}

async function* lines(store: Store, format: Format): AsyncGenerator<string> {
  const line = format === 'csv' ? csvLine : jsonLine
  if (format === 'csv') yield `${exportedColumns.join(',')}\r\n`
  let after = ''
  for (;;) {
    const page = await store.listAccounts({ after, limit: accountPage.max })
    const last = page.at(-1)
    if (!last) return
    const identities = await Promise.all(page.map(({ id }) => store.findFlaskIdentity(id)))
    yield page.map((record, at) => line(cellsOf(record, identities[at]))).join('')
    after = last.id
  }
}

type Cells = Readonly<
  Record<(typeof exportedColumns)[number], string | number | readonly string[] | undefined>
>

const cellsOf = (record: AccountRecord, identity: FlaskIdentity | undefined): Cells => ({
  ...record,
  accountId: record.id,
  fsUniquifier: identity?.uniquifier,
  fsPasswordVersion: identity?.passwordVersion,
  fsTokensFrom: identity?.tokensFrom,
  fsTokenUniquifier: identity?.tokenUniquifier,
  fsConfirmedEmail: identity?.confirmedEmail,
})

const jsonLine = (cells: Cells): string =>
  `${JSON.stringify(Object.fromEntries(exportedColumns.map((name) => [name, cells[name]])))}\n`

/** RFC 4180 §2. */
function csvLine(cells: Cells): string {
  const texts = exportedColumns.map((column) => {
    const value = cells[column] ?? ''
    const cell = typeof value === 'object' ? joinNames(value) : String(value)
    return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  })
  return `${texts.join(',')}\r\n`
}
