import { openStore } from '../server/index.ts'
import type { Command } from './command.ts'
import { hasDatabase } from './database.ts'
import { Refused } from './failures.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'bring the schema of the database up to date, as serve does when it starts',
  settings: ['data', 'databaseUrl'],
  options: [{ flag: '--plan', help: 'only say what would be done' }],
  examples: ['migrate --plan', 'migrate --database-url postgres://owner@db.example.com/auth'],
  run: async ({ config, terminal, has }) => {
    // SQLite would make an empty file.
    if (config.databaseUrl === undefined && !(await hasDatabase(config))) {
      throw new Refused('there is no database in the data directory; see --data')
    }
    const store = await openStore(config)
    try {
      const pending = (await store.pendingMigrations?.()) ?? []
      if (!has('plan')) await store.migrate()
      if (pending.length === 0) return terminal.say('The schema is up to date.', { pending: 0 })
      const rows = pending.map(({ version, name, sql }) => ({ version, name, sql }))
      terminal.table(rows, ['version', 'name'])
      if (terminal.json || !has('plan')) return
      for (const { sql } of rows) terminal.output.write(`\n${sql}`)
    } finally {
      await store.close()
    }
  },
}
