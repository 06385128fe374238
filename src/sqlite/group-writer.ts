import { DatabaseSync } from 'node:sqlite'
import { writeLockPatience, writeLockPause, writesPerCheckpoint } from '../defaults.ts'
import { fileIdentity } from './database-file.ts'
import { faultOf, resultCode } from './faults.ts'
import type { Batch, Group, Outcome, Reply, WriterOptions } from './messages.ts'
import { patiently } from './patiently.ts'
import { Statements } from './statements.ts'

/**
 * Writes groups of batches, each group in one transaction and so with one fsync. Every batch has its
 * own savepoint: one that is refused takes none of the others with it.
 */
export class GroupWriter {
  readonly #database: DatabaseSync
  readonly #statements: Statements
  readonly #files: readonly { readonly path: string; readonly identity: string | undefined }[]
  readonly #isDurable: boolean
  #isRelaxed = false
  #writesSinceCheckpoint = 0

  /** `database` is open for writing, in WAL mode, and does not checkpoint by itself. */
  constructor(database: DatabaseSync, { file, durability }: WriterOptions) {
    this.#database = database
    this.#isDurable = durability === 'full'
    this.#statements = new Statements(database)
    // SQLite itself would sleep longer and longer, up to 100 ms, while another process that writes all the
    // time frees the lock for a fraction of a millisecond: some waited for more than a second.
    database.exec('PRAGMA busy_timeout = 0')
    this.#files = [file, `${file}-wal`].map((path) => ({ path, identity: fileIdentity(path) }))
  }

  write({ batches, patience, relaxed }: Group): Reply {
    try {
      this.#relax(relaxed)
      patiently(() => this.#run('BEGIN IMMEDIATE'), { patience, pause: writeLockPause })
      const outcomes = batches.map((batch) => this.#write(batch))
      this.#run('COMMIT')
      this.#checkFiles()
      this.#writesSinceCheckpoint += batches.length
      return { kind: 'written', outcomes }
    } catch (error) {
      return this.#fail(error)
    }
  }

  /**
   * Moves the log into the database when it has grown; called when nobody is waiting for an answer.
   * SQLite would do it inside a COMMIT and swallow a failed fsync, after which the log is reused.
   */
  checkpointIfDue(): Reply | undefined {
    if (this.#writesSinceCheckpoint < writesPerCheckpoint) return undefined
    this.#writesSinceCheckpoint = 0
    try {
      this.#run('PRAGMA wal_checkpoint(PASSIVE)')
      return undefined
    } catch (error) {
      return faultOf(error) === 'passing' ? undefined : { kind: 'failed', error: toError(error) }
    }
  }

  /** Leaves everything in the database file, where no reader of another process prevents it. */
  close(): void {
    try {
      this.#run(`PRAGMA busy_timeout = ${writeLockPatience * 1_000}`)
      this.#run('PRAGMA wal_checkpoint(TRUNCATE)')
    } catch (error) {
      // What could not be moved stays in the log, where the next start finds it.
      if (faultOf(error) !== 'passing') throw error
    }
    this.#database.close()
  }

  #write(batch: Batch): Outcome {
    // A single statement is atomic by itself.
    if (batch.length === 1) return this.#runBatch(batch)
    this.#run('SAVEPOINT batch')
    const outcome = this.#runBatch(batch)
    if ('error' in outcome || outcome.stoppedAt !== undefined) this.#run('ROLLBACK TO batch')
    this.#run('RELEASE batch')
    return outcome
  }

  #runBatch(batch: Batch): Outcome {
    const rows: unknown[][] = []
    for (const [index, { sql, parameters, guard, script }] of batch.entries()) {
      try {
        if (script) this.#database.exec(sql)
        rows.push(script ? [] : this.#statements.all(sql, parameters))
      } catch (error) {
        const fault = faultOf(error)
        if (fault === 'taken' && guard) return { rows, stoppedAt: index }
        if (fault === 'passing' || fault === 'fatal' || !this.#database.isTransaction) throw error
        return { error: toError(error) }
      }
      if (guard && rows[index]?.length === 0) return { rows, stoppedAt: index }
    }
    return { rows, stoppedAt: undefined }
  }

  #run(sql: string): void {
    this.#statements.all(sql)
  }

  #relax(relaxed: boolean): void {
    if (!this.#isDurable || relaxed === this.#isRelaxed) return
    this.#database.exec(`PRAGMA synchronous = ${relaxed ? 'NORMAL' : 'FULL'}`)
    this.#isRelaxed = relaxed
  }

  // Another file under the same name, or none: what was just written is nowhere a restart would find it.
  #checkFiles(): void {
    for (const { path, identity } of this.#files) {
      if (fileIdentity(path) !== identity) {
        throw new Error(`${path} was removed or replaced while it was in use`)
      }
    }
  }

  #fail(error: unknown): Reply {
    const isPassing = faultOf(error) === 'passing'
    // If the disk is full, the log may become reusable.
    this.#writesSinceCheckpoint = writesPerCheckpoint
    try {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
    } catch (cause) {
      return { kind: 'failed', error: toError(cause) }
    }
    return { kind: isPassing ? 'unavailable' : 'failed', error: toError(error) }
  }
}

// An error's own fields do not survive the way to the other thread; its message does.
function toError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const code = resultCode(error)
  return new Error(code === 0 ? error.message : `${error.message} (SQLite result code ${code})`)
}
