import assert from 'node:assert/strict';
import { it } from 'node:test';
import { accountRecord, revokeUntil, sessionOf, sessionStart, sharedStore, signedIn, start, } from './fixtures.js';
export function passwordContract(open) {
    const store = sharedStore(open);
    const now = start + 10;
    const changeOf = (accountId, changes = {}) => ({
        accountId,
        passwordHash: 'new',
        passwordVersion: 1,
        exceptSession: undefined,
        now,
        revokeUntil,
        ...changes,
    });
    it('upgrades a hash only where the old one is still stored, and keeps the version', async () => {
        const account = accountRecord({ passwordHash: 'weak' });
        await store().insertAccount(account);
        const accountId = account.id;
        const upgrade = { accountId, from: 'weak', to: 'strong' };
        assert.equal(await store().upgradePasswordHash(upgrade), true);
        assert.equal(await store().upgradePasswordHash(upgrade), false);
        assert.deepEqual({ ...(await store().findAccountById(accountId)) }, { ...account, passwordHash: 'strong' });
    });
    it('sets a password, raises its version and ends the other sessions', async () => {
        const { account, session } = await signedIn(store());
        const others = [sessionOf(account.id), sessionOf(account.id)];
        for (const other of others)
            await store().insertSession(other, sessionStart());
        const change = changeOf(account.id, { exceptSession: session.id });
        const revocations = await store().updatePassword(change);
        assert.deepEqual(revocations?.map(({ subject }) => subject).toSorted(), others.map(({ id }) => id).toSorted());
        assert.ok(revocations?.every(({ kind, revokedAt }) => kind === 'session' && revokedAt === now));
        const stored = await store().findAccountById(account.id);
        assert.deepEqual([stored?.passwordHash, stored?.passwordVersion], ['new', 2]);
        const live = await store().listSessions(account.id, now);
        assert.deepEqual(live.map(({ id }) => id), [session.id]);
        const [other] = others;
        const ended = other && (await store().findSession(other.id, now));
        assert.deepEqual([ended?.session.endedAt, ended?.session.endReason], [now, 'password_changed']);
    });
    it('refuses to set a password over another version, and ends nothing', async () => {
        const { account, session } = await signedIn(store());
        const stale = changeOf(account.id, { passwordVersion: 7 });
        assert.equal(await store().updatePassword(stale), undefined);
        assert.deepEqual({ ...(await store().findAccountById(account.id)) }, account);
        assert.equal((await store().findSession(session.id, now))?.session.endedAt, undefined);
        assert.equal(await store().updatePassword(changeOf('acc_')), undefined);
    });
    it("sets a password whatever the version is, at the operator's word", async () => {
        const { account } = await signedIn(store());
        const change = changeOf(account.id, { passwordVersion: undefined });
        assert.equal((await store().updatePassword(change))?.length, 1);
        assert.equal((await store().updatePassword(change))?.length, 0);
        assert.equal((await store().findAccountById(account.id))?.passwordVersion, 3);
    });
    it('disables an account: ends its sessions with their tokens, and lets none start', async () => {
        const { account, session } = await signedIn(store());
        const accountId = account.id;
        const revocations = await store().disableAccount({ accountId, now, revokeUntil });
        assert.deepEqual(revocations?.map(({ kind, subject }) => [kind, subject]), [['session', session.id]]);
        assert.equal((await store().findAccountById(accountId))?.disabledAt, now);
        assert.equal((await store().findSession(session.id, now))?.session.endReason, 'account_disabled');
        assert.equal(await store().insertSession(sessionOf(accountId), sessionStart()), undefined);
    });
    it('remembers when an account was first disabled, and forgets it when it is enabled', async () => {
        const { id: accountId } = (await signedIn(store())).account;
        await store().disableAccount({ accountId, now, revokeUntil });
        await store().disableAccount({ accountId, now: now + 5, revokeUntil });
        assert.equal((await store().findAccountById(accountId))?.disabledAt, now);
        assert.equal(await store().enableAccount(accountId), true);
        assert.equal((await store().findAccountById(accountId))?.disabledAt, undefined);
        assert.deepEqual(await store().insertSession(sessionOf(accountId), sessionStart()), []);
        assert.equal(await store().disableAccount({ accountId: 'acc_', now, revokeUntil }), undefined);
    });
}
