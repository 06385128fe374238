import { guard, query } from './sql-compiler.js';
export function sqlKeys(driver, db) {
    const { list, insert, isPublished, retireSigning, promote, remove, reseal } = keyQueries(db);
    return {
        listKeys: async () => (await driver.read(list({}))).map(toKeyRecord),
        async insertKey(key) {
            const publicKey = key.publicKey ? JSON.stringify(key.publicKey) : null;
            return (await driver.write([insert({ ...key, publicKey })])).stoppedAt === undefined;
        },
        async promoteKey(kid, now) {
            const batch = [isPublished({ kid }), retireSigning({ now }), promote({ kid, now })];
            return (await driver.write(batch)).stoppedAt === undefined;
        },
        async deleteKey(kid) {
            return (await driver.write([remove({ kid })])).stoppedAt === undefined;
        },
        async resealKey(change) {
            return (await driver.write([reseal(change)])).stoppedAt === undefined;
        },
    };
}
const toKeyRecord = (row) => ({
    kid: row.kid,
    sequence: row.sequence,
    algorithm: row.algorithm,
    state: row.state,
    // What insertKey() wrote: nothing else writes this column.
    publicKey: row.publicKey === null ? undefined : JSON.parse(row.publicKey),
    sealedPrivateKey: row.sealedPrivateKey,
    createdAt: row.createdAt,
    stateSince: row.stateSince,
});
const keyQueries = (db) => ({
    list: query(() => db
        .selectFrom('signing_keys')
        .select([
        'kid',
        'sequence',
        'algorithm',
        'state',
        'public_key as publicKey',
        'sealed_private_key as sealedPrivateKey',
        'created_at as createdAt',
        'state_since as stateSince',
    ])
        .orderBy('sequence')),
    insert: guard((key) => db
        .insertInto('signing_keys')
        .values({
        kid: key.kid,
        sequence: key.sequence,
        algorithm: key.algorithm,
        state: key.state,
        public_key: key.publicKey,
        sealed_private_key: key.sealedPrivateKey,
        created_at: key.createdAt,
        state_since: key.stateSince,
    })
        .returning('kid')),
    isPublished: guard(({ kid }) => db
        .selectFrom('signing_keys')
        .select('kid')
        .where('kid', '=', kid)
        .where('state', '=', 'published')),
    retireSigning: query(({ now }) => db
        .updateTable('signing_keys')
        .set({ state: 'verifying', state_since: now })
        .where('state', '=', 'signing')),
    promote: query(({ kid, now }) => db
        .updateTable('signing_keys')
        .set({ state: 'signing', state_since: now })
        .where('kid', '=', kid)),
    remove: guard(({ kid }) => db.deleteFrom('signing_keys').where('kid', '=', kid).returning('kid')),
    reseal: guard((change) => db
        .updateTable('signing_keys')
        .set({ sealed_private_key: change.to })
        .where('kid', '=', change.kid)
        .where('sealed_private_key', '=', change.from)
        .returning('kid')),
});
