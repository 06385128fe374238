// What Latchkey keeps, the store that keeps it in memory, and the records a store of another kind
// deals in (`latchkey/store-contract` says whether it does). The databases: latchkey/sqlite.
export type {
  AccountChanges,
  AccountRecord,
  AccountStore,
  Budget,
  BudgetStore,
  FlaskIdentity,
  FlaskIdentityStore,
  PasswordChange,
} from '../accounts/index.ts'
export type { AuditRecord, AuditSeal, AuditStore } from '../audit/index.ts'
export type { KeyRecord, KeyState, KeyStore } from '../keys/index.ts'
export type { Revocation } from '../revocation.ts'
export type {
  Session,
  SessionEnd,
  SessionEndReason,
  SessionSnapshot,
  SessionStart,
  SessionStore,
} from '../sessions/index.ts'
export type { RevocationStore } from '../tokens/index.ts'
export type {
  ClientEnd,
  ClientGrant,
  ClientRecord,
  ClientStore,
  VerifierRecord,
  VerifierStore,
} from '../clients/index.ts'
export { memory } from './memory.ts'
export type { StoredRow, StoredTables, TableName } from './tables.ts'
export type { PendingMigration, Store } from './store.ts'
