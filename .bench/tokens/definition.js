export function defineAccessToken(definition) {
    if (typeof definition.schema?.['~standard']?.validate !== 'function') {
        throw new TypeError('schema: expected a Standard Schema, such as one of zod, valibot, arktype');
    }
    return 'fromSession' in definition ? forSessions(definition) : forOwn(definition);
}
const forSessions = ({ schema, fromSession, }) => ({
    schema,
    describe: (source) => describeSession(source, fromSession(source.session, source.account)),
});
const forOwn = ({ schema, fromRefreshToken, }) => ({
    schema,
    describe(refreshToken) {
        const claims = fromRefreshToken(refreshToken);
        const { sub, client_id, sid, auth_time, scope, roles, ...own } = claims;
        return { subject: { sub, client_id, sid, auth_time, scope, roles }, own };
    },
});
/** Access tokens of sessions, without claims of one's own. */
export const plainAccessToken = {
    describe: (source) => describeSession(source, {}),
};
const describeSession = ({ session, account, readAt }, own) => ({
    subject: {
        sub: account.id,
        client_id: session.clientId,
        sid: session.id,
        auth_time: Math.floor(session.authenticatedAt),
        scope: account.scopes.join(' '),
        ...(account.roles.length > 0 && { roles: account.roles }),
    },
    own,
    readAt,
    endsAt: Math.min(session.expiresAt, session.idleExpiresAt),
});
