// What was done to accounts, sessions, clients and keys: recorded by the store in the transaction that
// does it, and sealed in a chain, so that a record that is changed, removed or moved shows.
export { AuditBroken, createAudit } from './audit.ts'
export type { Audit, AuditOptions, VerifiedAudit } from './audit.ts'
export type { AuditRecord, AuditSeal, AuditStore } from './audit-store.ts'
