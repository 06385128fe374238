import type { NumericDate } from '../clock.ts'
import type { SqlValue } from './sql-driver.ts'
import type { Schema } from './sql-schema.ts'

/** Without what an audit recorded: it is about the database it is in, and sealed there. */
export type TableName = Exclude<keyof Schema, 'latchkey_migrations' | `audit${string}`>

/** A row as it is stored, by its columns. */
export type StoredRow = Readonly<Record<string, SqlValue>>

/** One step through all rows of a table, in the order of their keys. */
export interface RevocationStep {
  /** The key of the last row of the step before. */
  readonly after: string
  readonly limit: number
  readonly now: NumericDate
  readonly revokeUntil: NumericDate
}

/** What a database keeps, as rows: for moving all of it to another one, or getting it back from a backup. */
export interface StoredTables {
  /** The rows after the one with the key `after`, in the order of their keys; without it from the first. */
  page(
    table: TableName,
    page: { readonly after: SqlValue | undefined; readonly limit: number },
  ): Promise<readonly StoredRow[]>
  /** All of them or none. */
  insert(table: TableName, rows: readonly StoredRow[]): Promise<void>
  lastKey(table: TableName): Promise<SqlValue | undefined>
  /** The number of the last revocation, which may be gone by now. */
  lastRevocation(): Promise<number>
  /** Revocations from now on have higher numbers. */
  skipRevocations(until: number): Promise<void>
  /** Ends sessions with the reason `restored`, and revokes them; their ids. */
  endSessions(step: RevocationStep): Promise<readonly string[]>
  /** Revokes all that was issued to accounts until `now`; their ids. */
  revokeAccounts(step: RevocationStep): Promise<readonly string[]>
}

/** The column that identifies a row of each table; in an order that holds what refers to other tables. */
export const tableKeys: Readonly<Record<TableName, string>> = {
  accounts: 'id',
  flask_identities: 'account_id',
  sessions: 'id',
  revocations: 'sequence',
  signing_keys: 'kid',
  verifiers: 'id',
  clients: 'name',
  budgets: 'key',
}

/** In the order of {@link tableKeys}. */
export const tableNames: readonly TableName[] = Object.keys(tableKeys) as TableName[] // its type has no others
