import { importedRowBytes } from '../defaults.ts'

/** A row of a file, or why it is none. */
export type Row =
  | {
      readonly line: number
      readonly names: readonly string[]
      readonly values: readonly unknown[]
    }
  | { readonly line: number; readonly problem: RowProblem }

/** Why a row is refused. Never quotes it: it may hold a password. */
export class RowProblem extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export const notUtf8 = (): RowProblem => new RowProblem('not_utf8', 'the row is not UTF-8')
export const tooLong = (): RowProblem =>
  new RowProblem('row_too_long', `the row is longer than ${importedRowBytes} bytes`)
