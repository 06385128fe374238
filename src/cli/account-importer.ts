import { newAccountRecord } from '../accounts/index.ts'
import type { AccountRecord, FlaskIdentity } from '../accounts/index.ts'
import { importedRows } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { flaskSecurityHash, inspectHash } from '../passwords/index.ts'
import type { HashInspection } from '../passwords/index.ts'
import { randomId } from '../random.ts'
import type { Store } from '../storage/index.ts'
import { accountOf, readCells } from './account-cells.ts'
import type { AccountCells } from './account-cells.ts'
import type { AccountColumns, Column } from './account-columns.ts'
import { PartlyDone, UsageError } from './failures.ts'
import { RowProblem } from './row.ts'
import type { Row } from './row.ts'

export interface ImporterOptions {
  readonly store: Pick<
    Store,
    | 'insertAccount'
    | 'findAccountById'
    | 'findAccountByUsername'
    | 'findAccountByEmail'
    | 'findFlaskIdentity'
    | 'putFlaskIdentity'
  >
  readonly columns: AccountColumns
  /** Seconds since 1970. */
  readonly now: number
  /** Whether Flask-Security made the hashes. */
  readonly fromFlaskSecurity: boolean
  /** Whether to look only. */
  readonly dryRun: boolean
}

/** What became of a row. */
export type Outcome =
  | { readonly kind: 'imported' | 'there'; readonly hash?: HashInspection; readonly named: boolean }
  | { readonly kind: 'different' | 'refused'; readonly line: number; readonly problem: RowProblem }

interface Candidate {
  readonly record: AccountRecord
  readonly said: ReadonlySet<string>
  readonly hash: HashInspection | undefined
  readonly identity: Identity | undefined
}

/** What a row says of how Flask-Security knows the account. */
type Identity = Pick<FlaskIdentity, 'uniquifier' | 'tokenUniquifier' | 'confirmedEmail'>

/** Makes accounts of rows. Stopped at any moment, it can begin again: what is there already stays as it is. */
export class AccountImporter {
  readonly #options: ImporterOptions
  /** The lines of the names that were met. */
  readonly #lines = new Map<string, number>()
  #rows = 0

  constructor(options: ImporterOptions) {
    this.#options = options
  }

  /** The outcomes, in the order of the rows. @throws {PartlyDone} for more rows than a file may have. */
  import(rows: readonly Row[]): Promise<readonly Outcome[]> {
    this.#rows += rows.length
    if (this.#rows > importedRows) {
      throw new PartlyDone(`more than ${importedRows} rows: split the file`)
    }
    return Promise.all(rows.map((row) => this.#importRow(row)))
  }

  async #importRow(row: Row): Promise<Outcome> {
    const { line } = row
    let candidate: Candidate
    try {
      if ('problem' in row) throw row.problem
      candidate = this.#read(row)
      this.#refuseTwice(candidate, line)
    } catch (error) {
      return { kind: 'refused', line, problem: problemOf(error) }
    }
    return this.#put(candidate, line)
  }

  #read({ names, values }: Exclude<Row, { problem: RowProblem }>): Candidate {
    const { columns, now, fromFlaskSecurity } = this.#options
    const cells = new Map<Column, unknown>()
    for (const [index, column] of columns.of(names).entries()) {
      if (column) cells.set(column, values[index])
    }
    const origin = readCells(cells, now)
    const { username, email, passwordHash } = origin
    if (username === undefined && email === undefined) {
      throw new RowProblem('username_invalid', 'no username and no email')
    }
    // What people sign in with is the address then; an account has a name all the same.
    const account = accountOf(origin, `user_${randomId()}`)
    const hash = passwordHash === undefined ? undefined : inspectHash(passwordHash)
    const stored = fromFlaskSecurity ? marked(passwordHash) : passwordHash
    const record = { ...newAccountRecord(account, now, origin), passwordHash: stored }
    const said = new Set<string>(cells.keys())
    // Of these an empty cell says nothing, and something was put in its place.
    const filled = { accountId: origin.id, username, createdAt: origin.createdAt }
    for (const [column, value] of Object.entries(filled)) {
      if (value === undefined) said.delete(column)
    }
    return { record, said, hash, identity: identityOf(origin, record) }
  }

  #refuseTwice({ record, said }: Candidate, line: number): void {
    // No two kinds look alike: an address has an @, an id begins as no username may.
    const keys = new Map([[record.usernameKey, 'username']])
    if (record.emailKey !== undefined) keys.set(record.emailKey, 'email')
    if (said.has('accountId')) keys.set(record.id, 'accountId')
    for (const [key, column] of keys) {
      const first = this.#lines.get(key)
      if (first === undefined) continue
      throw new RowProblem('duplicate', `the ${column} of line ${first} again`)
    }
    for (const key of keys.keys()) this.#lines.set(key, line)
  }

  async #put(candidate: Candidate, line: number): Promise<Outcome> {
    const { record, said, hash, identity } = candidate
    const { dryRun } = this.#options
    const done = { ...(hash && { hash }), named: !said.has('username') }
    if (!dryRun && (await this.#insert(record))) {
      const problem = await this.#name(record, identity)
      return problem ? { kind: 'different', line, problem } : { kind: 'imported', ...done }
    }
    const owners = await this.#owners(record, said)
    const [owner, ...others] = owners
    if (!owner && dryRun) return { kind: 'imported', ...done }
    const differences =
      owner && others.length === 0
        ? compare(owner, record, said)
        : 'taken, and not by one account that would have all of its names'
    if (differences === '' && owner) {
      // A run that was killed may have stopped between the two.
      const problem = dryRun ? undefined : await this.#name(owner, identity)
      return problem ? { kind: 'different', line, problem } : { kind: 'there', ...done }
    }
    return { kind: 'different', line, problem: new RowProblem('account_exists', differences) }
  }

  /** `false`: one of its names is taken. */
  async #insert(record: AccountRecord): Promise<boolean> {
    try {
      await this.#options.store.insertAccount(record)
      return true
    } catch (error) {
      if (error instanceof AuthError && error.code === 'account_exists') return false
      throw error
    }
  }

  /** Says how Flask-Security's tokens name the account, where nothing says so yet; what is wrong with that. */
  async #name(
    { id: accountId, passwordVersion }: AccountRecord,
    identity: Identity | undefined,
  ): Promise<RowProblem | undefined> {
    const { store } = this.#options
    if (!identity || (await store.findFlaskIdentity(accountId))) return undefined
    try {
      await store.putFlaskIdentity({ ...identity, accountId, passwordVersion, tokensFrom: 0 })
      return undefined
    } catch (error) {
      if (!(error instanceof AuthError)) throw error
      return new RowProblem(
        error.code,
        "fsUniquifier: another account's; this one was imported without",
      )
    }
  }

  /** Whoever has one of its names. */
  async #owners(
    record: AccountRecord,
    said: ReadonlySet<string>,
  ): Promise<readonly AccountRecord[]> {
    const { store } = this.#options
    const { id, usernameKey, emailKey } = record
    const found = await Promise.all([
      said.has('accountId') ? store.findAccountById(id) : undefined,
      said.has('username') ? store.findAccountByUsername(usernameKey) : undefined,
      emailKey === undefined ? undefined : store.findAccountByEmail(emailKey),
    ])
    const owners = found.filter((owner) => owner !== undefined)
    return [...new Map(owners.map((owner) => [owner.id, owner])).values()]
  }
}

function identityOf(
  { fsUniquifier: uniquifier, fsTokenUniquifier: tokenUniquifier, confirmedAt }: AccountCells,
  { emailKey: confirmedEmail }: AccountRecord,
): Identity | undefined {
  if (uniquifier === undefined) return undefined
  return {
    uniquifier,
    ...(tokenUniquifier !== undefined && { tokenUniquifier }),
    ...(confirmedAt !== undefined && confirmedEmail !== undefined && { confirmedEmail }),
  }
}

/** Once, also where it comes back from an export. */
const marked = (hash: string | undefined): string | undefined =>
  hash === undefined || hash.startsWith(flaskSecurityHash('')) ? hash : flaskSecurityHash(hash)

/** In what the account differs from what the row says; '' in nothing. Hashes are replaced at sign-in, so they may differ. */
function compare(there: AccountRecord, row: AccountRecord, said: ReadonlySet<string>): string {
  const saysOff = said.has('disabledAt') || said.has('disabled') || said.has('active')
  const differences = [
    said.has('accountId') && there.id !== row.id && 'accountId',
    said.has('username') && there.username !== row.username && 'username',
    said.has('email') && there.email !== row.email && 'email',
    said.has('roles') && !isSameSet(there.roles, row.roles) && 'roles',
    said.has('scopes') && !isSameSet(there.scopes, row.scopes) && 'scopes',
    said.has('createdAt') && there.createdAt !== row.createdAt && 'createdAt',
    saysOff && isOff(there) !== isOff(row) && 'disabled',
  ].filter((name) => name !== false)
  return differences.length === 0 ? '' : `there already with another ${differences.join(', ')}`
}

const isOff = ({ disabledAt }: AccountRecord): boolean => disabledAt !== undefined

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  new Set(a).symmetricDifference(new Set(b)).size === 0

/** @throws what no row can be the reason of. */
function problemOf(error: unknown): RowProblem {
  if (error instanceof RowProblem) return error
  // What is asked of the header of a CSV file, and what is no way to call newAccountRecord.
  if (error instanceof UsageError || error instanceof TypeError) {
    return new RowProblem('invalid_cell', error.message)
  }
  if (!(error instanceof AuthError)) throw error
  if (error.code !== 'hash_unsupported') return new RowProblem(error.code, error.message)
  return new RowProblem(error.code, 'passwordHash: no hash we know; plain passwords are not taken')
}
