import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Store } from '../storage/index.ts'
import { copyDatabase, Draft } from './copy-database.ts'
import { faultOf } from './faults.ts'
import { sqlite } from './sqlite.ts'

/**
 * Puts a backup in the place of a database, in one step: until then the old one is there, and whatever is
 * wrong with the backup, or fails in `finish`, changes nothing. Returns where the old one is kept; `undefined`
 * when there was none.
 *
 * Sessions that ended after the backup was made are alive in it, and refresh tokens spent since are good
 * again: `finish` is where to end them, as `latchkey restore` does.
 *
 * @throws {Error} when the database is in use, or the backup is damaged, another program's, or of a release
 *   too new for this one.
 * @example
 * await restoreSqlite('/backup/latchkey-monday.db', 'data/latchkey.db', async (store) => endSessionsIn(store))
 */
export async function restoreSqlite(
  backup: string,
  database: string,
  finish: (store: Store) => Promise<void>,
): Promise<string | undefined> {
  const file = resolve(database)
  const lock = lockOut(file)
  const draft = new Draft(file)
  try {
    copyDatabase(backup, draft.file)
    const store = sqlite(draft.file)
    try {
      await store.migrate()
      await finish(store)
    } finally {
      await store.close()
    }
    if (existsSync(`${draft.file}-wal`)) throw new Error('the restored database was not closed')
    const kept = keep(file)
    draft.publish()
    return kept
  } finally {
    draft.discard()
    lock?.close()
  }
}

/** Nobody else uses the database until the result is closed; of a damaged one nobody can. */
function lockOut(file: string): DatabaseSync | undefined {
  // Of a file that is cut to nothing, SQLite would delete the log.
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < smallestPage) return undefined
  const database = new DatabaseSync(file)
  try {
    // Only who is alone with it may leave WAL. What is in the log gets into the file by that.
    database.exec('PRAGMA locking_mode = EXCLUSIVE')
    const mode = database.prepare('PRAGMA journal_mode = DELETE').get()?.['journal_mode']
    if (mode !== 'delete') throw new Error(inUse(file))
    database.exec('BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    if (faultOf(error) === 'fatal') return undefined
    if (faultOf(error) === 'passing') throw new Error(inUse(file), { cause: error })
    throw error
  }
}

/** Bytes: nothing shorter is a database. */
const smallestPage = 512

const inUse = (file: string): string => `the database is in use, stop its servers first: ${file}`

/** A second name for the database, so that nothing is lost. Its log, if it has one still, must not meet the new one. */
function keep(file: string): string | undefined {
  const kept = `${file}.before-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
  const isThere = existsSync(file)
  if (isThere) linkSync(file, kept)
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${kept}-wal`)
  rmSync(`${file}-shm`, { force: true })
  return isThere ? kept : undefined
}
