export const createMemoryState = () => ({
    version: 0,
    accounts: new Map(),
    usernames: new Map(),
    emails: new Map(),
    flaskIdentities: new Map(),
    sessions: new Map(),
    openSessions: new Map(),
    keys: new Map(),
    revocations: new Map(),
    lastSequence: 0,
    budgets: new Map(),
    verifiers: new Map(),
});
/** The account without what its password is checked against. */
export const accountOf = (record) => ({
    id: record.id,
    username: record.username,
    email: record.email,
    roles: record.roles,
    scopes: record.scopes,
    createdAt: record.createdAt,
    disabledAt: record.disabledAt,
});
export const isLive = (session, now) => session.endedAt === undefined && now < session.idleExpiresAt && now < session.expiresAt;
/** The sessions of an account that have not ended, expired or not. */
export function openSessionsOf(state, accountId) {
    const open = [];
    for (const id of state.openSessions.get(accountId) ?? []) {
        const session = state.sessions.get(id);
        if (session)
            open.push(session);
    }
    return open;
}
export function addRevocation(state, revocation) {
    state.lastSequence += 1;
    const { kind, subject, issuedUntil, revokedAt, expiresAt } = revocation;
    const stored = Object.freeze({
        sequence: state.lastSequence,
        kind,
        subject,
        issuedUntil,
        revokedAt,
        expiresAt,
    });
    state.revocations.set(stored.sequence, stored);
    return stored;
}
/** Ends these sessions and writes the revocation of each. */
export function endSessions(state, sessions, end) {
    return sessions.map((session) => {
        state.sessions.set(session.id, Object.freeze({ ...session, endedAt: end.now, endReason: end.reason }));
        closeSession(state, session);
        return addRevocation(state, {
            kind: 'session',
            subject: session.id,
            issuedUntil: undefined,
            revokedAt: end.now,
            expiresAt: end.revokeUntil,
        });
    });
}
/** Counts the session among its account's open ones, unless it has ended. */
export function openSession(state, session) {
    if (session.endedAt !== undefined)
        return;
    const open = state.openSessions.get(session.accountId);
    if (open)
        open.add(session.id);
    else
        state.openSessions.set(session.accountId, new Set([session.id]));
}
/** Takes the session out of its account's open ones. */
export function closeSession(state, session) {
    const open = state.openSessions.get(session.accountId);
    open?.delete(session.id);
    if (open?.size === 0)
        state.openSessions.delete(session.accountId);
}
