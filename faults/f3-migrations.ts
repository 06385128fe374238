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
    // From nothing, and from the first with data: the others do some of the same, in one transaction too.
    const sqlite = []
    for (const version of all ? versions : [0, 1]) sqlite.push(...(await killMigration(version)))
    const postgres = await (all
      ? endMigrations({ versions, end: 'killed' })
      : endMigrations({ versions: [1], end: 'terminated' }))
    return [...sqlite, ...postgres]
  },
}
