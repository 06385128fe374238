/** Whose SQL it is. */
export type SqlDialect = 'sqlite' | 'postgres'

/** What a column holds and a parameter may be. */
export type SqlValue = string | number | null

/** One SQL statement with its parameters. */
export interface Statement<Row = unknown> {
  readonly sql: string
  readonly parameters: readonly SqlValue[]
  /**
   * The batch takes effect only if this statement returns a row. One that would break a unique
   * constraint counts as returning none.
   */
  readonly guard?: true
  /** Several statements, without parameters or rows: a migration. */
  readonly script?: true
  /** Never set: the type of the rows it returns. */
  readonly row?: Row
}

export interface WriteOptions {
  /** Need not survive a power failure, only the end of this process: the batch waits for no fsync. */
  readonly relaxed?: boolean
}

/** What became of a batch. */
export interface WriteResult<Batch extends readonly Statement[]> {
  /** Index of the guard that returned no row, so that nothing of the batch took effect. */
  readonly stoppedAt: number | undefined
  /** The rows of each statement; of those before the guard only, when one stopped the batch. */
  readonly rows: RowsOf<Batch>
}

/** The rows of each statement of a batch. */
export type RowsOf<Batch extends readonly Statement[]> = {
  readonly [Index in keyof Batch]: readonly NonNullable<Batch[Index]['row']>[]
}

/**
 * A database, as far as the store needs it. A transaction is a list of statements decided before it
 * starts: its conditions are guards in the SQL, never code between two statements. So a driver may
 * run many batches in one transaction, and no lock is ever held while this program thinks.
 */
export interface SqlDriver {
  readonly dialect: SqlDialect
  /** Runs one query on a consistent snapshot that holds every write acknowledged until now. */
  read<Row>(statement: Statement<Row>): Promise<readonly Row[]>
  /**
   * Runs the batch atomically; durable when fulfilled.
   * @throws {AuthError} `storage_unavailable` when it may be tried again.
   */
  write<const Batch extends readonly Statement[]>(
    batch: Batch,
    options?: WriteOptions,
  ): Promise<WriteResult<Batch>>
  /** See `RevocationStore`. */
  dataVersion(): Promise<number>
}
