import { AuthError } from '../errors.js';
export const memoryFlaskIdentities = (state) => ({
    findFlaskIdentity: async (accountId) => state.flaskIdentities.get(accountId),
    findFlaskIdentityByUniquifier: async (uniquifier) => state.flaskIdentities.values().find((identity) => identity.uniquifier === uniquifier),
    async putFlaskIdentity(identity) {
        const { accountId, uniquifier } = identity;
        for (const other of state.flaskIdentities.values()) {
            if (other.accountId !== accountId && other.uniquifier === uniquifier) {
                throw new AuthError('account_exists', 'the uniquifier is that of another account');
            }
        }
        state.flaskIdentities.set(accountId, Object.freeze({ ...identity }));
        state.version += 1;
    },
});
