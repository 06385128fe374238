import type { NumericDate } from '../clock.ts'
import { renewalIdsKept } from '../defaults.ts'
import type { RevokedStatus, Session, SessionSnapshot, SessionStore } from '../sessions/index.ts'
import { accountOf, endSessions, isLive, meaninglessAt } from './memory-state.ts'
import { openSession, openSessionsOf } from './memory-state.ts'
import type { MemoryState } from './memory-state.ts'
import { renewalIdLength, unknownRenewalIds } from './renewal-ids.ts'

export const memorySessions = (state: MemoryState): SessionStore => ({
  async insertSession(session, { passwordVersion, maxSessions, revokeUntil }) {
    const account = state.accounts.get(session.accountId)
    if (!account || account.disabledAt !== undefined) return undefined
    if (account.passwordVersion !== passwordVersion) return undefined
    const { statusIndex } = session
    if (statusIndex !== undefined && state.statusIndices.has(statusIndex)) {
      return 'status_index_taken'
    }
    if (state.sessions.has(session.id)) throw new Error('a session with this id is stored already')

    const now = session.lastUsedAt
    const beyond = liveSessions(state, account.id, now).slice(Math.max(0, maxSessions - 1))
    const revocations = endSessions(state, beyond, { reason: 'limit', now, revokeUntil })
    put(state, session)
    openSession(state, session)
    state.sweepAfter.set(session.id, meaninglessAt({ ...session, endedAt: undefined }))
    if (statusIndex !== undefined) state.statusIndices.add(statusIndex)
    return revocations
  },

  async findSession(id, now) {
    const session = state.sessions.get(id)
    return session && snapshot(state, session, now)
  },

  async rotateSession({ id, generation, renewalId, jkt, now }) {
    const session = state.sessions.get(id)
    if (!session || !isLive(session, now) || session.generation !== generation) return undefined
    if (session.jkt !== undefined && session.jkt !== jkt) return undefined
    const kept = renewalIdLength * renewalIdsKept
    const rotated = put(state, {
      ...session,
      generation: generation + 1,
      renewalIds: (renewalId + session.renewalIds).slice(0, kept),
      rotatedAt: now,
      ...used(session, now),
    })
    return snapshot(state, rotated, now)
  },

  async fastForwardSession({ id, from, to, now }) {
    const session = state.sessions.get(id)
    if (!session || !isLive(session, now) || session.generation !== from) return false
    put(state, { ...session, generation: to, renewalIds: unknownRenewalIds })
    return true
  },

  async touchSession(id, now) {
    const session = state.sessions.get(id)
    if (!session || !isLive(session, now)) return undefined
    return snapshot(state, put(state, { ...session, ...used(session, now) }), now)
  },

  async endSession({ id, generation, ...end }) {
    const session = state.sessions.get(id)
    if (!session || session.endedAt !== undefined) return undefined
    if (generation !== undefined && session.generation !== generation) return undefined
    state.version += 1
    return endSessions(state, [session], end)[0]
  },

  async endSessionsOf({ accountId, except, ...end }) {
    state.version += 1
    const others = openSessionsOf(state, accountId).filter(({ id }) => id !== except)
    return endSessions(state, others, end)
  },

  hasSessionFrom: async (accountId, network, now) =>
    openSessionsOf(state, accountId).some(
      (session) => session.network === network && isLive(session, now),
    ),
  listSessions: async (accountId, now) => liveSessions(state, accountId, now),

  async listRevokedStatuses({ after, limit, now }) {
    const page: RevokedStatus[] = []
    for (const { sequence, kind, subject, expiresAt } of state.revocations.values()) {
      if (page.length >= limit) break
      if (kind !== 'session' || sequence <= after || expiresAt <= now) continue
      const index = state.sessions.get(subject)?.statusIndex
      if (index !== undefined) page.push({ sequence, index, expiresAt })
    }
    return page
  },
})

const liveSessions = (state: MemoryState, accountId: string, now: NumericDate): Session[] =>
  openSessionsOf(state, accountId)
    .filter((session) => isLive(session, now))
    .toSorted((a, b) => b.lastUsedAt - a.lastUsedAt || (a.id < b.id ? -1 : 1))

const used = (
  session: Session,
  now: NumericDate,
): Pick<Session, 'lastUsedAt' | 'idleExpiresAt'> => {
  const lastUsedAt = Math.max(session.lastUsedAt, now)
  return {
    lastUsedAt,
    idleExpiresAt: Math.min(lastUsedAt + session.idleLifetime, session.expiresAt),
  }
}

function put(state: MemoryState, session: Session): Session {
  const stored = Object.freeze({ ...session })
  state.sessions.set(stored.id, stored)
  state.version += 1
  return stored
}

function snapshot(
  state: MemoryState,
  session: Session,
  readAt: NumericDate,
): SessionSnapshot | undefined {
  const account = state.accounts.get(session.accountId)
  return account && { session, account: accountOf(account), readAt }
}
