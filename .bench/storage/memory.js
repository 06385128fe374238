import { memoryAccounts } from './memory-accounts.js';
import { memoryBudgets } from './memory-budgets.js';
import { memoryFlaskIdentities } from './memory-flask-identities.js';
import { memoryKeys } from './memory-keys.js';
import { memoryRevocations } from './memory-revocations.js';
import { memorySessions } from './memory-sessions.js';
import { createMemoryState } from './memory-state.js';
import { sweepMemory } from './memory-sweep.js';
import { memoryVerifiers } from './memory-verifiers.js';
/**
 * A store in this process's memory: complete, and gone when the process ends. For tests and trials;
 * it passes the same contract as the durable ones.
 *
 * @example
 * const auth = await createAuth({ issuer, audience, store: memory(), secret })
 */
export function memory() {
    const state = createMemoryState();
    return {
        ...memoryAccounts(state),
        ...memoryBudgets(state),
        ...memoryFlaskIdentities(state),
        ...memoryKeys(state),
        ...memoryRevocations(state),
        ...memorySessions(state),
        ...memoryVerifiers(state),
        migrate: async () => { },
        ping: async () => { },
        sweep: async ({ now, limit }) => sweepMemory(state, now, limit),
        close: async () => { },
    };
}
