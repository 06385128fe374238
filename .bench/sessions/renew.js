import { AuthError } from '../errors.js';
import { judgeRenewal, renewalIdEntry } from './renewal.js';
/** Every failed attempt means that another request won a race for the row; so many losses in a row mean trouble. */
const maxAttempts = 16;
/**
 * One renewal: a guarded UPDATE on the happy path. Where it touches nothing, the row is read and judged,
 * and what follows is guarded by what was read, so that no decision is ever taken on an old reading.
 */
export async function renewSession(store, request) {
    const { sessionId: id, generation, clock } = request;
    const entry = renewalIdEntry(request.renewalId);
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
        if (request.rotation === 'always') {
            const rotated = await store.rotateSession({ id, generation, renewalId: entry, now: clock() });
            if (rotated)
                return { snapshot: rotated, repeated: false };
        }
        const snapshot = requireLive(await store.findSession(id, clock()));
        const { session, readAt } = snapshot;
        const verdict = judgeRenewal(session, { generation, entry }, readAt, request.retryWindow);
        switch (verdict) {
            case 'current': {
                if (request.rotation === 'always')
                    continue;
                const touched = await store.touchSession(id, clock());
                if (touched?.session.generation !== generation)
                    continue;
                return { snapshot: touched, repeated: false };
            }
            case 'repeat':
                return { snapshot, repeated: true };
            case 'stale':
                throw new AuthError('stale_renewal', 'a late duplicate of a renewal that was answered before');
            case 'ahead': {
                const { generation: from } = session;
                const now = clock();
                if (await store.fastForwardSession({ id, from, to: generation, now }))
                    request.onLostWrites(id);
                continue;
            }
            case 'reuse': {
                const now = clock();
                const ended = await store.endSession({
                    id,
                    generation: session.generation,
                    reason: 'refresh_token_reuse',
                    now,
                    revokeUntil: now + request.revocationLifetime,
                });
                if (ended)
                    return { snapshot, repeated: false, ended };
            }
        }
    }
    throw new AuthError('storage_unavailable', 'the session kept changing under the renewal', {
        retryAfter: 1,
    });
}
function requireLive(snapshot) {
    if (!snapshot)
        throw new AuthError('session_unknown', 'there is no such session, or no longer');
    const { session, readAt } = snapshot;
    if (session.endedAt !== undefined) {
        throw new AuthError('session_ended', `the session is over: ${session.endReason ?? 'no reason kept'}`);
    }
    if (session.expiresAt <= readAt)
        throw new AuthError('session_expired', 'the session reached its end');
    if (session.idleExpiresAt <= readAt) {
        throw new AuthError('session_idle_expired', 'the session was not used for too long');
    }
    return snapshot;
}
