import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '../clock.ts'
import { postgresAttempts, postgresPause, retryAfter } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { SqlDriver, Statement, WriteOptions, WriteResult } from '../storage/sql-store.ts'
import { faultOf } from './faults.ts'
import type { PgClient } from './pool.ts'
import { toQuery } from './queries.ts'
import { ServerClock } from './server-clock.ts'
import type { StorePool } from './store-pool.ts'
import { runBatch } from './transaction.ts'
import type { Outcome } from './transaction.ts'

/**
 * Every read and every single statement is a transaction of its own; longer batches are one at the level
 * READ COMMITTED, whose statements lock what they depend on.
 */
export class PostgresDriver implements SqlDriver {
  readonly dialect = 'postgres'
  /** Set by every look for revocations. */
  readonly clock: ServerClock = new ServerClock(systemClock)
  readonly #pool: StorePool
  readonly #prepare: boolean
  /** Clients whose errors are listened to. */
  readonly #heard = new WeakSet<PgClient>()

  constructor(pool: StorePool, { prepare }: { readonly prepare: boolean }) {
    this.#pool = pool
    this.#prepare = prepare
  }

  async read<Row>(statement: Statement<Row>): Promise<readonly Row[]> {
    const query = toQuery(statement, { prepare: this.#prepare })
    const { rows } = await this.#using((client) => client.query(query))
    // The rows are of the type that the compiler gave the query.
    return rows as Row[]
  }

  async write<const Batch extends readonly Statement[]>(
    batch: Batch,
    { relaxed = false }: WriteOptions = {},
  ): Promise<WriteResult<Batch>> {
    const outcome = await this.#write(batch, relaxed)
    // As above, of every statement of the batch.
    return outcome as WriteResult<Batch>
  }

  async dataVersion(): Promise<number> {
    const row = await this.clock.observe(async () => (await this.read(lastRevocation))[0])
    return row?.last ?? 0
  }

  async #write(batch: readonly Statement[], relaxed: boolean): Promise<Outcome> {
    if (batch.length === 0) return { rows: [], stoppedAt: undefined }
    const steps = batch.map((statement) => ({
      query: toQuery(statement, { prepare: this.#prepare }),
      guard: statement.guard === true,
      script: statement.script === true,
    }))
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#using((client) => runBatch(client, steps, { relaxed }))
      } catch (error) {
        // Nothing of it was written, and whoever was in the way has moved on. What was taken after a guard
        // had found it free, such as a place in the status list, is seen by the guard now.
        const fault = faultOf(error instanceof AuthError ? error.cause : error)
        const isConflict = fault === 'conflict' || fault === 'taken'
        if (!isConflict || attempt >= postgresAttempts) throw error
        await pause(Math.random() * postgresPause * attempt * 1_000)
      }
    }
  }

  /** @throws {AuthError} `storage_unavailable` when a later try may succeed. */
  async #using<Result>(work: (client: PgClient) => Promise<Result>): Promise<Result> {
    let client: PgClient | undefined
    try {
      client = await this.#pool.get().connect()
      this.#listenToErrors(client)
      const result = await work(client)
      client.release()
      return result
    } catch (error) {
      const fault = faultOf(error)
      client?.release(fault === 'broken')
      if (fault === 'other' || fault === 'taken') throw error
      const meaning = client ? meanings[fault] : 'the database cannot be reached'
      const message = `${meaning} (${reasonOf(error)})`
      throw new AuthError('storage_unavailable', message, { retryAfter, cause: error })
    }
  }

  // A connection that breaks while it is ours tells its query, and then emits an error as well, which
  // would end the process if nobody listened.
  #listenToErrors(client: PgClient): void {
    if (this.#heard.has(client)) return
    this.#heard.add(client)
    client.on?.('error', () => {})
  }
}

const lastRevocation: Statement<{ readonly last: number; readonly now: number }> = {
  sql: `SELECT last, CAST(extract(epoch FROM clock_timestamp()) AS DOUBLE PRECISION) AS now
    FROM revocation_counter`,
  parameters: [],
}

const meanings = {
  conflict: 'other transactions were in the way',
  passing: 'the database refuses for now',
  broken: 'the connection to the database broke: what was being written is written or not',
} as const

/** `ECONNREFUSED`, an SQLSTATE, or what `pg` says; never what the server says, which may quote values. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
