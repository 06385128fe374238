import { closeSync, openSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { copyDatabase, Draft } from './copy-database.ts'

/**
 * Writes a backup of a database, which servers may be using, to a new file (mode 0600): everything that was
 * acknowledged before the call, and nothing half done. The master secret is not in it.
 *
 * It reads all of the database on the thread of the caller.
 *
 * @throws {Error} when the database is damaged or another program's, or the file is there already.
 * @example
 * backupSqlite('data/latchkey.db', '/backup/latchkey-monday.db')
 */
export function backupSqlite(database: string, file: string): void {
  const target = resolve(file)
  // Ours from here on: nobody's file is replaced.
  closeSync(openSync(target, 'wx', 0o600))
  try {
    const draft = new Draft(target)
    try {
      copyDatabase(database, draft.file)
      draft.publish()
    } finally {
      draft.discard()
    }
  } catch (error) {
    rmSync(target, { force: true })
    throw error
  }
}
