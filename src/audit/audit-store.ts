import type { NumericDate } from '../clock.ts'

/** Something that was done. */
export interface AuditRecord {
  /** Without gaps. */
  readonly sequence: number
  /** On the clock of the database. */
  readonly at: NumericDate
  /** Such as `session_ended`. */
  readonly event: string
  /** The account, client, verifier or key. */
  readonly subject: string
  readonly detail: string
}

/** What shows that records are as they were when it was made. */
export interface AuditSeal {
  /** From 1, without gaps. */
  readonly number: number
  /** The last record it covers; the first is the one after those of the seal before. */
  readonly until: number
  /** Of the master secret that made it. */
  readonly keyId: string
  /** Over its records and the seal before. */
  readonly mac: string
}

/** A store that records what is done to it, in the transaction that does it. */
export interface AuditStore {
  /**
   * Numbers up to `limit` records of transactions that have committed, which are listed from then on; how many.
   * Absent where a record has its number from the beginning.
   */
  numberAudit?(limit: number): Promise<number>
  listAudit(page: {
    readonly after: number
    readonly limit: number
  }): Promise<readonly AuditRecord[]>
  listSeals(page: { readonly after: number; readonly limit: number }): Promise<readonly AuditSeal[]>
  lastSeal(): Promise<AuditSeal | undefined>
  /** `false`: there is one of that number. */
  insertSeal(seal: AuditSeal): Promise<boolean>
  /** Deletes records up to number `until` where a seal ends, and the seals before that one. */
  trimAudit(until: number): Promise<void>
}
