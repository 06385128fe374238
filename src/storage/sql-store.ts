import { sqlAccounts } from './sql-accounts.ts'
import { sqlBudgets } from './sql-budgets.ts'
import { sqlClients } from './sql-clients.ts'
import { Compiler } from './sql-compiler.ts'
import type { SqlDriver } from './sql-driver.ts'
import { sqlFlaskIdentities } from './sql-flask-identities.ts'
import { sqlKeys } from './sql-keys.ts'
import { sqlRevocations } from './sql-revocations.ts'
import { sqlSessions } from './sql-sessions.ts'
import { sqlSweep } from './sql-sweep.ts'
import { sqlTables } from './sql-tables.ts'
import { sqlVerifiers } from './sql-verifiers.ts'
import type { Store } from './store.ts'

// The door for drivers, apart from index.ts so that whoever needs no SQL does not load its compiler.
export { MoveRefused, moveTables } from './move.ts'
export { finishRestore } from './restore.ts'
export type { RestoreFinish } from './restore.ts'
export { migrate, pendingMigrations } from './migrate.ts'
export { sqlAudit } from './sql-audit.ts'
export type {
  RowsOf,
  SqlDialect,
  SqlDriver,
  SqlValue,
  Statement,
  WriteOptions,
  WriteResult,
} from './sql-driver.ts'

/** What only the database itself can do. */
type DriversOwn =
  | 'clock'
  | 'migrate'
  | 'pendingMigrations'
  | 'ping'
  | 'waiting'
  | 'waitsForStandby'
  | 'localSecret'
  | 'watch'
  | 'close'

/** Every query of the store, run by `driver`; the rest of the store is the database's own. */
export function createSqlStore(driver: SqlDriver): Omit<Store, DriversOwn> {
  const db = new Compiler(driver.dialect)
  return {
    ...sqlAccounts(driver, db),
    ...sqlBudgets(driver, db),
    ...sqlClients(driver, db),
    ...sqlFlaskIdentities(driver, db),
    ...sqlKeys(driver, db),
    ...sqlRevocations(driver, db),
    ...sqlSessions(driver, db),
    ...sqlSweep(driver, db),
    ...sqlVerifiers(driver, db),
    tables: sqlTables(driver, db),
  }
}
