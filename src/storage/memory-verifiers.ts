import type { VerifierStore } from '../clients/index.ts'
import type { MemoryState } from './memory-state.ts'

export const memoryVerifiers = (state: MemoryState): VerifierStore => ({
  async insertVerifier(verifier) {
    for (const { id, name } of state.verifiers.values()) {
      if (id === verifier.id || name === verifier.name) return false
    }
    state.version += 1
    state.verifiers.set(verifier.id, Object.freeze({ ...verifier }))
    return true
  },

  findVerifier: async (id) => state.verifiers.get(id),

  listVerifiers: async () =>
    [...state.verifiers.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),

  async deleteVerifier(name) {
    const found = [...state.verifiers.values()].find((verifier) => verifier.name === name)
    if (!found) return false
    state.version += 1
    return state.verifiers.delete(found.id)
  },
})
