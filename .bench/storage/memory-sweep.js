import { endedSessionRetention } from '../defaults.js';
import { closeSession } from './memory-state.js';
/** Deletes up to `limit` sessions, revocations and budgets each that no longer mean anything. */
export function sweepMemory(state, now, limit) {
    const forgotten = now - endedSessionRetention;
    const sessions = take(state.sessions, limit, ({ endedAt, idleExpiresAt, expiresAt }) => expiresAt <= now ||
        idleExpiresAt <= forgotten ||
        (endedAt !== undefined && endedAt <= forgotten));
    for (const session of sessions)
        closeSession(state, session);
    const revocations = take(state.revocations, limit, ({ expiresAt }) => expiresAt <= now);
    const budgets = take(state.budgets, limit, (arrival) => arrival <= now);
    return sessions.length + revocations.length + budgets.length;
}
function take(rows, limit, isDone) {
    const taken = [];
    for (const [key, row] of rows) {
        if (taken.length >= limit)
            break;
        if (!isDone(row))
            continue;
        rows.delete(key);
        taken.push(row);
    }
    return taken;
}
