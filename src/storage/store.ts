import type { AuditStore } from '../audit/index.ts'
import type { AccountStore, BudgetStore, FlaskIdentityStore } from '../accounts/index.ts'
import type { Clock, NumericDate } from '../clock.ts'
import type { KeyStore } from '../keys/index.ts'
import type { SessionStore } from '../sessions/index.ts'
import type { StoredTables } from './tables.ts'
import type { RevocationStore } from '../tokens/index.ts'
import type { ClientStore, VerifierStore } from '../clients/index.ts'

/** A step from one schema to the next. */
export interface PendingMigration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

/**
 * Everything Latchkey keeps. An implementation passes the suite of `latchkey/store-contract`.
 *
 * Every method is one atomic step, and what it wrote is durable when its promise is fulfilled
 * (see `BudgetStore` for the one exception).
 * A write that may be tried again fails with `AuthError` `storage_unavailable`; any other error
 * means that something is broken.
 */
export interface Store
  extends
    AccountStore,
    BudgetStore,
    ClientStore,
    FlaskIdentityStore,
    KeyStore,
    RevocationStore,
    SessionStore,
    VerifierStore {
  /** The time that all processes on the store share. Absent: each one has its own. */
  readonly clock?: Clock
  /** Makes the schema current; called once by `createAuth`. */
  migrate(): Promise<void>
  /** What `migrate` would do, in its order. Absent where there is never anything to do. */
  pendingMigrations?(): Promise<readonly PendingMigration[]>
  /** Whether nothing is acknowledged that a failover would lose. Absent where there is nothing to fail over to. */
  waitsForStandby?(): Promise<boolean>
  /** Fulfilled when the store can read and write now. */
  ping(): Promise<void>
  /** Calls that wait for the database to take them. Absent where nobody can tell, or nothing waits. */
  waiting?(): number
  /** Deletes up to `limit` rows of each kind that no longer mean anything; how many it deleted. */
  sweep(sweep: { readonly now: NumericDate; readonly limit: number }): Promise<number>
  /**
   * The master secret that lives beside the data, made at the first call (mode 0600).
   * Absent where there is no such place: then `createAuth` needs `secret`.
   */
  localSecret?(): Promise<string>
  /** Its rows, for moving them to another database. Absent where there are none. */
  readonly tables?: StoredTables
  /** Absent where the store does not record what is done to it. */
  readonly audit?: AuditStore
  close(): Promise<void>
}
