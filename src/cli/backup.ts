import { existsSync } from 'node:fs'
import { databaseFile } from '../server/index.ts'
import type { Command } from './command.ts'
import { Refused, UsageError } from './failures.ts'

export const backupCommand: Command = {
  name: 'backup',
  summary: 'copy the database to a file, while servers use it; the secret is not in it',
  argument: '[file]',
  settings: ['data', 'databaseUrl', 'secretFile'],
  examples: ['backup /backup/latchkey-$(date +%F).db'],
  run: async ({ config, terminal, argument: file }) => {
    if (config.databaseUrl !== undefined) {
      throw new UsageError('PostgreSQL has its own: pg_dump, and restore --finish afterwards')
    }
    if (file === undefined) throw new UsageError('which file is it to be?')
    const database = databaseFile(config.data)
    // SQLite would make an empty one.
    if (!existsSync(database)) {
      throw new Refused('there is no database in the data directory; see --data')
    }
    if (existsSync(file)) throw new Refused('the file is there already')
    const { backupSqlite } = await import('../sqlite/index.ts')
    backupSqlite(database, file)
    terminal.say(`The database is in ${file}.`, { file })
    const secret = config.secretFile ?? `${database}.secret`
    terminal.warn(
      `its secret is not: keep a copy of ${secret} somewhere else. With both, tokens can be made; without it, nobody stays signed in.`,
    )
  },
}
