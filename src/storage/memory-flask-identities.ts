import type { FlaskIdentityStore } from '../accounts/index.ts'
import { AuthError } from '../errors.ts'
import type { MemoryState } from './memory-state.ts'

export const memoryFlaskIdentities = (state: MemoryState): FlaskIdentityStore => ({
  findFlaskIdentity: async (accountId) => state.flaskIdentities.get(accountId),

  findFlaskIdentityByUniquifier: async (uniquifier) =>
    state.flaskIdentities.values().find((identity) => identity.uniquifier === uniquifier),

  findFlaskIdentityByTokenUniquifier: async (name) =>
    state.flaskIdentities.values().find(({ tokenUniquifier }) => tokenUniquifier === name),

  async putFlaskIdentity(identity) {
    const { accountId, uniquifier, tokenUniquifier } = identity
    for (const other of state.flaskIdentities.values()) {
      const isSame =
        other.uniquifier === uniquifier ||
        (tokenUniquifier !== undefined && other.tokenUniquifier === tokenUniquifier)
      if (other.accountId !== accountId && isSame) {
        throw new AuthError('account_exists', 'the uniquifier is that of another account')
      }
    }
    const confirmedEmail = state.flaskIdentities.get(accountId)?.confirmedEmail
    const next = { ...identity, ...(confirmedEmail !== undefined && { confirmedEmail }) }
    state.flaskIdentities.set(accountId, Object.freeze(next))
    state.version += 1
  },

  async confirmFlaskIdentity(accountId, confirmedEmail) {
    const identity = state.flaskIdentities.get(accountId)
    if (!identity) return
    state.flaskIdentities.set(accountId, Object.freeze({ ...identity, confirmedEmail }))
    state.version += 1
  },
})
