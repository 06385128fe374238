import { DatabaseSync } from 'node:sqlite'
import { keptLogBytes, writeLockPatience } from '../defaults.ts'
import { prepareFile } from './database-file.ts'
import { faultOf, resultCode } from './faults.ts'
import type { WriterOptions } from './messages.ts'
import { patiently } from './patiently.ts'

/**
 * Opens the connection that writes, after making sure that the file is a whole database and ours.
 *
 * @throws {Error} saying what is wrong; nothing has been written to a database that is not ours.
 */
export function openForWriting({ file, durability }: WriterOptions): DatabaseSync {
  prepareFile(file)
  const database = new DatabaseSync(file, { timeout: writeLockPatience * 1_000 })
  try {
    checkIntegrity(database, file, 'quick_check')
    checkOwner(database, file)
    configure(database, file, durability)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

const waiting = { patience: writeLockPatience, pause: 0.01 }
/** SQLITE_NOTADB. */
const notDatabase = 26

/** @throws {Error} when it is damaged, or no database. `quick_check` leaves the indexes out. */
export function checkIntegrity(
  database: DatabaseSync,
  file: string,
  check: 'quick_check' | 'integrity_check',
): void {
  const damaged = `the database is damaged, restore a backup: ${file}`
  let result: unknown
  try {
    result = database.prepare(`PRAGMA ${check}(1)`).get()?.[check]
  } catch (error) {
    if (faultOf(error) !== 'fatal') throw error
    const isForeign = resultCode(error) === notDatabase
    throw new Error(isForeign ? `not a SQLite database: ${file}` : damaged, { cause: error })
  }
  if (result !== 'ok') throw new Error(`${damaged} (${String(result)})`)
}

/** Whether there is anything in it. @throws {Error} when that is not Latchkey's. */
export function checkOwner(database: DatabaseSync, file: string): boolean {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  if (tables.length === 0) return false
  if (tables.some(({ name }) => name === 'latchkey_migrations')) return true
  throw new Error(`the database belongs to another program: ${file}`)
}

function configure(
  database: DatabaseSync,
  file: string,
  durability: WriterOptions['durability'],
): void {
  // Two processes may start on a new file at once; for this change SQLite does not wait by itself.
  const mode = patiently(
    () => database.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'],
    waiting,
  )
  if (mode !== 'wal') throw new Error(`no write-ahead log is possible on this file system: ${file}`)
  database.exec(`
    PRAGMA synchronous = ${durability};
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA wal_autocheckpoint = 0;
    PRAGMA journal_size_limit = ${keptLogBytes};
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
  `)
  // The log is made by the first transaction, and from then on has to stay where it is.
  patiently(() => database.exec('BEGIN IMMEDIATE; COMMIT'), waiting)
}
