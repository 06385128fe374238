import { retryAfter } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { createSqlStore, migrate, pendingMigrations, sqlAudit } from '../storage/sql-store.ts'
import type { Statement } from '../storage/sql-store.ts'
import type { Store } from '../storage/index.ts'
import { PostgresDriver } from './driver.ts'
import type { PgPool } from './pool.ts'
import { StorePool } from './store-pool.ts'
import { Watch } from './watch.ts'

// PostgreSQL through the package `pg`: any number of processes of Latchkey on one database. Written for
// PostgreSQL 13 and newer.
export type { PgClient, PgPool, PgQuery } from './pool.ts'

export interface PostgresOptions {
  /**
   * Whether statements are prepared once for each connection. Default: `true`. `false` for a pooler that
   * hands every transaction to another connection and knows nothing of prepared statements, as PgBouncer
   * before 1.21.
   */
  readonly preparedStatements?: boolean
}

/**
 * A store in a PostgreSQL database, whose tables `migrate()` makes in the schema that is first in the
 * `search_path`. It has no place for a master secret: `createAuth` needs `secret`, the same in all processes.
 *
 * `database` is a pool of the package `pg`, which stays yours: set its time-outs, listen to its `'error'`,
 * and end it after `close()`. One of its connections is kept, to be told of revocations. Or it is a URL,
 * for a pool of 11 connections with time-outs of its own, over TLS with a checked certificate unless the
 * host is this machine or the URL says `sslmode`.
 *
 * @throws {TypeError} for what is neither.
 * @example
 * import { postgres } from 'latchkey/postgres'
 *
 * const store = postgres('postgres://latchkey@db.example.com/auth')
 * const auth = await createAuth({ issuer, audience, store, secret })
 */
export function postgres(database: PgPool | string, options: PostgresOptions = {}): Store {
  if (typeof database === 'string' ? !isUrl(database) : typeof database?.connect !== 'function') {
    throw new TypeError('postgres: expected a pool of pg, or a URL that begins with postgres://')
  }
  const { preparedStatements: prepare = true } = options
  const pool = new StorePool(database)
  const driver = new PostgresDriver(pool, { prepare })
  const watches = new Set<Watch>()
  return {
    ...createSqlStore(driver),
    audit: sqlAudit(driver),
    async migrate() {
      await pool.open()
      await migrate(driver)
      // From the beginning, nobody works by another clock.
      await driver.dataVersion()
    },
    clock: driver.clock.now,
    async pendingMigrations() {
      await pool.open()
      return pendingMigrations(driver)
    },
    async ping() {
      if ((await driver.read(isWritable)).length > 0) return
      throw new AuthError('storage_unavailable', 'the database only reads', { retryAfter })
    },
    waitsForStandby: async () => (await driver.read(synchronous)).length > 0,
    waiting: () => pool.waiting,
    watch(onWrite) {
      const watch = new Watch(pool, { write: onWrite, stop: () => watches.delete(watch) })
      watches.add(watch)
      return watch
    },
    close() {
      for (const watch of watches) watch.stop()
      return pool.close()
    },
  }
}

/** A standby answers as well, and is no place for a session. */
const isWritable: Statement = {
  sql: `SELECT 1 WHERE current_setting('transaction_read_only') = 'off'`,
  parameters: [],
}

/** What a standby has only received, and not on its disk, is lost with two machines of one power supply. */
const synchronous: Statement = {
  sql: `SELECT 1 WHERE current_setting('synchronous_commit') IN ('on', 'remote_apply')
    AND current_setting('synchronous_standby_names') <> ''`,
  parameters: [],
}

const isUrl = (text: string): boolean => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text)
