import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { systemClock } from '../clock.ts'
import { Compiler, guard, query } from './sql-compiler.ts'
import type { SqlDialect, SqlDriver, Statement } from './sql-driver.ts'
import type { PendingMigration } from './store.ts'

/** One file of `migrations/`. */
interface Migration extends PendingMigration {
  readonly checksum: string
  /**
   * The oldest version whose code still runs on the schema after it, from a line
   * `-- compatible from 3` at the top of the file; without one, the version before it.
   */
  readonly compatibleFrom: number
}

/** A row of `latchkey_migrations`. */
interface AppliedMigration {
  readonly version: number
  readonly checksum: string
  readonly compatible_from: number
}

/**
 * Applies `migrations/<dialect>/*.sql` in order, once each, all that are missing in one transaction:
 * killed at any statement, it has done nothing.
 *
 * A database of a newer release is accepted while its migrations say that this release still runs on
 * them, so that one release back always works; any other is refused untouched.
 */
export async function migrate(driver: SqlDriver): Promise<void> {
  const { stillAt, record } = migrationQueries(new Compiler(driver.dialect))
  const { alone } = dialects[driver.dialect]
  const application = (migration: Migration): readonly Statement[] => [
    { sql: migration.sql, parameters: [], script: true },
    record({ ...migration, appliedAt: systemClock() }),
  ]
  // Whoever loses the race to another process reads again, and then finds nothing left to do.
  for (;;) {
    const applied = await appliedMigrations(driver)
    const missing = missingMigrations(await readMigrations(driver.dialect), applied ?? [])
    if (missing.length === 0) return
    // Only where it is missing: a role that may use the tables may well not be allowed to make any.
    if (!applied) await driver.write([...alone, { sql: migrationsTable, parameters: [] }])
    const result = await driver.write([
      ...alone,
      stillAt({ count: applied?.length ?? 0 }),
      ...missing.flatMap(application),
    ])
    if (result.stoppedAt === undefined) return
  }
}

/** What `migrate` would apply, in its order. @throws {Error} as `migrate`. */
export async function pendingMigrations(
  driver: Pick<SqlDriver, 'read' | 'dialect'>,
): Promise<readonly PendingMigration[]> {
  const known = await readMigrations(driver.dialect)
  const missing = missingMigrations(known, (await appliedMigrations(driver)) ?? [])
  return missing.map(({ version, name, sql }) => ({ version, name, sql }))
}

/** What the two databases do differently. */
const dialects: Readonly<
  Record<SqlDialect, { readonly hasTable: string; readonly alone: readonly Statement[] }>
> = {
  sqlite: {
    hasTable: `SELECT 1 FROM sqlite_schema WHERE name = 'latchkey_migrations'`,
    alone: [],
  },
  postgres: {
    hasTable: `SELECT 1 WHERE to_regclass('latchkey_migrations') IS NOT NULL`,
    // The others wait at the lock for as long as it takes; but those who use a table must not wait
    // behind a migration that itself waits for a long transaction.
    alone: [
      {
        sql: `SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;
          SELECT pg_advisory_xact_lock(1818978667);
          SET LOCAL lock_timeout = '3s'`,
        parameters: [],
        script: true,
      },
    ],
  },
}

const migrationsTable = `CREATE TABLE IF NOT EXISTS latchkey_migrations (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  compatible_from INTEGER NOT NULL,
  applied_at DOUBLE PRECISION NOT NULL
)`

const migrationQueries = (db: Compiler) => ({
  applied: query(() =>
    db
      .selectFrom('latchkey_migrations')
      .select(['version', 'checksum', 'compatible_from'])
      .orderBy('version'),
  ),

  stillAt: guard(({ count }: { count: number }) =>
    db
      .selectFrom('latchkey_migrations')
      .select((eb) => eb.fn.countAll().as('count'))
      .having((eb) => eb.fn.countAll(), '=', count),
  ),

  record: query((migration: Migration & { appliedAt: number }) =>
    db.insertInto('latchkey_migrations').values({
      version: migration.version,
      name: migration.name,
      checksum: migration.checksum,
      compatible_from: migration.compatibleFrom,
      applied_at: migration.appliedAt,
    }),
  ),
})

/** `undefined` when there has never been one. */
async function appliedMigrations(
  driver: Pick<SqlDriver, 'read' | 'dialect'>,
): Promise<readonly AppliedMigration[] | undefined> {
  const found = await driver.read({ sql: dialects[driver.dialect].hasTable, parameters: [] })
  if (found.length === 0) return undefined
  return driver.read(migrationQueries(new Compiler(driver.dialect)).applied({}))
}

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

async function readMigrations(dialect: SqlDialect): Promise<readonly Migration[]> {
  const folder = new URL(`./migrations/${dialect}/`, import.meta.url)
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
