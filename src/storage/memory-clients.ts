import type { ClientStore } from '../clients/index.ts'
import { addRevocation, endSessions } from './memory-state.ts'
import type { MemoryState } from './memory-state.ts'

export const memoryClients = (state: MemoryState): ClientStore => ({
  async insertClient(client) {
    if (state.clients.has(client.name)) return false
    state.version += 1
    state.clients.set(client.name, Object.freeze({ ...client }))
    return true
  },

  findClient: async (name) => state.clients.get(name),

  listClients: async () =>
    [...state.clients.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),

  async deleteClient({ name, now, issuedUntil, revokeUntil }) {
    if (!state.clients.delete(name)) return undefined
    state.version += 1
    const own = addRevocation(state, {
      kind: 'account',
      subject: name,
      issuedUntil,
      revokedAt: now,
      expiresAt: revokeUntil,
    })
    const sessions = [...state.sessions.values()].filter(
      ({ clientId, endedAt }) => clientId === name && endedAt === undefined,
    )
    return [own, ...endSessions(state, sessions, { reason: 'revoked', now, revokeUntil })]
  },
})
