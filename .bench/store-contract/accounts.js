import assert from 'node:assert/strict';
import { it } from 'node:test';
import { accountRecord, atOnce, sharedStore, withOwnStore } from './fixtures.js';
export function accountContract(open) {
    const store = sharedStore(open);
    it('finds an account by its id and by its canonical names, with every field as it was', async () => {
        const account = accountRecord();
        await store().insertAccount(account);
        assert.deepEqual({ ...(await store().findAccountById(account.id)) }, account);
        assert.deepEqual({ ...(await store().findAccountByUsername(account.usernameKey)) }, account);
        assert.deepEqual({ ...(await store().findAccountByEmail(`${account.emailKey}`)) }, account);
    });
    it('keeps what is absent absent', async () => {
        const account = accountRecord({
            email: undefined,
            emailKey: undefined,
            passwordHash: undefined,
            roles: [],
            scopes: [],
        });
        await store().insertAccount(account);
        assert.deepEqual({ ...(await store().findAccountById(account.id)) }, account);
    });
    it('finds nothing under an unknown name, and compares names exactly', async () => {
        const account = accountRecord();
        await store().insertAccount(account);
        assert.equal(await store().findAccountById('acc_'), undefined);
        assert.equal(await store().findAccountByUsername(account.usernameKey.toUpperCase()), undefined);
        assert.equal(await store().findAccountByEmail(''), undefined);
    });
    it('does not share what it stores with its callers', async () => {
        const roles = ['admin'];
        const account = accountRecord({ roles });
        await store().insertAccount(account);
        roles.push('root');
        assert.deepEqual((await store().findAccountById(account.id))?.roles, ['admin']);
    });
    it('refuses a taken username or e-mail address, and stores nothing', async () => {
        const first = accountRecord();
        await store().insertAccount(first);
        for (const taken of [{ usernameKey: first.usernameKey }, { emailKey: first.emailKey }]) {
            const second = accountRecord(taken);
            await assert.rejects(store().insertAccount(second), { code: 'account_exists' });
            assert.equal(await store().findAccountById(second.id), undefined);
        }
    });
    it('lets one of many simultaneous registrations of a name through', async () => {
        const { usernameKey } = accountRecord();
        const results = await atOnce(20, async () => {
            const account = accountRecord({ usernameKey });
            try {
                await store().insertAccount(account);
                return account.id;
            }
            catch (error) {
                assert.equal(error instanceof Error && 'code' in error && error.code, 'account_exists');
                return undefined;
            }
        });
        const winners = results.filter((id) => id !== undefined);
        assert.equal(winners.length, 1);
        assert.equal((await store().findAccountByUsername(usernameKey))?.id, winners[0]);
    });
    it('lists accounts in the order of their ids, page by page', withOwnStore(open, async (own) => {
        const ids = ['acc_c', 'acc_a', 'acc_e', 'acc_b', 'acc_d'];
        for (const id of ids)
            await own.insertAccount(accountRecord({ id }));
        const first = await own.listAccounts({ limit: 2 });
        assert.deepEqual(first.map(({ id }) => id), ['acc_a', 'acc_b']);
        const rest = await own.listAccounts({ after: 'acc_b', limit: 10 });
        assert.deepEqual(rest.map(({ id }) => id), ['acc_c', 'acc_d', 'acc_e']);
        assert.deepEqual(await own.listAccounts({ after: 'acc_e', limit: 10 }), []);
    }));
    it('changes the fields it is given and no other', async () => {
        const account = accountRecord();
        await store().insertAccount(account);
        const changes = { ...accountRecord(), roles: ['auditor'] };
        const { username, usernameKey, roles } = changes;
        const changed = await store().updateAccount(account.id, { username, usernameKey, roles });
        assert.deepEqual({ ...changed }, { ...account, username, usernameKey, roles });
        assert.deepEqual({ ...(await store().findAccountByUsername(usernameKey)) }, { ...changed });
        assert.equal(await store().findAccountByUsername(account.usernameKey), undefined);
    });
    it('takes the e-mail address away, so that another account may have it', async () => {
        const account = accountRecord();
        await store().insertAccount(account);
        const changed = await store().updateAccount(account.id, { email: null, emailKey: null });
        assert.deepEqual({ ...changed }, { ...account, email: undefined, emailKey: undefined });
        await store().insertAccount(accountRecord({ emailKey: account.emailKey }));
    });
    it('refuses a change to a taken name and leaves the account as it is', async () => {
        const [first, second] = [accountRecord(), accountRecord()];
        await store().insertAccount(first);
        await store().insertAccount(second);
        const { usernameKey } = first;
        const change = store().updateAccount(second.id, { usernameKey, roles: [] });
        await assert.rejects(change, { code: 'account_exists' });
        assert.deepEqual({ ...(await store().findAccountById(second.id)) }, second);
    });
    it('has nothing to change about an account that is not there', async () => {
        assert.equal(await store().updateAccount('acc_', { roles: [] }), undefined);
        assert.equal(await store().enableAccount('acc_'), false);
    });
}
