import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { systemClock } from '../clock.ts'
import type { SqlDriver, Statement } from './sql-driver.ts'

/** One file of `migrations/`. */
interface Migration {
  readonly version: number
  readonly name: string
  readonly checksum: string
  /**
   * The oldest version whose code still runs on the schema after it, from a line
   * `-- compatible from 3` at the top of the file; without one, the version before it.
   */
  readonly compatibleFrom: number
  readonly sql: string
}

/** A row of `latchkey_migrations`. */
interface AppliedMigration {
  readonly version: number
  readonly checksum: string
  readonly compatible_from: number
}

/**
 * Applies `migrations/<folder>/*.sql` in order, once each, all that are missing in one transaction.
 *
 * A database of a newer release is accepted while its migrations say that this release still runs on
 * them, so that one release back always works; any other is refused untouched.
 */
export async function migrate(driver: SqlDriver, folder: string): Promise<void> {
  const known = await readMigrations(new URL(`./migrations/${folder}/`, import.meta.url))
  await driver.write([{ sql: migrationsTable, parameters: [] }])
  // Whoever loses the race to another process reads again, and then finds nothing left to do.
  for (;;) {
    const applied = await driver.read(appliedMigrations)
    const missing = missingMigrations(known, applied)
    if (missing.length === 0) return
    const result = await driver.write([stillAt(applied.length), ...missing.flatMap(application)])
    if (result.stoppedAt === undefined) return
  }
}

/** How many migrations a database has had, and how many it lacks. @throws {Error} as `migrate`. */
export async function schemaOf(
  driver: Pick<SqlDriver, 'read'>,
  folder: string,
): Promise<{ readonly applied: number; readonly missing: number }> {
  const known = await readMigrations(new URL(`./migrations/${folder}/`, import.meta.url))
  const applied = await driver.read(appliedMigrations)
  return { applied: applied.length, missing: missingMigrations(known, applied).length }
}

const migrationsTable = `CREATE TABLE IF NOT EXISTS latchkey_migrations (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  compatible_from INTEGER NOT NULL,
  applied_at DOUBLE PRECISION NOT NULL
)`

const appliedMigrations: Statement<AppliedMigration> = {
  sql: 'SELECT version, checksum, compatible_from FROM latchkey_migrations ORDER BY version',
  parameters: [],
}

const stillAt = (count: number): Statement => ({
  sql: 'SELECT 1 WHERE (SELECT count(*) FROM latchkey_migrations) = ?',
  parameters: [count],
  guard: true,
})

const application = (migration: Migration): readonly Statement[] => [
  { sql: migration.sql, parameters: [], script: true },
  {
    sql: 'INSERT INTO latchkey_migrations (version, name, checksum, compatible_from, applied_at) VALUES (?, ?, ?, ?, ?)',
    parameters: [
      migration.version,
      migration.name,
      migration.checksum,
      migration.compatibleFrom,
      systemClock(),
    ],
  },
]

/** @throws {Error} when the database was not made by this code or by its near future. */
function missingMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  for (const [index, row] of applied.entries()) {
    const migration = known[index]
    if (migration && (migration.version !== row.version || migration.checksum !== row.checksum)) {
      throw new Error(
        `the database has another migration ${row.version} than this release: it was made by a changed or foreign copy`,
      )
    }
    if (!migration && row.compatible_from > known.length) {
      throw new Error(
        `the database is at schema ${applied.length}, which needs a release that knows schema ${row.compatible_from}; this one knows ${known.length}: run the newer release`,
      )
    }
  }
  return known.slice(applied.length)
}

async function readMigrations(folder: URL): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted()
  return Promise.all(
    files.map(async (file, index) => {
      const version = index + 1
      const [number, name = ''] = file.replace('.sql', '').split(/_(.*)/s)
      if (Number(number) !== version) throw new Error(`migration ${version} is missing: ${file}`)
      const sql = (await readFile(new URL(file, folder), 'utf8')).replaceAll('\r\n', '\n')
      const compatibleFrom = /^-- compatible from (\d+)$/m.exec(sql)?.[1]
      return {
        version,
        name,
        checksum: createHash('sha256').update(sql).digest('hex'),
        compatibleFrom: compatibleFrom === undefined ? version - 1 : Number(compatibleFrom),
        sql,
      }
    }),
  )
}
