import { addRevocation } from './memory-state.js';
export const memoryRevocations = (state) => ({
    async insertRevocation(revocation) {
        state.version += 1;
        return addRevocation(state, revocation);
    },
    async listRevocations({ after, limit, now }) {
        const page = [];
        for (const revocation of state.revocations.values()) {
            if (page.length >= limit)
                break;
            if (revocation.sequence > after && revocation.expiresAt > now)
                page.push(revocation);
        }
        return page;
    },
    dataVersion: async () => state.version,
});
