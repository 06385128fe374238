import type { AccountOrigin, NewAccount } from '../accounts/index.ts'
import type { Column } from './account-columns.ts'
import { RowProblem } from './row.ts'

/** What a row says about an account, read as what it means and not yet judged. */
export interface AccountCells extends AccountOrigin {
  readonly username?: string
  readonly email?: string
  readonly passwordHash?: string
  readonly roles?: readonly string[]
  readonly scopes?: readonly string[]
  readonly passwordVersion?: number
  /** How Flask-Security's tokens name the account. */
  readonly fsUniquifier?: string
  /** How they name it where they have a name of their own. */
  readonly fsTokenUniquifier?: string
  /** The address that its owner has shown to read. */
  readonly fsConfirmedEmail?: string
  /** When its owner had shown to read the address that the row has. */
  readonly confirmedAt?: number
  /** The `passwordVersion` that the name belongs to. */
  readonly fsPasswordVersion?: number
  /** What was signed before is refused. */
  readonly fsTokensFrom?: number
  /** The name that `fsUniquifier` takes the place of. */
  readonly previousFsUniquifier?: string
}

/** @throws {RowProblem} for a cell that cannot be what its column is for. */
export function readCells(said: ReadonlyMap<Column, unknown>, now: number): AccountCells {
  const id = text(said, 'accountId')
  const username = text(said, 'username')
  const email = text(said, 'email')
  const passwordHash = text(said, 'passwordHash')
  const roles = names(said, 'roles')
  const scopes = names(said, 'scopes')
  const passwordVersion = version(said, 'passwordVersion')
  const fsUniquifier = text(said, 'fsUniquifier')
  const fsTokenUniquifier = text(said, 'fsTokenUniquifier')
  const fsConfirmedEmail = text(said, 'fsConfirmedEmail')
  const confirmedAt = time(said, 'confirmedAt')
  const fsPasswordVersion = version(said, 'fsPasswordVersion')
  const fsTokensFrom = time(said, 'fsTokensFrom')
  const previousFsUniquifier = text(said, 'previousFsUniquifier')
  const createdAt = time(said, 'createdAt')
  const off = flag(said, 'disabled') === true || flag(said, 'active') === false
  const disabledAt = time(said, 'disabledAt') ?? (off ? now : undefined)
  return {
    ...(id !== undefined && { id }),
    ...(username !== undefined && { username }),
    ...(email !== undefined && { email }),
    // Django begins what no password matches with an exclamation mark.
    ...(passwordHash?.startsWith('!') === false && { passwordHash }),
    ...(roles && { roles }),
    ...(scopes && { scopes }),
    ...(passwordVersion !== undefined && { passwordVersion }),
    ...(fsUniquifier !== undefined && { fsUniquifier }),
    ...(fsTokenUniquifier !== undefined && { fsTokenUniquifier }),
    ...(fsConfirmedEmail !== undefined && { fsConfirmedEmail }),
    ...(confirmedAt !== undefined && { confirmedAt }),
    ...(fsPasswordVersion !== undefined && { fsPasswordVersion }),
    ...(fsTokensFrom !== undefined && { fsTokensFrom }),
    ...(previousFsUniquifier !== undefined && { previousFsUniquifier }),
    ...(createdAt !== undefined && { createdAt }),
    ...(disabledAt !== undefined && { disabledAt }),
  }
}

/** Several names in one cell, as `readCells` reads them. */
export const joinNames = (list: readonly string[]): string =>
  list.some((name) => /^\[|[,;]/.test(name)) ? JSON.stringify(list) : list.join(' ')

function text(said: ReadonlyMap<Column, unknown>, column: Column): string | undefined {
  const value = said.get(column) ?? ''
  if (typeof value === 'string') return value === '' ? undefined : value
  if (typeof value === 'number') return String(value)
  throw new RowProblem('invalid_cell', `${column}: expected text`)
}

function names(said: ReadonlyMap<Column, unknown>, column: Column): readonly string[] | undefined {
  if (!said.has(column)) return undefined
  const value = said.get(column) ?? ''
  const list = typeof value === 'string' ? splitNames(value) : value
  if (isTexts(list)) return list
  throw new RowProblem('invalid_cell', `${column}: expected names`)
}

function splitNames(cell: string): unknown {
  if (!cell.startsWith('[')) return cell.split(/[\s,;]+/).filter((name) => name !== '')
  try {
    return JSON.parse(cell)
  } catch {
    return undefined
  }
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

/** ISO 8601, or as SQL prints it; without a zone it is UTC. */
const date =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/

function time(said: ReadonlyMap<Column, unknown>, column: Column): number | undefined {
  const cell = text(said, column)
  if (cell === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(cell)) return Number(cell)
  const [, day = '', clock = '00:00', zone = 'Z'] = date.exec(cell) ?? []
  const [, hours, minutes = '00'] = /^([+-]\d\d):?(\d\d)?$/.exec(zone) ?? []
  const offset = hours === undefined ? 'Z' : `${hours}:${minutes}`
  const seconds = Date.parse(`${day}T${clock}${offset}`) / 1_000
  if (Number.isFinite(seconds)) return seconds
  throw new RowProblem('invalid_cell', `${column}: expected seconds since 1970 or a date`)
}

function version(said: ReadonlyMap<Column, unknown>, column: Column): number | undefined {
  const cell = text(said, column)
  if (cell === undefined) return undefined
  if (/^[1-9]\d{0,8}$/.test(cell)) return Number(cell)
  throw new RowProblem('invalid_cell', `${column}: expected a whole number of 1 or more`)
}

const yes = ['true', 't', 'yes', 'y', 'on', '1']
const no = ['false', 'f', 'no', 'n', 'off', '0']

function flag(said: ReadonlyMap<Column, unknown>, column: Column): boolean | undefined {
  const value = said.get(column) ?? ''
  const cell = typeof value === 'string' ? value.toLowerCase() : JSON.stringify(value)
  if (cell === '') return undefined
  if (yes.includes(cell)) return true
  if (no.includes(cell)) return false
  throw new RowProblem('invalid_cell', `${column}: expected true or false`)
}

/** The account without where it comes from. */
export const accountOf = (
  { username = '', email, roles, scopes }: AccountCells,
  madeUpName: string,
): NewAccount => ({
  username: username === '' ? madeUpName : username,
  ...(email !== undefined && { email }),
  ...(roles && { roles }),
  ...(scopes && { scopes }),
})
