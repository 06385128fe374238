import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqlite } from '../src/sqlite/index.ts'
import { race } from './measure.ts'
import type { Contender, Race } from './measure.ts'

const turns = 5
const perTurn = 10_000
const atOnce = 64
const now = 1_800_000_000
const renewalId = 'r'.repeat(16)

/** Rotations in databases of more and more sessions, each of an account of its own. */
export async function benchRenewGrowth(isLarge: boolean): Promise<Race[]> {
  const sizes = [1_000, 100_000, isLarge ? 10_000_000 : 1_000_000]
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const closing: (() => Promise<void>)[] = []
  const contenders: Record<string, Contender> = {}
  const bytes: Record<string, number[]> = {}
  try {
    for (const size of sizes) {
      const file = join(directory, `${size}.db`)
      const name = `${size.toLocaleString('en')} sessions`
      await fill(file, size)
      bytes[name] = [statSync(file).size / size]
      const store = sqlite(file, { durability: 'normal' })
      await store.migrate()
      closing.push(() => store.close())
      const generations = new Map<string, number>()
      contenders[name] = async () => {
        let left = perTurn
        const renew = async (): Promise<void> => {
          while (left-- > 0) {
            // No two of those at once are the same session, or the second would come too late.
            const id = idOf(1 + ((left * 7_919) % size))
            const generation = generations.get(id) ?? 0
            generations.set(id, generation + 1)
            if (!(await store.rotateSession({ id, generation, renewalId, now }))) {
              throw new Error('a rotation was refused')
            }
          }
        }
        const before = process.cpuUsage()
        await Promise.all(Array.from({ length: atOnce }, renew))
        const { user, system } = process.cpuUsage(before)
        return (perTurn * 1e6) / (user + system)
      }
    }
    const what = 'rotation, as sessions grow'
    return [
      await race({ what, unit: 'rotations/CPU s', turns }, contenders),
      { what: 'a session and its account on the disk', unit: 'bytes', turns: bytes },
    ]
  } finally {
    for (const close of closing) await close()
    rmSync(directory, { recursive: true })
  }
}

/** Scattered over the index, as random ids are: multiplying by an odd number loses nothing. */
const idOf = (n: number): string =>
  ((BigInt(n) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn).toString(16).padStart(22, '0')

async function fill(file: string, size: number): Promise<void> {
  const store = sqlite(file)
  await store.migrate()
  await store.close()
  const database = new DatabaseSync(file)
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; BEGIN')
  const account = database.prepare(
    `INSERT INTO accounts (id, username, username_key, roles, scopes, created_at, password_version)
     VALUES (?1, ?1, ?1, '[]', '[]', ?2, 1)`,
  )
  const session = database.prepare(
    `INSERT INTO sessions (id, account_id, client_id, generation, renewal_ids, authenticated_at,
       rotated_at, last_used_at, idle_lifetime, idle_expires_at, expires_at, device, network, sweep_after)
     VALUES (?1, ?1, 'web', 0, ?2, ?3, ?3, ?3, 86400, ?3 + 86400, ?3 + 864000, ?4, ?5, ?3 + 864000)`,
  )
  const device = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'
  // In the order of their keys, which builds a tree several times as fast.
  const ids = Array.from({ length: size }, (_, n) => idOf(n + 1)).toSorted()
  for (const id of ids) {
    account.run(id, now)
    session.run(id, '-'.repeat(128), now, device, '203.0.113.0/24')
  }
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
}
