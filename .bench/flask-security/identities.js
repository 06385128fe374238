import { randomBytes } from 'node:crypto';
import { AuthError } from '../errors.js';
export function createIdentities(auth, { store }, generation) {
    return {
        async find(uniquifier) {
            const identity = await store.findFlaskIdentityByUniquifier(uniquifier);
            const account = identity && (await auth.accounts.find(identity.accountId));
            if (!account)
                throw new AuthError('account_unknown', 'the uniquifier is that of no account');
            if (account.disabledAt !== undefined) {
                throw new AuthError('account_disabled', 'the account is disabled');
            }
            if (identity.passwordVersion !== (await auth.accounts.passwordVersion(account.id))) {
                throw new AuthError('token_revoked', 'the password changed since');
            }
            return { account, identity };
        },
        async of({ id: accountId }) {
            const found = await store.findFlaskIdentity(accountId);
            const passwordVersion = await auth.accounts.passwordVersion(accountId);
            if (found?.passwordVersion === passwordVersion)
                return found;
            const random = randomBytes(16).toString('hex');
            const uniquifier = generation.isFirst ? `${rowOf(found, accountId)}.${random}` : random;
            const identity = { accountId, uniquifier, passwordVersion, tokensFrom: 0 };
            await store.putFlaskIdentity(identity);
            return identity;
        },
        refuseEarlier: (identity, now) => store.putFlaskIdentity({ ...identity, tokensFrom: now }),
    };
}
/** In 1.7 a token begins with the id of the row, which no change of the password changes. */
const rowOf = (found, accountId) => found?.uniquifier.split('.')[0] ?? accountId;
