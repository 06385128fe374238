import type { NumericDate } from '../clock.ts';
import type { Session, SessionSnapshot } from '../sessions/index.ts';
import type { PublicAccountRow } from './sql-account-rows.ts';
type Optional = 'endedAt' | 'endReason' | 'device' | 'network';
/** A row of `sessions`, read as {@link sessionColumns}. */
export type SessionRow = Omit<Session, Optional> & {
    readonly [Column in Optional]: NonNullable<Session[Column]> | null;
};
/** A session and its account in one row; no two of their columns share a name but `id`. */
export type SnapshotRow = SessionRow & Omit<PublicAccountRow, 'id'>;
export declare const sessionColumns: readonly ['sessions.id', 'sessions.account_id as accountId', 'sessions.client_id as clientId', 'sessions.generation', 'sessions.renewal_ids as renewalIds', 'sessions.authenticated_at as authenticatedAt', 'sessions.rotated_at as rotatedAt', 'sessions.last_used_at as lastUsedAt', 'sessions.idle_lifetime as idleLifetime', 'sessions.idle_expires_at as idleExpiresAt', 'sessions.expires_at as expiresAt', 'sessions.ended_at as endedAt', 'sessions.end_reason as endReason', 'sessions.device', 'sessions.network'];
export declare const toSession: (row: SessionRow) => Session;
export declare function toSnapshot(row: SnapshotRow | undefined, readAt: NumericDate): SessionSnapshot | undefined;
export {};
