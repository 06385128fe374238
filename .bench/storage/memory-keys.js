export const memoryKeys = (state) => ({
    listKeys: async () => [...state.keys.values()].toSorted((a, b) => a.sequence - b.sequence),
    async insertKey(key) {
        const taken = [...state.keys.values()].some(({ kid, sequence }) => kid === key.kid || sequence === key.sequence);
        if (!taken)
            put(state, key);
        return !taken;
    },
    async promoteKey(kid, now) {
        const next = state.keys.get(kid);
        if (next?.state !== 'published')
            return false;
        for (const key of state.keys.values()) {
            if (key.state === 'signing')
                put(state, { ...key, state: 'verifying', stateSince: now });
        }
        put(state, { ...next, state: 'signing', stateSince: now });
        return true;
    },
    async deleteKey(kid) {
        state.version += 1;
        return state.keys.delete(kid);
    },
    async resealKey({ kid, from, to }) {
        const key = state.keys.get(kid);
        if (key?.sealedPrivateKey !== from)
            return false;
        put(state, { ...key, sealedPrivateKey: to });
        return true;
    },
});
function put(state, key) {
    const publicKey = key.publicKey && Object.freeze(structuredClone(key.publicKey));
    state.keys.set(key.kid, Object.freeze({ ...key, publicKey }));
    state.version += 1;
}
