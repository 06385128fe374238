import { AuthError } from '../errors.js';
import { endSessions, openSessionsOf } from './memory-state.js';
export const memoryAccounts = (state) => ({
    async insertAccount(account) {
        if (state.accounts.has(account.id))
            throw taken();
        put(state, account);
    },
    findAccountById: async (id) => state.accounts.get(id),
    findAccountByUsername: async (usernameKey) => state.accounts.get(state.usernames.get(usernameKey) ?? ''),
    findAccountByEmail: async (emailKey) => state.accounts.get(state.emails.get(emailKey) ?? ''),
    async listAccounts({ after = '', limit }) {
        const ids = [...state.accounts.keys()].filter((id) => id > after).toSorted();
        return ids.slice(0, limit).flatMap((id) => state.accounts.get(id) ?? []);
    },
    async updateAccount(id, changes) {
        const account = state.accounts.get(id);
        if (!account)
            return undefined;
        const { email, emailKey, ...rest } = changes;
        return put(state, {
            ...account,
            ...rest,
            ...(email !== undefined && { email: email ?? undefined }),
            ...(emailKey !== undefined && { emailKey: emailKey ?? undefined }),
        });
    },
    async upgradePasswordHash({ accountId, from, to }) {
        const account = state.accounts.get(accountId);
        if (account?.passwordHash !== from)
            return false;
        put(state, { ...account, passwordHash: to });
        return true;
    },
    async updatePassword(change) {
        const account = state.accounts.get(change.accountId);
        if (!account)
            return undefined;
        const { passwordVersion = account.passwordVersion } = change;
        if (account.passwordVersion !== passwordVersion)
            return undefined;
        put(state, {
            ...account,
            passwordHash: change.passwordHash,
            passwordVersion: passwordVersion + 1,
        });
        const others = openSessionsOf(state, account.id).filter(({ id }) => id !== change.exceptSession);
        return endSessions(state, others, { ...change, reason: 'password_changed' });
    },
    async disableAccount({ accountId, now, revokeUntil }) {
        const account = state.accounts.get(accountId);
        if (!account)
            return undefined;
        put(state, { ...account, disabledAt: account.disabledAt ?? now });
        const open = openSessionsOf(state, accountId);
        return endSessions(state, open, { reason: 'account_disabled', now, revokeUntil });
    },
    async enableAccount(accountId) {
        const account = state.accounts.get(accountId);
        if (!account)
            return false;
        put(state, { ...account, disabledAt: undefined });
        return true;
    },
});
const taken = () => new AuthError('account_exists', 'the username or the e-mail address is taken');
function put(state, account) {
    const { id, usernameKey, emailKey } = account;
    const holders = [
        state.usernames.get(usernameKey),
        emailKey === undefined ? undefined : state.emails.get(emailKey),
    ];
    if (holders.some((holder) => holder !== undefined && holder !== id)) {
        throw taken();
    }
    const before = state.accounts.get(id);
    if (before)
        state.usernames.delete(before.usernameKey);
    if (before?.emailKey !== undefined)
        state.emails.delete(before.emailKey);
    const stored = Object.freeze({
        ...account,
        roles: Object.freeze([...account.roles]),
        scopes: Object.freeze([...account.scopes]),
    });
    state.accounts.set(id, stored);
    state.usernames.set(usernameKey, id);
    if (emailKey !== undefined)
        state.emails.set(emailKey, id);
    state.version += 1;
    return stored;
}
