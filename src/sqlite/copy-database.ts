import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readLockPatience } from '../defaults.ts'
import { randomId } from '../random.ts'
import { syncDirectory } from './database-file.ts'
import { checkIntegrity, checkOwner } from './open-database.ts'

/** A file beside another one (mode 0600) that gets its name when it is whole, or goes away. */
export class Draft {
  readonly file: string
  readonly #name: string

  constructor(name: string) {
    this.#name = name
    this.file = `${name}.${randomId()}`
    closeSync(openSync(this.file, 'wx', 0o600))
  }

  /** Durable, and in one step: whatever had the name is replaced. */
  publish(): void {
    const descriptor = openSync(this.file, 'r+')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(this.file, this.#name)
    syncDirectory(dirname(this.#name))
  }

  discard(): void {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(this.file + end, { force: true })
  }
}

/**
 * Copies a database, which others may be writing to, as it is at one moment.
 *
 * @throws {Error} saying what is wrong with it.
 */
export function copyDatabase(from: string, to: string): void {
  const database = new DatabaseSync(from, { readOnly: true, timeout: readLockPatience * 1_000 })
  try {
    checkIntegrity(database, from, 'integrity_check')
    if (!checkOwner(database, from)) throw new Error(`there is nothing in the database: ${from}`)
    // One reading from beginning to end. The backup of SQLite's own begins anew whenever another process
    // writes, and never ends under load.
    database.prepare('VACUUM INTO ?').run(to)
  } finally {
    database.close()
  }
}
