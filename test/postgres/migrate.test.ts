import assert from 'node:assert/strict'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { postgres } from '../../src/postgres/index.ts'
import type { PgPool, PgQuery } from '../../src/postgres/index.ts'
import { sqlite } from '../../src/sqlite/index.ts'
import { storedSession } from '../sqlite/temporary.ts'
import { needs } from '../system/tools.ts'
import { startCluster } from './cluster.ts'
import type { Cluster } from './cluster.ts'

const folder = new URL('../../src/storage/migrations/', import.meta.url).pathname

/** Table → columns, each with whether it may be null. */
type Shape = Record<string, string[]>

function shapeOf(
  rows: readonly { readonly table: string; readonly column: string; readonly nullable: boolean }[],
): Shape {
  const shape: Shape = {}
  for (const { table, column, nullable } of rows) {
    ;(shape[table] ??= []).push(nullable ? `${column}?` : column)
  }
  return shape
}

async function shapeOfSqlite(): Promise<Shape> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-'))
  const file = join(directory, 'auth.db')
  const store = sqlite(file)
  await store.migrate()
  await store.close()
  const database = new DatabaseSync(file)
  const rows = database
    .prepare(
      `SELECT t.name AS "table", c.name AS "column", c."notnull" AS required, c.pk
        FROM sqlite_schema t, pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid`,
    )
    .all()
  database.close()
  rmSync(directory, { recursive: true })
  return shapeOf(
    rows.map((row) => ({
      table: String(row['table']),
      column: String(row['column']),
      nullable: row['required'] === 0 && row['pk'] === 0,
    })),
  )
}

/** The files of a database, and what each says of its compatibility. */
const migrationsOf = (database: string): Map<string, string | undefined> =>
  new Map(
    globSync(`${folder}${database}/*.sql`).map((file) => [
      basename(file),
      /^-- compatible from .*$/m.exec(readFileSync(file, 'utf8'))?.[0],
    ]),
  )

describe('the migrations', () => {
  it('have the same numbers, names and compatibility on every database', () => {
    assert.ok(migrationsOf('sqlite').size > 3)
    assert.deepEqual(migrationsOf('postgres'), migrationsOf('sqlite'))
  })
})

describe('migrations of PostgreSQL', needs('postgresql'), () => {
  let cluster: Cluster
  before(async () => {
    cluster = await startCluster()
  })
  after(() => cluster?.stop())

  it('make the tables that those of SQLite make', async () => {
    const url = await cluster.createSchema()
    const store = postgres(url)
    await store.migrate()
    await store.close()
    const schema = /search_path%3D(\w+)/.exec(url)?.[1]
    const rows = await cluster.run(
      `SELECT table_name, column_name, is_nullable FROM information_schema.columns
        WHERE table_schema = '${schema}' ORDER BY table_name, ordinal_position`,
    )
    const {
      revocation_counter: counter,
      audit_counter,
      audit_inbox,
      ...shape
    } = shapeOf(
      rows.map((row) => ({
        table: String(row['table_name']),
        column: String(row['column_name']),
        nullable: row['is_nullable'] === 'YES',
      })),
    )
    // What SQLite keeps by itself, as AUTOINCREMENT.
    assert.deepEqual([counter, audit_counter], [['last'], ['last']])
    const tables = await shapeOfSqlite()
    assert.deepEqual(audit_inbox, tables['audit']?.with(0, 'id'))
    assert.deepEqual(shape, tables)
  })

  it('are applied once, by whichever of ten processes comes first', async () => {
    const url = await cluster.createSchema()
    const stores = Array.from({ length: 10 }, () => postgres(url))
    await Promise.all(stores.map((store) => store.migrate()))
    const [store] = stores
    assert.deepEqual(await store?.pendingMigrations?.(), [])
    await Promise.all(stores.map((each) => each.close()))
  })

  it('S08 cut at any query leave nothing half done, and the next try does all', async () => {
    const url = await cluster.createSchema()
    for (let queries = 0, isDone = false; !isDone; queries += 1) {
      isDone = await migrateOrCutAfter(url, queries)
      assert.ok(queries < 50)
    }
    const store = postgres(url)
    assert.deepEqual(await store.migrate(), undefined)
    await storedSession(store)
    await store.close()
  })

  it('leave a database alone whose role may use it and make nothing', async () => {
    const url = await cluster.createSchema()
    const owner = postgres(url)
    await owner.migrate()
    await owner.close()
    const schema = /search_path%3D(\w+)/.exec(url)?.[1]
    await cluster.run(
      `CREATE ROLE server LOGIN;
      GRANT USAGE ON SCHEMA ${schema} TO server;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO server;
      REVOKE INSERT, UPDATE, DELETE ON ${schema}.latchkey_migrations FROM server`,
    )
    const store = postgres(url.replace('latchkey@', 'server@'))
    await store.migrate()
    const { accountId } = await storedSession(store)
    const ended = await store.endSessionsOf({
      accountId,
      reason: 'signed_out_everywhere',
      now: 1,
      revokeUntil: 2,
    })
    assert.equal(ended.length, 1)
    await store.close()
  })
})

/** Whether it got to its end before the connection was cut, which it is after so many queries. */
async function migrateOrCutAfter(url: string, queries: number): Promise<boolean> {
  const pool = new pg.Pool({ connectionString: url })
  pool.on('error', () => {})
  let left = queries
  const cutting: PgPool = {
    async connect() {
      const client = await pool.connect()
      client.on('error', () => {})
      return {
        async query(query: PgQuery) {
          if (left === 0) {
            const { processID } = client as unknown as { processID: number } // documented, and not in its types
            const killer = new pg.Client({ connectionString: url })
            await killer.connect()
            await killer.query('SELECT pg_terminate_backend($1)', [processID])
            await killer.end()
          }
          left -= 1
          return client.query(query as pg.QueryConfig) // which says more of `types`
        },
        release: (destroy) => client.release(destroy),
      }
    },
  }
  try {
    await postgres(cutting).migrate()
    return left >= 0
  } catch {
    return false
  } finally {
    await pool.end()
  }
}
