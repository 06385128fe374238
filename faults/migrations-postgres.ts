import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { postgres } from '../src/postgres/index.ts'
import type { PendingMigration } from '../src/storage/index.ts'
import { startCluster } from '../test/postgres/cluster.ts'
import type { Cluster } from '../test/postgres/cluster.ts'
import { ledger, Passage, timeless } from './content.ts'
import type { Content } from './content.ts'
import { atLeast, exactly } from './figure.ts'
import type { Figure } from './figure.ts'
import { oldSchema } from './old-schema.ts'

/** How a backend may end. Killed, it takes all others with it, and the database recovers from its log. */
const ends = {
  terminated: 'PERFORM pg_terminate_backend(pg_backend_pid());',
  killed: `EXECUTE format('COPY (SELECT 1) TO PROGRAM ''kill -9 %s''', pg_backend_pid());`,
} as const

/** The database itself counts the statements that change a schema, also those within a script, and ends before one of them. */
const trap = (end: keyof typeof ends): string => `
  CREATE SCHEMA faults;
  CREATE SEQUENCE faults.statements;
  CREATE TABLE faults.target AS SELECT 0 AS statement;
  CREATE FUNCTION faults.strike() RETURNS event_trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF nextval('faults.statements') = (SELECT statement FROM faults.target) THEN ${ends[end]} END IF;
  END
  $$;
  CREATE EVENT TRIGGER strike ON ddl_command_start EXECUTE FUNCTION faults.strike();
  ALTER EVENT TRIGGER strike DISABLE`

/** Ends the backend of a migration from each of these versions, at each of its statements or at one in so many. */
export async function endMigrations({
  versions,
  end,
  every = 1,
}: {
  readonly versions: readonly number[]
  readonly end: keyof typeof ends
  readonly every?: number
}): Promise<Figure[]> {
  const cluster = await startCluster()
  try {
    const newest = await cluster.createSchema()
    const migrations = await migrate(newest)
    await cluster.run(trap(end))
    let chosen = 0
    let struck = 0
    const faults: string[] = []
    for (const version of versions) {
      const old = { newest: schemaOf(newest), migrations: migrations.slice(0, version) }
      const undisturbed = await makeOld(cluster, old)
      const before = await contentOf(cluster, undisturbed)
      const count = await strikeAt(cluster, 0, () => migrate(undisturbed))
      const passage = new Passage(before, await contentOf(cluster, undisturbed))
      for (let statement = 1; statement <= count; statement += every) {
        chosen += 1
        const url = await makeOld(cluster, old)
        let isAcknowledged = true
        await strikeAt(cluster, statement, async () => {
          const checkpointer = await checkpointerOf(cluster)
          await migrate(url).catch(() => (isAcknowledged = false))
          if (isAcknowledged) return
          struck += 1
          if (end === 'killed') await recoveredFrom(cluster, checkpointer)
        })
        const found = passage.faultsOf(await contentOf(cluster, url), isAcknowledged)
        await migrate(url)
        const resumed = passage.faultsAfter(await contentOf(cluster, url))
        for (const fault of [...found, ...resumed]) {
          faults.push(fault)
          console.error(`from schema ${version}, statement ${statement}: ${fault}`)
        }
        await cluster.run(`DROP SCHEMA ${schemaOf(url)} CASCADE`)
      }
    }
    return [
      atLeast(`backends of PostgreSQL ${end} at statements`, chosen, struck),
      exactly('after that, not as it should be', 0, faults.length),
    ]
  } finally {
    await cluster.stop()
  }
}

/** How many statements changed the schema, of which this one was the last that a backend saw. */
async function strikeAt(
  cluster: Cluster,
  statement: number,
  act: () => Promise<unknown>,
): Promise<number> {
  await cluster.run(
    `UPDATE faults.target SET statement = ${statement};
    ALTER SEQUENCE faults.statements RESTART; ALTER EVENT TRIGGER strike ENABLE`,
  )
  await act()
  await cluster.run('ALTER EVENT TRIGGER strike DISABLE')
  const [counted] = await cluster.run(`SELECT last_value::int AS count FROM faults.statements`)
  return Number(counted?.['count'])
}

/** Of the processes of a cluster, one that a recovery replaces. */
async function checkpointerOf(cluster: Cluster): Promise<unknown> {
  const sql = `SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'`
  return (await cluster.run(sql))[0]?.['pid']
}

async function recoveredFrom(cluster: Cluster, before: unknown): Promise<void> {
  for (;;) {
    const now = await checkpointerOf(cluster).catch(() => undefined)
    if (now !== undefined && now !== before) return
    await pause(20)
  }
}

/** What there was to do; it is done twice, of which the second time has to change nothing. */
async function migrate(url: string): Promise<readonly PendingMigration[]> {
  const store = postgres(url)
  try {
    const pending = (await store.pendingMigrations?.()) ?? []
    await store.migrate()
    await store.migrate()
    return pending
  } finally {
    await store.close()
  }
}

const schemaOf = (url: string): string => /search_path%3D(\w+)/.exec(url)?.[1] ?? ''

/** A schema as a release left it that knew these migrations only; of none, nothing. */
async function makeOld(
  cluster: Cluster,
  old: { readonly newest: string; readonly migrations: readonly PendingMigration[] },
): Promise<string> {
  const url = await cluster.createSchema()
  const { length } = old.migrations
  if (length === 0) return url
  await cluster.run(
    `SET search_path = ${schemaOf(url)};
    CREATE TABLE ${ledger} (LIKE ${old.newest}.${ledger} INCLUDING ALL);
    INSERT INTO ${ledger} SELECT * FROM ${old.newest}.${ledger} WHERE version <= ${length};
    ${oldSchema(old.migrations)}`,
  )
  return url
}

async function contentOf(cluster: Cluster, url: string): Promise<Content> {
  const name = schemaOf(url)
  const which = ['--schema-only', '-n', name, url.replace(/&options=.*/, '')]
  const dump = execFileSync(join(cluster.bin, 'pg_dump'), which, { encoding: 'utf8' })
  // Newer ones write a word of their own choice into it.
  const schema = dump.replaceAll(/^\\(?:un)?restrict .*$/gm, '').replaceAll(name, 'it')
  const names = (
    await cluster.run(
      `SELECT relname FROM pg_class WHERE relnamespace = '${name}'::regnamespace AND relkind = 'r'`,
    )
  ).map((row) => String(row['relname']))
  const each = names.map(
    (table) => `SELECT '${table}' AS name, to_jsonb(t) AS row FROM ${name}.${table} t`,
  )
  const rows =
    names.length === 0 ? [] : await cluster.run(`${each.join(' UNION ALL ')} ORDER BY name, row`)
  const tables = names.map((table) => [
    table,
    rows
      .filter((row) => row['name'] === table)
      .map(({ row }) => timeless(row as Content['tables'][string][number])), // to_jsonb
  ])
  return { schema, tables: Object.fromEntries(tables) as Content['tables'] } // names and rows
}
