import { systemClock } from '../clock.js';
import { AuthError } from '../errors.js';
import { isLive } from '../sessions/index.js';
import { TimedJSONWebSignatureSerializer } from '../signing/index.js';
import { ownIds } from './account-ids.js';
export function createTokens(auth, options) {
    const { secretKey, era = '0.24', ids = ownIds, clock = systemClock } = options;
    const { allowTokensWithoutSession = false } = options;
    const serializer = (expiresIn) => new TimedJSONWebSignatureSerializer(secretKey, { era, clock, expiresIn });
    const reader = serializer(auth.tokens.lifetime);
    return {
        async issue({ account, session }) {
            const id = await ids.idOf(account);
            if (id === undefined)
                throw new AuthError('account_unknown', 'the account has no id there');
            const duration = Math.floor(Math.min(auth.tokens.lifetime, session.expiresAt - clock()));
            // In the header, which the original reads past: its payload is `{"id": …}` and nothing else.
            const headerFields = { sid: session.id };
            return { token: serializer(duration).dumps({ id }, { headerFields }), duration };
        },
        async verify(token) {
            const [payload, header] = reader.loads(token, { returnHeader: true });
            const { id } = Object(payload);
            const { sid } = Object(header);
            if (typeof id !== 'string' && typeof id !== 'number') {
                throw new AuthError('claims_malformed', 'the token has no id');
            }
            const accountId = await ids.accountOf(id);
            const owner = typeof sid === 'string' ? await ownerBySession(sid) : await ownerAlone(accountId);
            if (owner.account.id !== accountId) {
                throw new AuthError('account_unknown', 'the token is for no account of ours');
            }
            if (owner.account.disabledAt !== undefined) {
                throw new AuthError('account_disabled', 'the account of the token is disabled');
            }
            return owner;
        },
    };
    async function ownerBySession(sid) {
        const found = await auth.sessions.find(sid);
        if (found && isLive(found))
            return found;
        throw new AuthError('session_ended', 'the session of the token is over');
    }
    async function ownerAlone(accountId) {
        if (!allowTokensWithoutSession) {
            throw new AuthError('session_unknown', 'the token belongs to no session');
        }
        const account = accountId === undefined ? undefined : await auth.accounts.find(accountId);
        if (!account)
            throw new AuthError('account_unknown', 'the token is for no account of ours');
        return { account, session: undefined };
    }
}
