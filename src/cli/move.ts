import { existsSync } from 'node:fs'
import type { Store } from '../storage/index.ts'
import type { Command } from './command.ts'
import { Refused, UsageError } from './failures.ts'

export const moveCommand: Command = {
  name: 'move',
  summary: 'copy everything to an empty database, and compare; no server may run meanwhile',
  settings: [],
  options: [
    { flag: '--from <database>', help: 'sqlite:FILE or postgres://…' },
    { flag: '--to <database>', help: 'the same; its tables are made' },
  ],
  examples: ['move --from sqlite:./data/latchkey.db --to postgres://latchkey@db.example.com/auth'],
  run: async ({ terminal, text }) => {
    const source = database('--from', text('from'))
    const target = database('--to', text('to'))
    const { file } = source
    // SQLite would make an empty one.
    if (file !== undefined && !existsSync(file)) throw new Refused('--from: there is no such file')
    const { MoveRefused, moveTables } = await import('../storage/sql-store.ts')
    const [from, to] = [await source.open(), await target.open()]
    try {
      await from.migrate()
      await to.migrate()
      const moved = await moveTables(tablesOf(from), tablesOf(to), {
        onProgress: (doing) => terminal.progress(doing),
      }).finally(() => terminal.progress(''))
      terminal.table(
        moved.map(({ table, rows, checksum }) => ({ table, rows, checksum })),
        ['table', 'rows', 'checksum'],
      )
      if (file !== undefined && target.file === undefined) {
        terminal.warn(`the secret stays the same: serve with --secret-file, from ${file}.secret`)
      }
    } catch (error) {
      if (error instanceof MoveRefused) throw new Refused(error.message, { cause: error })
      throw error
    } finally {
      await Promise.all([from.close(), to.close()])
    }
  },
}

interface Database {
  readonly file?: string
  open(): Promise<Store>
}

function database(flag: string, text: string | undefined): Database {
  if (text === undefined) throw new UsageError(`${flag} is missing`)
  const file = /^sqlite:(?!\/\/)(.+)$/.exec(text)?.[1]
  if (file !== undefined) {
    return { file, open: async () => (await import('../sqlite/index.ts')).sqlite(file) }
  }
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) {
    throw new UsageError(`${flag}: expected sqlite:FILE or postgres://USER@HOST/NAME`)
  }
  return { open: async () => (await import('../postgres/index.ts')).postgres(text) }
}

function tablesOf({ tables }: Store): NonNullable<Store['tables']> {
  if (!tables) throw new TypeError('move: expected a store that has tables')
  return tables
}
