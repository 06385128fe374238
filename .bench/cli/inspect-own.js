import { AuthError } from '../errors.js';
import { settings } from '../server/index.js';
import { time, withAuth } from './database.js';
import { unverified, verdictOf } from './report.js';
export const asksDatabase = ({ sources }) => sources.data !== 'default';
/** What the server that works on the database would say to an access token from `iss`. */
export function verifyAccessToken(token, iss, { config }) {
    const issuer = config.issuer ?? usableIssuer(iss);
    return verdictOf(() => withAuth({ ...config, issuer }, (auth) => auth.verify(token)));
}
/** The issuer of a server without --issuer is its address, which only the token knows. */
function usableIssuer(iss) {
    try {
        return typeof iss === 'string' ? settings.issuer.parse(iss) : undefined;
    }
    catch {
        return undefined;
    }
}
export async function inspectRefreshToken(token, call) {
    const kind = 'refresh token';
    if (!asksDatabase(call))
        return { kind, ...unverified };
    let found = {};
    const verdict = await verdictOf(() => withAuth(call.config, async ({ sessions }) => {
        const inspected = await sessions.inspect(token);
        const { sessionId, generation, snapshot } = inspected;
        found = { sessionId, generation, ...(snapshot && sessionOf(snapshot)) };
        judge(generation, snapshot);
    }));
    return { kind, ...found, ...verdict };
}
/** What renewing would say, without doing it. @throws {AuthError} */
function judge(generation, snapshot) {
    if (!snapshot)
        throw new AuthError('session_unknown', 'its session is gone');
    const { session, account, readAt } = snapshot;
    if (account.disabledAt !== undefined)
        throw new AuthError('account_disabled', 'no more');
    if (session.endedAt !== undefined)
        throw new AuthError('session_ended', 'its session is over');
    if (session.expiresAt <= readAt)
        throw new AuthError('session_expired', 'it lived long enough');
    if (session.idleExpiresAt <= readAt)
        throw new AuthError('session_idle_expired', 'it was idle');
    if (generation < session.generation)
        throw new AuthError('refresh_token_reuse', 'it is spent');
}
const sessionOf = ({ session, account }) => ({
    accountId: account.id,
    liveGeneration: session.generation,
    lastUsed: time(session.lastUsedAt),
    idleExpires: time(session.idleExpiresAt),
    expires: time(session.expiresAt),
    ended: time(session.endedAt),
    endReason: session.endReason,
});
