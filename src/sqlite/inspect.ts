import { DatabaseSync } from 'node:sqlite'
import type { KeyRecord } from '../storage/index.ts'
import { createSqlStore, pendingMigrations } from '../storage/sql-store.ts'
import type { SqlDriver, Statement } from '../storage/sql-store.ts'

/** How a database is, as far as can be seen without changing it. */
export interface DatabaseState {
  /** Migrations of this release that it has not. */
  readonly missing: number
  readonly keys: readonly KeyRecord[]
}

/** Looks at a database file, which a server may be using. @throws {Error} saying what is wrong with it. */
export async function inspectSqlite(file: string): Promise<DatabaseState> {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const result = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
    if (result !== 'ok') throw new Error(`the database is damaged (${String(result)})`)
    const driver = readingFrom(database)
    const missing = (await pendingMigrations(driver)).length
    return { missing, keys: await createSqlStore(driver).listKeys() }
  } finally {
    database.close()
  }
}

const readingFrom = (database: DatabaseSync): SqlDriver => ({
  dialect: 'sqlite',
  read: async <Row>({ sql, parameters }: Statement<Row>) =>
    database.prepare(sql).all(...parameters) as unknown as readonly Row[], // as the statement says
  write: () => Promise.reject(new TypeError('the database is only looked at')),
  dataVersion: () => Promise.reject(new TypeError('the database is only looked at')),
})
