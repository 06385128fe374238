import { resolve } from 'node:path'
import { createSqlStore, migrate, pendingMigrations, sqlAudit } from '../storage/sql-store.ts'
import type { Store } from '../storage/index.ts'
import { SqliteDriver } from './driver.ts'
import { localSecret } from './local-secret.ts'

export interface SqliteOptions {
  /**
   * `'full'` (default): what was acknowledged survives the loss of power. `'normal'`: it survives the
   * death of the process, and the loss of power may take the last seconds of it.
   */
  readonly durability?: 'full' | 'normal'
  /**
   * Called once when the disk failed in a way after which nothing more can be trusted to be written,
   * such as a failed fsync or read. All writes are refused from then on and the process has to be restarted.
   * Default: throws outside of any request, which ends the process unless something catches it there.
   */
  readonly onFatal?: (error: Error) => void
}

/**
 * A store in one SQLite file, which `migrate()` creates (mode 0600) where there is none. The master
 * secret lies beside it, in `<file>.secret`.
 *
 * `migrate()` rejects with an error that says what is wrong when the directory is missing, the file
 * is damaged, another program's, not writable, or of a release too new for this one.
 *
 * @throws {TypeError} when `file` names no file, as `':memory:'`: use `memory()` for that.
 * @example
 * const auth = await createAuth({ issuer, audience, store: sqlite('auth.db') })
 */
export function sqlite(file: string, options: SqliteOptions = {}): Store {
  if (file === '' || file === ':memory:' || file.startsWith('file:')) {
    throw new TypeError(
      "sqlite: expected the path of a file; in memory, use memory() of 'latchkey'",
    )
  }
  const { durability = 'full', onFatal = endProcess } = options
  if (durability !== 'full' && durability !== 'normal') {
    throw new TypeError(`sqlite: durability: expected 'full' or 'normal'`)
  }
  const path = resolve(file)
  const driver = new SqliteDriver({ file: path, durability }, onFatal)
  return {
    ...createSqlStore(driver),
    audit: sqlAudit(driver),
    async migrate() {
      await driver.open()
      await migrate(driver)
    },
    async pendingMigrations() {
      await driver.open()
      return pendingMigrations(driver)
    },
    async ping() {
      await driver.write([])
    },
    waiting: () => driver.waiting,
    localSecret: async () => localSecret(`${path}.secret`),
    close: () => driver.close(),
  }
}

function endProcess(error: Error): void {
  setImmediate(() => {
    throw error
  })
}
