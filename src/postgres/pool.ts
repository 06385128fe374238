// The part of the package `pg` that the store uses, described here so that its types need not be there.

/** One query as `pg` takes it. */
export interface PgQuery {
  readonly text: string
  readonly values?: unknown[]
  /** Prepared under this name, once for each connection. */
  readonly name?: string
  /** How columns are read: an object with the `getTypeParser` of `pg`. */
  readonly types?: object
  /** Milliseconds. */
  readonly query_timeout?: number
}

/** One connection: the part of a `pg` client that the store uses. */
export interface PgClient {
  query(query: PgQuery): Promise<{ readonly rows: unknown[] }>
  /** Gives it back to the pool, or, with `true`, closes it. */
  release(destroy?: boolean): void
  /** Whether queries are sent without waiting for the answers to those before them. */
  readonly pipeline?: boolean
  /** Lets the process end though the connection is open. */
  unref?(): void
  /** Absent: nobody can be told of revocations, and the store is asked for them only. */
  on?(event: 'notification' | 'error' | 'end', listener: () => void): unknown
}

/** The part of a `pg` pool that the store uses. */
export interface PgPool {
  connect(): Promise<PgClient>
  /** Who waits for a connection. */
  readonly waitingCount?: number
}
