import { systemClock } from '../clock.js';
import { accountPage } from '../defaults.js';
import { AuthError } from '../errors.js';
import { grants, newAccountRecord, toAccount } from './account-record.js';
import { emailKeyOf, parseEmail } from './email.js';
import { createProver } from './prove.js';
import { createLimiter, unlimited } from './sign-in-limits.js';
import { parseUsername, usernameKeyOf } from './username.js';
/**
 * The accounts in a store.
 *
 * @example
 * const accounts = createAccounts({ store: memory(), passwords: createPasswords(), revocationLifetime: 660 })
 * await accounts.register({ username: 'lorenzo', password: 'four words of no song' })
 * const { account } = await accounts.authenticate({ username: 'Lorenzo', password: 'four words of no song' })
 */
export function createAccounts(options) {
    const { store, passwords, clock = systemClock, publish = () => { }, limits = {} } = options;
    const { revocationLifetime, limitsSecret: secret = new Uint8Array(32) } = options;
    const { knownNetwork = async () => false } = options;
    const limiter = limits === false ? unlimited : createLimiter({ store, clock, limits, secret });
    const prove = createProver({ passwords, limiter, knownNetwork });
    const revocation = () => {
        const now = clock();
        return { now, revokeUntil: now + revocationLifetime };
    };
    const hashChosen = (password, owner) => {
        passwords.check(password, ownerOf(owner));
        return passwords.hash(password);
    };
    const findRecord = async (id) => (await store.findAccountById(id)) ?? unknownAccount();
    return {
        async register(account) {
            const { password, passwordHash: imported } = account;
            if (password !== undefined && imported !== undefined) {
                throw new TypeError('register: expected a password or a passwordHash, not both');
            }
            const record = newAccountRecord(account, clock());
            if (imported !== undefined)
                passwords.inspect(imported);
            const chosen = password === undefined ? undefined : await hashChosen(password, record);
            const complete = { ...record, passwordHash: chosen ?? imported };
            await store.insertAccount(complete);
            return toAccount(complete);
        },
        async authenticate({ username, email, password }, { network, signal } = {}) {
            if ((username === undefined) === (email === undefined)) {
                throw new AuthError('credentials_malformed', 'expected a username or an e-mail address');
            }
            const kind = username === undefined ? 'email' : 'username';
            const key = username === undefined ? emailKeyOf(email ?? '') : usernameKeyOf(username);
            const found = await findByKey(store, kind, key);
            const claim = { record: found, kind, key, password, network, signal };
            const { record, needsRehash } = await prove(claim);
            if (needsRehash)
                await upgradeHash(record, password);
            return { account: toAccount(record), passwordVersion: record.passwordVersion };
        },
        find: async (id) => optional(await store.findAccountById(id)),
        findByUsername: async (username) => optional(await findByKey(store, 'username', usernameKeyOf(username))),
        findByEmail: async (email) => optional(await findByKey(store, 'email', emailKeyOf(email))),
        passwordVersion: async (id) => (await findRecord(id)).passwordVersion,
        async list({ after = '', limit = accountPage.default } = {}) {
            if (!Number.isSafeInteger(limit) || limit < 1 || limit > accountPage.max) {
                throw new RangeError('limit: expected a whole number from 1 to 1,000');
            }
            return (await store.listAccounts({ after, limit })).map(toAccount);
        },
        async update(id, changes) {
            const updated = await store.updateAccount(id, parseChanges(changes));
            return toAccount(updated ?? unknownAccount());
        },
        async changePassword(id, { current, next, exceptSession, network, signal }) {
            const record = await findRecord(id);
            passwords.check(next, ownerOf(record));
            if (next === current) {
                throw new AuthError('password_common', 'the new password is the current one');
            }
            const name = { kind: 'username', key: record.usernameKey };
            await prove({ record, ...name, password: current, network, signal });
            const revocations = await store.updatePassword({
                accountId: id,
                passwordHash: await passwords.hash(next),
                passwordVersion: record.passwordVersion,
                exceptSession,
                ...revocation(),
            });
            if (!revocations)
                throw new AuthError('password_mismatch', 'the password changed meanwhile');
            publish(revocations, 'password_changed');
        },
        async setPassword(id, next) {
            const passwordHash = await hashChosen(next, await findRecord(id));
            const anyVersion = { passwordVersion: undefined, exceptSession: undefined };
            const change = { accountId: id, passwordHash, ...anyVersion, ...revocation() };
            publish((await store.updatePassword(change)) ?? unknownAccount(), 'password_changed');
        },
        async disable(id) {
            const change = { accountId: id, ...revocation() };
            publish((await store.disableAccount(change)) ?? unknownAccount(), 'account_disabled');
        },
        async enable(id) {
            if (!(await store.enableAccount(id)))
                unknownAccount();
        },
    };
    async function upgradeHash(record, password) {
        const { id: accountId, passwordHash: from } = record;
        if (from === undefined)
            return;
        try {
            // Compared and swapped: a password that is changed meanwhile stays changed (L29).
            await store.upgradePasswordHash({ accountId, from, to: await passwords.hash(password) });
        }
        catch (error) {
            // Too busy, or a password that could not be set here: the old hash does until the next time.
            if (!(error instanceof AuthError))
                throw error;
        }
    }
}
async function findByKey(store, kind, key) {
    if (key === undefined)
        return undefined;
    return kind === 'username' ? store.findAccountByUsername(key) : store.findAccountByEmail(key);
}
function parseChanges({ username, email, roles, scopes }) {
    const name = username === undefined ? undefined : parseUsername(username);
    const address = email === undefined || email === null ? undefined : parseEmail(email);
    return {
        ...(name && { username: name.text, usernameKey: name.key }),
        ...(email === null && { email: null, emailKey: null }),
        ...(address && { email: address.text, emailKey: address.key }),
        ...(roles && { roles: grants(roles, 'roles') }),
        ...(scopes && { scopes: grants(scopes, 'scopes') }),
    };
}
const optional = (record) => record && toAccount(record);
const ownerOf = ({ username, email }) => ({
    username,
    ...(email !== undefined && { email }),
});
function unknownAccount() {
    throw new AuthError('account_unknown', 'there is no such account');
}
