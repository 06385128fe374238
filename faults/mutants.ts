import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import type { Revocation, SessionSnapshot, Store } from '../src/storage/index.ts'

// Seven mistakes that servers of this kind have made. Each is a store that does one thing differently, and
// the checker that does not find each of them under the load of F1 is worth nothing.

/** A store with one mistake in it; the connection is to the same file, for writing what no store would. */
type Mutate = (store: Store, database: DatabaseSync) => Partial<Store>

/** Milliseconds in which another request may get in between. */
const gap = 40

export const mutants: Readonly<Record<string, Mutate>> = {
  'read-then-write rotation': (store, database) => ({
    async rotateSession(rotation) {
      const { id, generation, renewalId, now } = rotation
      const found = await store.findSession(id, now)
      if (!isRotatable(found, generation, now)) return undefined
      await pause(gap)
      const renewalIds = `${renewalId}${found.session.renewalIds}`.slice(0, 128)
      database
        .prepare(
          'UPDATE sessions SET generation = ?, renewal_ids = ?, rotated_at = ? WHERE id = ? AND ended_at IS NULL',
        )
        .run(generation + 1, renewalIds, now, id)
      return store.findSession(id, now)
    },
  }),

  'unguarded renew ∥ revoke': (store, database) => ({
    async rotateSession(rotation) {
      const { id, generation, now } = rotation
      const found = await store.findSession(id, now)
      if (!isRotatable(found, generation, now)) return undefined
      await pause(gap)
      database
        .prepare('UPDATE sessions SET ended_at = NULL, end_reason = NULL WHERE id = ?')
        .run(id)
      return store.rotateSession(rotation)
    },
  }),

  'answer before commit': (store) => ({
    async endSession(end) {
      const found = await store.findSession(end.id, end.now)
      if (!found || found.session.endedAt !== undefined) return undefined
      setTimeout(() => void store.endSession(end).catch(() => {}), 4 * gap)
      return revocationOf(end)
    },
  }),

  'revocations only in memory': (store) => {
    const ended = new Set<string>()
    return {
      async endSession(end) {
        const found = await store.findSession(end.id, end.now)
        if (!found || ended.has(end.id)) return undefined
        ended.add(end.id)
        return revocationOf(end)
      },
      rotateSession: async (rotation) =>
        ended.has(rotation.id) ? undefined : store.rotateSession(rotation),
      async findSession(id, now) {
        const found = await store.findSession(id, now)
        if (!found || !ended.has(id)) return found
        return { ...found, session: { ...found.session, endedAt: now } }
      },
    }
  },

  'spent tokens accepted after a restart': (store, database) => {
    const known = new Set<string>()
    return {
      async rotateSession(rotation) {
        const { id, generation } = rotation
        if (!known.has(id)) {
          database.prepare('UPDATE sessions SET generation = ? WHERE id = ?').run(generation, id)
        }
        known.add(id)
        return store.rotateSession(rotation)
      },
    }
  },

  'no retry of the parent': (store) => ({
    async findSession(id, now) {
      const found = await store.findSession(id, now)
      if (!found) return undefined
      return { ...found, session: { ...found.session, renewalIds: '', rotatedAt: 0 } }
    },
  }),

  'reuse that does not end the session': (store) => ({
    endSession: async (end) =>
      end.reason === 'refresh_token_reuse' ? revocationOf(end) : store.endSession(end),
  }),
}

function isRotatable(
  found: SessionSnapshot | undefined,
  generation: number,
  now: number,
): found is SessionSnapshot {
  const session = found?.session
  return (
    session?.generation === generation && session.endedAt === undefined && session.expiresAt > now
  )
}

/** As the store would have written it, so that this process refuses the session at once. */
const revocationOf = (end: Parameters<Store['endSession']>[0]): Revocation => ({
  sequence: Math.floor(performance.now() * 1_000) + 1_000_000,
  kind: 'session',
  subject: end.id,
  issuedUntil: undefined,
  revokedAt: end.now,
  expiresAt: end.revokeUntil,
})

/** The store with one of the mistakes. */
export async function openMutant(
  name: string,
  { store, file }: { readonly store: Store; readonly file: string },
): Promise<Store> {
  const mutate = mutants[name]
  if (!mutate) throw new RangeError(`there are the mutants ${Object.keys(mutants).join(', ')}`)
  await store.migrate()
  return { ...store, ...mutate(store, new DatabaseSync(file, { timeout: 2_000 })) }
}
