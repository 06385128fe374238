import { globSync } from 'node:fs'
import { killMigration } from './migrations-sqlite.ts'
import { endMigrations } from './migrations-postgres.ts'
import type { Row } from './row.ts'

/** Schemas that a migration may begin with: from nothing to all but the last. */
const versions = globSync(
  new URL('../src/storage/migrations/sqlite/*.sql', import.meta.url).pathname,
).map((_, version) => version)

export const migrations: Row = {
  what: 'a migration killed at every write, and at every statement of PostgreSQL, from an old schema with data',
  isQuick: true,
  needs: ['strace', 'postgresql'],
  async run({ all }) {
    // From nothing, and from the first: the others do some of the same in a transaction that is as much one.
    const from = all ? versions : [0, 1]
    const sqlite = []
    for (const version of from) sqlite.push(...(await killMigration(version)))
    const postgres = await endMigrations({ versions: from, end: all ? 'killed' : 'terminated' })
    return [...sqlite, ...postgres]
  },
}
