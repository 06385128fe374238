import { DatabaseSync } from 'node:sqlite'
import { readLockPatience } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { SqlDriver, Statement, WriteOptions, WriteResult } from '../storage/sql-store.ts'
import { faultOf } from './faults.ts'
import type { WriterOptions } from './messages.ts'
import { Statements } from './statements.ts'
import { WriterThread } from './writer-thread.ts'

/** The two connections to an open database. */
interface Connections {
  readonly reader: DatabaseSync
  readonly statements: Statements
  readonly writer: WriterThread
}

/**
 * Reads on the caller's thread, from a connection that can do nothing else: under WAL a read waits for
 * nobody. Writes go to a thread of their own.
 */
export class SqliteDriver implements SqlDriver {
  readonly dialect = 'sqlite'
  readonly #options: WriterOptions
  readonly #onFatal: (error: Error) => void
  #opening: Promise<void> | undefined
  #connections: Connections | undefined
  #closing: Promise<void> | undefined

  constructor(options: WriterOptions, onFatal: (error: Error) => void) {
    this.#options = options
    this.#onFatal = onFatal
  }

  /** Writes that are not under way yet. */
  get waiting(): number {
    return this.#connections?.writer.waiting ?? 0
  }

  /** Opens the database, once; after a failure it may be tried again. */
  open(): Promise<void> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined
      throw error
    })
    return this.#opening
  }

  async read<Row>(statement: Statement<Row>): Promise<readonly Row[]> {
    // The rows are of the type that the compiler gave the query.
    return this.#query(statement.sql, statement.parameters) as Row[]
  }

  async write<const Batch extends readonly Statement[]>(
    batch: Batch,
    { relaxed = false }: WriteOptions = {},
  ): Promise<WriteResult<Batch>> {
    const outcome = await this.#connected().writer.write(batch, relaxed)
    // As above, of every statement of the batch.
    return outcome as WriteResult<Batch>
  }

  async dataVersion(): Promise<number> {
    const [row] = this.#query('PRAGMA data_version') as { data_version: number }[]
    return row?.data_version ?? 0
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #open(): Promise<void> {
    if (this.#closing) throw new Error('the store is closed')
    const writer = new WriterThread(this.#options, this.#onFatal)
    await writer.opened
    try {
      const timeout = readLockPatience * 1_000
      const reader = new DatabaseSync(this.#options.file, { readOnly: true, timeout })
      this.#connections = { reader, statements: new Statements(reader), writer }
    } catch (error) {
      await writer.close()
      throw error
    }
  }

  #connected(): Connections {
    if (this.#closing) throw new Error('the store is closed')
    if (!this.#connections) throw new Error('the store is not open: call migrate() first')
    return this.#connections
  }

  #query(sql: string, parameters?: Statement['parameters']): unknown[] {
    const { statements, writer } = this.#connected()
    try {
      return statements.all(sql, parameters)
    } catch (error) {
      const fault = faultOf(error)
      if (fault === 'fatal') throw writer.fail(error)
      if (fault !== 'passing') throw error
      throw new AuthError('storage_unavailable', 'the database is locked', {
        retryAfter: 1,
        cause: error,
      })
    }
  }

  async #close(): Promise<void> {
    await this.#opening?.catch(() => {})
    // First, so that no reader of ours keeps the log from being moved into the database.
    this.#connections?.reader.close()
    await this.#connections?.writer.close()
  }
}
