import type { Account } from '../accounts/index.ts'
import type { NumericDate } from '../clock.ts'
import type { Session, SessionSnapshot } from '../sessions/index.ts'
import { toAccount } from './sql-account-rows.ts'
import type { PublicAccountRow } from './sql-account-rows.ts'

type Optional = 'endedAt' | 'endReason' | 'device' | 'network' | 'statusIndex' | 'jkt'

/** A row of `sessions`, read as {@link sessionColumns}. */
export type SessionRow = Omit<Session, Optional> & {
  readonly [Column in Optional]-?: NonNullable<Session[Column]> | null
}

/** A session and its account in one row; no two of their columns share a name but `id`. */
export type SnapshotRow = SessionRow & Omit<PublicAccountRow, 'id'>

export const sessionColumns = [
  'sessions.id',
  'sessions.account_id as accountId',
  'sessions.client_id as clientId',
  'sessions.generation',
  'sessions.renewal_ids as renewalIds',
  'sessions.authenticated_at as authenticatedAt',
  'sessions.rotated_at as rotatedAt',
  'sessions.last_used_at as lastUsedAt',
  'sessions.idle_lifetime as idleLifetime',
  'sessions.idle_expires_at as idleExpiresAt',
  'sessions.expires_at as expiresAt',
  'sessions.ended_at as endedAt',
  'sessions.end_reason as endReason',
  'sessions.device',
  'sessions.network',
  'sessions.status_index as statusIndex',
  'sessions.jkt',
] as const

export const toSession = (row: SessionRow): Session => ({
  id: row.id,
  accountId: row.accountId,
  clientId: row.clientId,
  generation: row.generation,
  renewalIds: row.renewalIds,
  authenticatedAt: row.authenticatedAt,
  rotatedAt: row.rotatedAt,
  lastUsedAt: row.lastUsedAt,
  idleLifetime: row.idleLifetime,
  idleExpiresAt: row.idleExpiresAt,
  expiresAt: row.expiresAt,
  endedAt: row.endedAt ?? undefined,
  endReason: row.endReason ?? undefined,
  device: row.device ?? undefined,
  network: row.network ?? undefined,
  ...(row.statusIndex !== null && { statusIndex: row.statusIndex }),
  ...(row.jkt !== null && { jkt: row.jkt }),
})

export function toSnapshot(
  row: SnapshotRow | undefined,
  readAt: NumericDate,
): SessionSnapshot | undefined {
  if (!row) return undefined
  const account: Account = toAccount({ ...row, id: row.accountId })
  return { session: toSession(row), account, readAt }
}
