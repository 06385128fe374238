import assert from 'node:assert/strict';
import { it } from 'node:test';
import { atOnce, keyRecord, start, withOwnStore } from './fixtures.js';
export function keyContract(open) {
    it('lists keys in the order of their sequence numbers, with every field as it was', withOwnStore(open, async (store) => {
        const keys = [
            keyRecord(3),
            keyRecord(1),
            keyRecord(2, { publicKey: undefined, algorithm: 'HS256' }),
        ];
        for (const key of keys)
            assert.equal(await store.insertKey(key), true);
        const listed = (await store.listKeys()).map((key) => ({ ...key }));
        assert.deepEqual(listed, keys.toSorted((a, b) => a.sequence - b.sequence));
    }));
    it('lets one of many nodes take a sequence number', withOwnStore(open, async (store) => {
        const results = await atOnce(20, () => store.insertKey(keyRecord(1)));
        assert.equal(results.filter(Boolean).length, 1);
        assert.equal((await store.listKeys()).length, 1);
    }));
    it('promotes a published key, and the one that signed verifies from then on', withOwnStore(open, async (store) => {
        const [first, second] = [keyRecord(1), keyRecord(2)];
        await store.insertKey(first);
        await store.insertKey(second);
        assert.equal(await store.promoteKey(first.kid, start + 1), true);
        assert.equal(await store.promoteKey(second.kid, start + 2), true);
        assert.deepEqual((await store.listKeys()).map(({ state, stateSince }) => [state, stateSince]), [
            ['verifying', start + 2],
            ['signing', start + 2],
        ]);
    }));
    it('promotes nothing that is not published, and then changes nothing', withOwnStore(open, async (store) => {
        const [first, second] = [keyRecord(1), keyRecord(2)];
        await store.insertKey(first);
        await store.insertKey(second);
        await store.promoteKey(first.kid, start + 1);
        await store.promoteKey(second.kid, start + 2);
        const before = await store.listKeys();
        for (const kid of [first.kid, second.kid, 'nobody']) {
            assert.equal(await store.promoteKey(kid, start + 3), false);
        }
        assert.deepEqual(await store.listKeys(), before);
    }));
    it('has one signing key after many nodes promoted at once', withOwnStore(open, async (store) => {
        const keys = Array.from({ length: 10 }, (_, index) => keyRecord(index + 1));
        for (const key of keys)
            await store.insertKey(key);
        const results = await atOnce(30, (index) => store.promoteKey(`${keys[index % 10]?.kid}`, start + 1));
        assert.equal(results.filter(Boolean).length, 10);
        const states = (await store.listKeys()).map(({ state }) => state);
        assert.equal(states.filter((state) => state === 'signing').length, 1);
        assert.equal(states.filter((state) => state === 'verifying').length, 9);
    }));
    it('replaces an encrypted key only where the old one is still stored', withOwnStore(open, async (store) => {
        const key = keyRecord(1);
        await store.insertKey(key);
        const reseal = { kid: key.kid, from: key.sealedPrivateKey, to: 'sealed anew' };
        assert.equal(await store.resealKey(reseal), true);
        assert.equal(await store.resealKey(reseal), false);
        assert.equal((await store.listKeys())[0]?.sealedPrivateKey, 'sealed anew');
    }));
    it('deletes a key once', withOwnStore(open, async (store) => {
        const key = keyRecord(1);
        await store.insertKey(key);
        assert.equal(await store.deleteKey(key.kid), true);
        assert.equal(await store.deleteKey(key.kid), false);
        assert.deepEqual(await store.listKeys(), []);
    }));
}
