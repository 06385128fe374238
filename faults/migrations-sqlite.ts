import { mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { databaseFile } from '../src/server/index.ts'
import { sqlite } from '../src/sqlite/index.ts'
import type { PendingMigration } from '../src/storage/index.ts'
import { ledger, Passage, timeless } from './content.ts'
import type { Content } from './content.ts'
import type { Figure } from './figure.ts'
import { oldSchema } from './old-schema.ts'
import { killAtWrites } from './write-points.ts'

const script = fileURLToPath(new URL('migrate.ts', import.meta.url))

/** Kills a migration of a database that is at this version, at each of its writes or at one in so many. */
export async function killMigration(version: number, every = 1): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
  try {
    const data = join(directory, 'data')
    mkdirSync(data)
    const file = databaseFile(data)
    const newest = join(directory, 'newest.db')
    const old = { newest, migrations: (await migrate(newest)).slice(0, version) }
    if (version > 0) makeOld(file, old)
    const undisturbed = join(directory, 'undisturbed.db')
    makeOld(undisturbed, old)
    const before = await contentOf(undisturbed)
    await migrate(undisturbed)
    const passage = new Passage(before, await contentOf(undisturbed))
    const judge = async (killed: string, said: string): Promise<readonly string[]> => {
      const faults = passage.faultsOf(await contentOf(killed), said !== '')
      await migrate(killed)
      return [...faults, ...passage.faultsAfter(await contentOf(killed))]
    }
    const work = { directory, data, script: (copy: string) => [script, copy], judge }
    const figures = await killAtWrites(work, { least: 8, every })
    return figures.map((figure) => ({ ...figure, what: `from schema ${version}: ${figure.what}` }))
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** What there was to do; it is done twice, of which the second time has to change nothing. */
async function migrate(file: string): Promise<readonly PendingMigration[]> {
  const store = sqlite(file)
  const pending = (await store.pendingMigrations?.()) ?? []
  await store.migrate()
  await store.migrate()
  await store.close()
  return pending
}

/** As a release left it that knew these migrations only. */
function makeOld(
  file: string,
  old: { readonly newest: string; readonly migrations: readonly PendingMigration[] },
): void {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA journal_mode = WAL')
  database.prepare('ATTACH ? AS newest').run(old.newest)
  const table = database.prepare(`SELECT sql FROM newest.sqlite_schema WHERE name = '${ledger}'`)
  database.exec(String(table.get()?.['sql']))
  const known = `SELECT * FROM newest.${ledger} WHERE version <= ${old.migrations.length}`
  database.exec(`INSERT INTO main.${ledger} ${known}`)
  database.exec(oldSchema(old.migrations))
  database.close()
}

async function contentOf(file: string): Promise<Content> {
  const database = new DatabaseSync(file)
  try {
    const all = (sql: string) => database.prepare(sql).all()
    const made = all('SELECT * FROM sqlite_schema ORDER BY name')
    const names = made.filter(({ type }) => type === 'table').map(({ name }) => String(name))
    const tables = names.map((name) => [
      name,
      all(`SELECT * FROM ${name} ORDER BY 1`).map(timeless),
    ])
    const integrity = all('PRAGMA integrity_check')[0]?.['integrity_check']
    const schema = [integrity, ...made.map(({ sql }) => sql)].join('\n')
    return { schema, tables: Object.fromEntries(tables) as Content['tables'] } // names and rows
  } finally {
    database.close()
  }
}
