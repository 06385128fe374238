/**
 * What an error means for what was being done:
 * `taken`: a unique constraint. `conflict`: another transaction was in the way, and nothing was written.
 * `passing`: the server refused for now, and nothing was written. `broken`: the connection is of no use
 * any more, and whether a commit under way was reached is unknown. `other`: the statement's own fault.
 */
export type Fault = 'taken' | 'conflict' | 'passing' | 'broken' | 'other'

// https://www.postgresql.org/docs/current/errcodes-appendix.html, by code or by class
const faults: ReadonlyMap<string, Fault> = new Map([
  ['23505', 'taken'], // unique_violation
  ['40001', 'conflict'], // serialization_failure
  ['40P01', 'conflict'], // deadlock_detected
  ['55P03', 'passing'], // lock_not_available
  ['57014', 'passing'], // query_canceled: statement_timeout
  ['53', 'passing'], // insufficient_resources: too many connections, no memory, disk full
  ['58', 'passing'], // system_error
  ['25006', 'broken'], // read_only_sql_transaction: a primary that has become a standby
  ['25P03', 'broken'], // idle_in_transaction_session_timeout
  ['08', 'broken'], // connection_exception
  ['57P', 'broken'], // admin_shutdown, crash_shutdown, cannot_connect_now
])

export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error) || error instanceof TypeError) return 'other'
  const state = sqlState(error)
  // What does not come from the server comes from the way to it.
  if (state === undefined) return 'broken'
  return (
    faults.get(state) ?? faults.get(state.slice(0, 3)) ?? faults.get(state.slice(0, 2)) ?? 'other'
  )
}

/** `undefined` when the error is not one that the server sent. */
const sqlState = (error: Error): string | undefined =>
  'severity' in error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
