import { newAccountRecord } from '../accounts/index.ts'
import type { AccountRecord, FlaskIdentity } from '../accounts/index.ts'
import { flaskSecurityHash, inspectHash } from '../passwords/index.ts'
import type { HashInspection } from '../passwords/index.ts'
import { randomId } from '../random.ts'
import { accountOf, readCells } from './account-cells.ts'
import type { AccountCells } from './account-cells.ts'
import type { AccountColumns, Column } from './account-columns.ts'
import { RowProblem } from './row.ts'
import type { Row } from './row.ts'

export interface ReadOptions {
  readonly columns: AccountColumns
  /** Seconds since 1970. */
  readonly now: number
  /** Whether Flask-Security made the hashes. */
  readonly fromFlaskSecurity: boolean
}

/** What a row would make. */
export interface Candidate {
  readonly record: AccountRecord
  /** The columns that say something. */
  readonly said: ReadonlySet<string>
  readonly hash: HashInspection | undefined
  /** How a Flask application's tokens name it. */
  readonly identity: FlaskIdentity | undefined
  /** The name that the row knows it by, where it tells of a change. */
  readonly previous: string | undefined
}

/** @throws {RowProblem} {@link AuthError} {@link UsageError} {@link TypeError} for what is no account. */
export function readCandidate(
  { names, values }: Exclude<Row, { problem: RowProblem }>,
  { columns, now, fromFlaskSecurity }: ReadOptions,
): Candidate {
  const cells = new Map<Column, unknown>()
  for (const [index, column] of columns.of(names).entries()) {
    if (column) cells.set(column, values[index])
  }
  const origin = readCells(cells, now)
  const { username, email, passwordHash, passwordVersion = 1 } = origin
  if (username === undefined && email === undefined) {
    throw new RowProblem('username_invalid', 'no username and no email')
  }
  // What people sign in with is the address then; an account has a name all the same.
  const account = accountOf(origin, `user_${randomId()}`)
  const stored = fromFlaskSecurity ? marked(passwordHash) : passwordHash
  const record = {
    ...newAccountRecord(account, now, origin),
    passwordHash: stored,
    passwordVersion,
  }
  const said = new Set<string>(cells.keys())
  // Of these an empty cell says nothing, and something was put in its place.
  const filled = { accountId: origin.id, username, createdAt: origin.createdAt }
  for (const [column, value] of Object.entries(filled)) {
    if (value === undefined) said.delete(column)
  }
  return {
    record,
    said,
    hash: stored === undefined ? undefined : inspectHash(stored),
    identity: identityOf(record, origin),
    previous: origin.previousFsUniquifier,
  }
}

function identityOf(record: AccountRecord, cells: AccountCells): FlaskIdentity | undefined {
  const { fsUniquifier: uniquifier, fsTokenUniquifier: tokenUniquifier } = cells
  if (uniquifier === undefined) return undefined
  const confirmed = cells.confirmedAt === undefined ? undefined : record.emailKey
  const { fsConfirmedEmail: confirmedEmail = confirmed } = cells
  return {
    accountId: record.id,
    uniquifier,
    passwordVersion: cells.fsPasswordVersion ?? record.passwordVersion,
    tokensFrom: cells.fsTokensFrom ?? 0,
    ...(tokenUniquifier !== undefined && { tokenUniquifier }),
    ...(confirmedEmail !== undefined && { confirmedEmail }),
  }
}

/** What the application keeps a hash of ours by: it is of the password itself (docs/coming-from-flask.md). */
const ours = 'latchkey$'

/** Once, also where it comes back from an export. */
function marked(hash: string | undefined): string | undefined {
  if (hash === undefined || hash.startsWith(flaskSecurityHash(''))) return hash
  return hash.startsWith(ours) ? hash.slice(ours.length) : flaskSecurityHash(hash)
}

export const isOff = ({ disabledAt }: AccountRecord): boolean => disabledAt !== undefined

/** Whether the row says if the account is disabled. */
export const saysOff = ({ said }: Pick<Candidate, 'said'>): boolean =>
  said.has('disabledAt') || said.has('disabled') || said.has('active')

export const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  new Set(a).symmetricDifference(new Set(b)).size === 0
