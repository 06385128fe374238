import { memoryAccounts } from './memory-accounts.ts'
import { memoryBudgets } from './memory-budgets.ts'
import { memoryClients } from './memory-clients.ts'
import { memoryFlaskIdentities } from './memory-flask-identities.ts'
import { memoryKeys } from './memory-keys.ts'
import { memoryRevocations } from './memory-revocations.ts'
import { memorySessions } from './memory-sessions.ts'
import { createMemoryState } from './memory-state.ts'
import { sweepMemory } from './memory-sweep.ts'
import { memoryVerifiers } from './memory-verifiers.ts'
import type { Store } from './store.ts'

/**
 * A store in this process's memory: complete, and gone when the process ends. For tests and trials;
 * it passes the same contract as the durable ones.
 *
 * @example
 * const auth = await createAuth({ issuer, audience, store: memory(), secret })
 */
export function memory(): Store {
  const state = createMemoryState()
  return {
    ...memoryAccounts(state),
    ...memoryBudgets(state),
    ...memoryClients(state),
    ...memoryFlaskIdentities(state),
    ...memoryKeys(state),
    ...memoryRevocations(state),
    ...memorySessions(state),
    ...memoryVerifiers(state),
    migrate: async () => {},
    ping: async () => {},
    sweep: async ({ now, limit }) => sweepMemory(state, now, limit),
    close: async () => {},
  }
}
