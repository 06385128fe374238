import { redirectPage } from '../dialects/index.js';
/** `/logout`: ends what the browser's session and the token belong to. */
export async function logout(visit) {
    const { answers, auth, callers, clock, identities, options } = visit.workshop;
    const signedIn = [await visit.caller(), await callers.byToken(visit.request)];
    for (const caller of signedIn) {
        if (caller?.sessionId !== undefined)
            await auth.sessions.end(caller.sessionId, 'signed_out');
        else if (caller && !options.insecureTokensOutliveSignOut) {
            // What Flask-Security signed cannot be told apart: all of it that is older ends.
            await identities.refuseEarlier(caller.identity, clock());
        }
    }
    if (signedIn[0])
        visit.leave();
    if (visit.request.method === 'POST' && visit.wantsJson)
        return answers.ok({});
    return redirectPage('/');
}
