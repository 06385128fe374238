import type { NumericDate } from '../clock.ts'
import { endedSessionRetention } from '../defaults.ts'
import { closeSession } from './memory-state.ts'
import type { MemoryState } from './memory-state.ts'

/** Deletes up to `limit` sessions, revocations and budgets each that no longer mean anything. */
export function sweepMemory(state: MemoryState, now: NumericDate, limit: number): number {
  const forgotten = now - endedSessionRetention
  const sessions = take(
    state.sessions,
    limit,
    ({ endedAt, idleExpiresAt, expiresAt }) =>
      expiresAt <= now ||
      idleExpiresAt <= forgotten ||
      (endedAt !== undefined && endedAt <= forgotten),
  )
  for (const session of sessions) {
    closeSession(state, session)
    if (session.statusIndex !== undefined) state.statusIndices.delete(session.statusIndex)
  }
  const revocations = take(state.revocations, limit, ({ expiresAt }) => expiresAt <= now)
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
