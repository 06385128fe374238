import { AuthError } from '../errors.ts'
import { UsageError } from './failures.ts'
import { RowProblem } from './row.ts'

/** @throws what no row can be the reason of. */
export function problemOf(error: unknown): RowProblem {
  if (error instanceof RowProblem) return error
  // What is asked of the header of a CSV file, and what is no way to call newAccountRecord.
  if (error instanceof UsageError || error instanceof TypeError) {
    return new RowProblem('invalid_cell', error.message)
  }
  if (!(error instanceof AuthError)) throw error
  if (error.code !== 'hash_unsupported') return new RowProblem(error.code, error.message)
  return new RowProblem(error.code, 'passwordHash: no hash we know; plain passwords are not taken')
}
