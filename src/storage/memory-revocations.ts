import type { Revocation, RevocationStore } from '../tokens/index.ts'
import { addRevocation } from './memory-state.ts'
import type { MemoryState } from './memory-state.ts'

export const memoryRevocations = (state: MemoryState): RevocationStore => ({
  async insertRevocation(revocation) {
    state.version += 1
    return addRevocation(state, revocation)
  },

  async listRevocations({ after, limit, now }) {
    const page: Revocation[] = []
    for (const revocation of state.revocations.values()) {
      if (page.length >= limit) break
      if (revocation.sequence > after && revocation.expiresAt > now) page.push(revocation)
    }
    return page
  },

  dataVersion: async () => state.version,
})
