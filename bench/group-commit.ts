import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { randomId } from '../src/random.ts'
import { sqlite } from '../src/sqlite/index.ts'
import type { SqliteOptions } from '../src/sqlite/index.ts'
import type { Store } from '../src/storage/index.ts'
import { race } from './measure.ts'
import type { Race } from './measure.ts'

const concurrency = 64
const sessions = 5_000
const now = 1_800_000_000
const turns = 5

/** Rotations in the store: what durability costs, and what sharing an fsync gains. */
export async function benchGroupCommit(): Promise<Race[]> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const full = await filledStore(join(directory, 'full.db'), 'full')
  const normal = await filledStore(join(directory, 'normal.db'), 'normal')
  const alone = await filledStore(join(directory, 'alone.db'), 'full')
  await alone.store.close()
  const plain = new DatabaseSync(join(directory, 'alone.db'))
  plain.exec('PRAGMA synchronous = FULL')
  try {
    const what = `rotation in the store, ${concurrency} at once`
    const contenders = {
      'durability full': rotations(full),
      'durability normal': rotations(normal),
      'one fsync each': plainRotations(plain, alone.ids),
    }
    return [await race({ what, unit: 'rotations/s', turns }, contenders)]
  } finally {
    plain.close()
    await Promise.all([full.store.close(), normal.store.close()])
    rmSync(directory, { recursive: true })
  }
}

interface FilledStore {
  readonly store: Store
  readonly ids: readonly string[]
  readonly generations: Map<string, number>
}

async function filledStore(
  file: string,
  durability: NonNullable<SqliteOptions['durability']>,
): Promise<FilledStore> {
  const store = sqlite(file, { durability })
  await store.migrate()
  const ids = Array.from({ length: sessions }, randomId)
  for (let from = 0; from < ids.length; from += 500) {
    await Promise.all(ids.slice(from, from + 500).map((id) => storeSession(store, id)))
  }
  return { store, ids, generations: new Map() }
}

async function storeSession(store: Store, id: string): Promise<void> {
  const accountId = `acc_${id}`
  await store.insertAccount({
    id: accountId,
    username: id,
    usernameKey: id,
    email: undefined,
    emailKey: undefined,
    roles: [],
    scopes: [],
    createdAt: now,
    disabledAt: undefined,
    passwordHash: undefined,
    passwordVersion: 1,
  })
  const session = {
    id,
    accountId,
    clientId: 'web',
    generation: 0,
    renewalIds: '-'.repeat(128),
    authenticatedAt: now,
    rotatedAt: now,
    lastUsedAt: now,
    idleLifetime: 86_400,
    idleExpiresAt: now + 86_400,
    expiresAt: now + 864_000,
    endedAt: undefined,
    endReason: undefined,
    device: 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
    network: '203.0.113.0/24',
  }
  await store.insertSession(session, { passwordVersion: 1, maxSessions: 10, revokeUntil: now })
}

const renewalId = 'r'.repeat(16)

/** Each of the concurrent callers renews one session after the other. */
const rotations =
  ({ store, ids, generations }: FilledStore, count = 15_000): (() => Promise<number>) =>
  async () => {
    let next = 0
    const renew = async (): Promise<void> => {
      while (next < count) {
        const id = ids[next % ids.length] ?? ''
        next += 1
        const generation = generations.get(id) ?? 0
        generations.set(id, generation + 1)
        if (!(await store.rotateSession({ id, generation, renewalId, now }))) {
          throw new Error('a rotation was refused')
        }
      }
    }
    const begun = performance.now()
    await Promise.all(Array.from({ length: concurrency }, renew))
    return (count * 1_000) / (performance.now() - begun)
  }

/** The same UPDATE, prepared by hand, on the main thread, and a transaction for each. */
const plainRotations = (
  database: DatabaseSync,
  ids: readonly string[],
  count = 2_000,
): (() => Promise<number>) => {
  const update = database.prepare(
    `UPDATE sessions
     SET generation = generation + 1, renewal_ids = substr(? || renewal_ids, 1, 128),
       rotated_at = ?, last_used_at = ?, idle_expires_at = min(? + idle_lifetime, expires_at)
     WHERE id = ? AND ended_at IS NULL AND idle_expires_at > ? AND expires_at > ? RETURNING *`,
  )
  return async () => {
    const begun = performance.now()
    for (let index = 0; index < count; index += 1) {
      update.get(renewalId, now, now, now, ids[index % ids.length] ?? '', now, now)
    }
    return (count * 1_000) / (performance.now() - begun)
  }
}
