import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { createAuth } from '../src/index.ts'
import { postgres } from '../src/postgres/index.ts'
import { sqlite } from '../src/sqlite/index.ts'
import type { Store } from '../src/storage/index.ts'
import { startCluster } from '../test/postgres/cluster.ts'
import { fillStatements } from './filling.ts'
import type { Race } from './measure.ts'

const rows = 50_000
const now = 1_800_000_000

/** What capacity is reckoned from: what a row takes on the disk, what a renewal writes, what a sign-in computes. */
export async function benchCosts(): Promise<Race[]> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  try {
    return [
      ...(await onSqlite(join(directory, 'rows.db'))),
      ...(await onPostgres()),
      await signInCosts(join(directory, 'sign-in.db')),
    ]
  } finally {
    rmSync(directory, { recursive: true })
  }
}

async function onSqlite(file: string): Promise<Race[]> {
  const empty = sqlite(file)
  await empty.migrate()
  await empty.close()
  const database = new DatabaseSync(file)
  for (const sql of fillStatements('sqlite', rows, now)) database.exec(sql)
  const ids = database
    .prepare('SELECT id FROM sessions ORDER BY account_id LIMIT 5000')
    .all()
    .map(idOf)
  const tables = database
    .prepare(
      `SELECT CASE WHEN m.type = 'table' THEN m.name ELSE 'indexes of ' || m.tbl_name END AS name,
        SUM(s.pgsize) AS bytes
        FROM dbstat s JOIN sqlite_schema m ON m.name = s.name
        WHERE m.tbl_name IN ('accounts', 'sessions', 'audit') GROUP BY 1 ORDER BY 1`,
    )
    .all()
  database.close()
  const store = sqlite(file)
  await store.migrate()
  const before = writtenByUs()
  await renewAll(store, ids)
  const written = (writtenByUs() - before) / ids.length
  await store.close()
  return [
    {
      what: 'a row on the disk, SQLite',
      unit: 'bytes',
      turns: Object.fromEntries(
        tables.map(({ name, bytes }) => [
          String(name),
          // Of the audit there are two, of the account and of the session.
          [Number(bytes) / (name === 'audit' ? 2 * rows : rows)],
        ]),
      ),
    },
    { what: 'written by a renewal, SQLite', unit: 'bytes', turns: { '64 at once': [written] } },
  ]
}

async function onPostgres(): Promise<Race[]> {
  const cluster = await startCluster()
  try {
    const url = await cluster.createSchema()
    const store = postgres(url)
    await store.migrate()
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const number = async (sql: string): Promise<number> => {
      const result = await client.query<{ value: string }>(`SELECT ${sql} AS value`)
      return Number(result.rows[0]?.value)
    }
    for (const sql of fillStatements('postgres', rows, now)) await client.query(sql)
    await client.query('VACUUM ANALYZE')
    const sizes: Record<string, number[]> = {}
    for (const table of ['accounts', 'sessions']) {
      sizes[table] = [(await number(`pg_table_size('${table}')`)) / rows]
      sizes[`indexes of ${table}`] = [(await number(`pg_indexes_size('${table}')`)) / rows]
    }
    // One of each page, so that each is the first to write to it.
    const found = await client.query<{ id: string }>(
      'SELECT DISTINCT ON ((ctid::text::point)[0]) id FROM sessions',
    )
    const ids = found.rows.map(idOf)
    const wal = () => number(`pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')`)
    const perRenewal = async (): Promise<number> => {
      const before = await wal()
      await renewAll(store, ids)
      return ((await wal()) - before) / ids.length
    }
    await client.query('CHECKPOINT')
    const turns = {
      'the first of its page after a checkpoint': [await perRenewal()],
      'any other': [await perRenewal()],
    }
    await store.close()
    await client.end()
    return [
      { what: 'a row on the disk, PostgreSQL', unit: 'bytes', turns: sizes },
      { what: 'WAL of a renewal, PostgreSQL', unit: 'bytes', turns },
    ]
  } finally {
    await cluster.stop()
  }
}

const idOf = (row: Readonly<Record<string, unknown>>): string => String(row['id'])

/** All of them once. */
async function renewAll(store: Store, ids: readonly string[]): Promise<void> {
  const left = [...ids]
  const renew = async (): Promise<void> => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      const generation = (await store.findSession(id, now))?.session.generation ?? 0
      const renewalId = 'r'.repeat(16)
      const done = await store.rotateSession({ id, generation, renewalId, now: now + 1 })
      if (!done) throw new Error('a rotation was refused')
    }
  }
  await Promise.all(Array.from({ length: 64 }, renew))
}

/** Bytes that this process handed to `write`, by all threads of it. */
function writtenByUs(): number {
  return Number(/^wchar: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1])
}

async function signInCosts(file: string): Promise<Race> {
  const auth = await createAuth({
    issuer: 'http://127.0.0.1',
    audience: 'bench',
    store: sqlite(file),
  })
  const credentials = { username: 'bench', password: 'a password for the bench only' }
  await auth.accounts.register(credentials)
  const figures: number[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    const before = process.cpuUsage()
    for (let count = 0; count < 10; count += 1) await auth.signIn(credentials)
    const { user, system } = process.cpuUsage(before)
    figures.push((user + system) / 10 / 1_000)
  }
  await auth.close()
  return { what: 'CPU time of a sign-in', unit: 'ms', turns: { 'argon2id, 46 MiB': figures } }
}
