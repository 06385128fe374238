import assert from 'node:assert/strict';
import { it } from 'node:test';
import { randomId } from '../random.js';
import { accountRecord, sharedStore, start } from './fixtures.js';
export function flaskIdentityContract(open) {
    const store = sharedStore(open);
    async function identityOf(changes = {}) {
        const account = accountRecord();
        await store().insertAccount(account);
        const identity = { accountId: account.id, uniquifier: randomId(), passwordVersion: 1 };
        return { ...identity, tokensFrom: 0, ...changes };
    }
    it('finds an identity by its account and by its uniquifier', async () => {
        const identity = await identityOf({ tokensFrom: start + 0.5 });
        assert.equal(await store().findFlaskIdentity(identity.accountId), undefined);
        await store().putFlaskIdentity(identity);
        const found = [
            await store().findFlaskIdentity(identity.accountId),
            await store().findFlaskIdentityByUniquifier(identity.uniquifier),
        ];
        for (const each of found)
            assert.deepEqual({ ...each }, identity);
        assert.equal(await store().findFlaskIdentityByUniquifier(randomId()), undefined);
    });
    it('puts a new one in the place of the old', async () => {
        const identity = await identityOf();
        await store().putFlaskIdentity(identity);
        const next = { ...identity, uniquifier: randomId(), passwordVersion: 2, tokensFrom: start };
        await store().putFlaskIdentity(next);
        assert.deepEqual({ ...(await store().findFlaskIdentity(identity.accountId)) }, next);
        assert.equal(await store().findFlaskIdentityByUniquifier(identity.uniquifier), undefined);
    });
    it("refuses another account's uniquifier, and changes nothing", async () => {
        const [first, second] = [await identityOf(), await identityOf()];
        await store().putFlaskIdentity(first);
        await store().putFlaskIdentity(second);
        const stolen = { ...second, uniquifier: first.uniquifier };
        await assert.rejects(store().putFlaskIdentity(stolen), { code: 'account_exists' });
        assert.deepEqual({ ...(await store().findFlaskIdentity(second.accountId)) }, second);
    });
}
