import { AuthError } from '../errors.js';
import { guard, query } from './sql-compiler.js';
export function sqlFlaskIdentities(driver, db) {
    const { find, findByUniquifier, put } = queries(db);
    return {
        findFlaskIdentity: async (accountId) => (await driver.read(find({ accountId })))[0],
        findFlaskIdentityByUniquifier: async (uniquifier) => (await driver.read(findByUniquifier({ uniquifier })))[0],
        async putFlaskIdentity(identity) {
            if ((await driver.write([put(identity)])).stoppedAt === undefined)
                return;
            throw new AuthError('account_exists', 'the uniquifier is that of another account');
        },
    };
}
const columns = [
    'account_id as accountId',
    'uniquifier',
    'password_version as passwordVersion',
    'tokens_from as tokensFrom',
];
const queries = (db) => ({
    find: query(({ accountId }) => db.selectFrom('flask_identities').select(columns).where('account_id', '=', accountId)),
    findByUniquifier: query(({ uniquifier }) => db.selectFrom('flask_identities').select(columns).where('uniquifier', '=', uniquifier)),
    put: guard((identity) => db
        .insertInto('flask_identities')
        .values({
        account_id: identity.accountId,
        uniquifier: identity.uniquifier,
        password_version: identity.passwordVersion,
        tokens_from: identity.tokensFrom,
    })
        .onConflict((conflict) => conflict.column('account_id').doUpdateSet((eb) => ({
        uniquifier: eb.ref('excluded.uniquifier'),
        password_version: eb.ref('excluded.password_version'),
        tokens_from: eb.ref('excluded.tokens_from'),
    })))
        .returning('account_id')),
});
