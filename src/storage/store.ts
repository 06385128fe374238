import type { AuditStore } from '../audit/index.ts'
import type { AccountStore, BudgetStore, FlaskIdentityStore } from '../accounts/index.ts'
import type { NumericDate } from '../clock.ts'
import type { KeyStore } from '../keys/index.ts'
import type { SessionStore } from '../sessions/index.ts'
import type { RevocationStore } from '../tokens/index.ts'
import type { ClientStore, VerifierStore } from '../clients/index.ts'

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
  /** Makes the schema current; called once by `createAuth`. */
  migrate(): Promise<void>
  /** Fulfilled when the store can read and write now. */
  ping(): Promise<void>
  /** Deletes up to `limit` rows of each kind that no longer mean anything; how many it deleted. */
  sweep(sweep: { readonly now: NumericDate; readonly limit: number }): Promise<number>
  /**
   * The master secret that lives beside the data, made at the first call (mode 0600).
   * Absent where there is no such place: then `createAuth` needs `secret`.
   */
  localSecret?(): Promise<string>
  /** Absent where the store does not record what is done to it. */
  readonly audit?: AuditStore
  close(): Promise<void>
}
