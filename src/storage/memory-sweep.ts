import type { NumericDate } from '../clock.ts'
import { endedSessionRetention, revocationRetention } from '../defaults.ts'
import type { Session } from '../sessions/index.ts'
import { closeSession, meaninglessAt } from './memory-state.ts'
import type { MemoryState } from './memory-state.ts'

/** Deletes up to `limit` sessions, revocations and budgets each that no longer mean anything. */
export function sweepMemory(state: MemoryState, now: NumericDate, limit: number): number {
  const forgotten = now - endedSessionRetention
  const over = now - revocationRetention
  const isDue = ({ id }: Session): boolean => (state.sweepAfter.get(id) ?? 0) <= now
  const sessions = take(
    state.sessions,
    limit,
    (session) =>
      isDue(session) &&
      (session.expiresAt <= now ||
        session.idleExpiresAt <= forgotten ||
        (session.endedAt !== undefined && session.endedAt <= forgotten)),
  )
  for (const session of sessions) {
    closeSession(state, session)
    state.sweepAfter.delete(session.id)
    if (session.statusIndex !== undefined) state.statusIndices.delete(session.statusIndex)
  }
  // Those that were used since.
  for (const session of state.sessions.values()) {
    if (isDue(session)) state.sweepAfter.set(session.id, meaninglessAt(session))
  }
  const revocations = take(state.revocations, limit, ({ expiresAt }) => expiresAt <= over)
  const budgets = take(state.budgets, limit, (arrival) => arrival <= now)
  return sessions.length + revocations.length + budgets.length
}

function take<K, V>(rows: Map<K, V>, limit: number, isDone: (row: V) => boolean): V[] {
  const taken: V[] = []
  for (const [key, row] of rows) {
    if (taken.length >= limit) break
    if (!isDone(row)) continue
    rows.delete(key)
    taken.push(row)
  }
  return taken
}
