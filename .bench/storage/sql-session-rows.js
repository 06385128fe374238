import { toAccount } from './sql-account-rows.js';
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
];
export const toSession = (row) => ({
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
});
export function toSnapshot(row, readAt) {
    if (!row)
        return undefined;
    const account = toAccount({ ...row, id: row.accountId });
    return { session: toSession(row), account, readAt };
}
