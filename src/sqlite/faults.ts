/**
 * What an error of SQLite means for the writes of a transaction:
 * `taken`: a unique constraint. `passing`: nothing was written, and a later try may succeed.
 * `fatal`: what is on the disk is unknown from here on. `other`: this statement's own fault.
 */
export type Fault = 'taken' | 'passing' | 'fatal' | 'other'

// https://sqlite.org/rescode.html
const faults: ReadonlyMap<number, Fault> = new Map([
  [5, 'passing'], // BUSY
  [6, 'passing'], // LOCKED
  [7, 'passing'], // NOMEM
  [13, 'passing'], // FULL
  [14, 'passing'], // CANTOPEN: out of file descriptors
  [8, 'fatal'], // READONLY
  [10, 'fatal'], // IOERR
  [11, 'fatal'], // CORRUPT
  [26, 'fatal'], // NOTADB
  [1555, 'taken'], // CONSTRAINT_PRIMARYKEY
  [2067, 'taken'], // CONSTRAINT_UNIQUE
  [3082, 'passing'], // IOERR_NOMEM
  [4874, 'passing'], // IOERR_SHMSIZE: the disk is full when the index of the log has to grow
])

export function faultOf(error: unknown): Fault {
  const code = resultCode(error)
  return faults.get(code) ?? faults.get(code & 0xff) ?? 'other'
}

/** SQLite's extended result code; 0 for what is no error of SQLite. */
export const resultCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode
    : 0
