import type { AccountRecord, FlaskIdentity } from '../accounts/index.ts'
import { importedRows } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { HashInspection } from '../passwords/index.ts'
import type { Store } from '../storage/index.ts'
import { isOff, isSameSet, readCandidate, saysOff } from './account-candidate.ts'
import type { Candidate, ReadOptions } from './account-candidate.ts'
import { AccountUpdater } from './account-updater.ts'
import type { UpdaterOptions } from './account-updater.ts'
import type { EarlierRows } from './earlier-rows.ts'
import { PartlyDone } from './failures.ts'
import { problemOf } from './row-problems.ts'
import { RowProblem } from './row.ts'
import type { Row } from './row.ts'

export interface ImporterOptions extends ReadOptions {
  readonly store: UpdaterOptions['store'] &
    Pick<
      Store,
      | 'insertAccount'
      | 'findAccountById'
      | 'findAccountByUsername'
      | 'findAccountByEmail'
      | 'findFlaskIdentityByUniquifier'
    >
  /** What an earlier file said. Default: nothing did. */
  readonly earlier?: EarlierRows | undefined
  /** Whether to look only. */
  readonly dryRun: boolean
}

/** What became of a row. */
export type Outcome =
  | {
      readonly kind: 'imported' | 'there' | 'updated'
      readonly hash?: HashInspection
      readonly named: boolean
    }
  | { readonly kind: 'different' | 'refused'; readonly line: number; readonly problem: RowProblem }

/** Makes accounts of rows. Stopped at any moment, it can begin again: what is there already stays as it is. */
export class AccountImporter {
  readonly #options: ImporterOptions
  /** The lines of the names that were met. */
  readonly #lines = new Map<string, number>()
  readonly #updater: AccountUpdater
  #rows = 0

  constructor(options: ImporterOptions) {
    this.#options = options
    this.#updater = new AccountUpdater(options)
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
      candidate = readCandidate(row, this.#options)
      candidate = this.#options.earlier?.compare(candidate) ?? candidate
      this.#refuseTwice(candidate, line)
    } catch (error) {
      return { kind: 'refused', line, problem: problemOf(error) }
    }
    return this.#put(candidate, line)
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
    const known = await this.#known(candidate)
    if (!known && !dryRun && (await this.#insert(record))) {
      const problem = await this.#name(record, identity, { isNew: true })
      return problem ? { kind: 'different', line, problem } : { kind: 'imported', ...done }
    }
    const owners = known ? [known] : await this.#owners(record, said)
    const [owner, ...others] = owners
    if (!owner && dryRun) return { kind: 'imported', ...done }
    if (!owner || others.length > 0) {
      const problem = 'taken, and not by one account that would have all of its names'
      return { kind: 'different', line, problem: new RowProblem('account_exists', problem) }
    }
    return this.#meet(owner, candidate, line, done)
  }

  /** What becomes of a row whose account is there. */
  async #meet(
    owner: AccountRecord,
    candidate: Candidate,
    line: number,
    done: { readonly hash?: HashInspection; readonly named: boolean },
  ): Promise<Outcome> {
    const isUpdate = candidate.previous !== undefined
    try {
      const isUpdated = isUpdate && (await this.#updater.update(owner, candidate))
      if (isUpdated) return { kind: 'updated', ...done }
    } catch (error) {
      return { kind: 'different', line, problem: problemOf(error) }
    }
    const differences = compare(owner, candidate)
    if (differences !== '') {
      return { kind: 'different', line, problem: new RowProblem('account_exists', differences) }
    }
    // A run that was killed may have stopped between the two.
    const problem =
      this.#options.dryRun || isUpdate
        ? undefined
        : await this.#name(owner, candidate.identity, { isNew: false })
    return problem ? { kind: 'different', line, problem } : { kind: 'there', ...done }
  }

  /** Whose uniquifier it is already: the account may have another address by now. */
  async #known({ previous, identity }: Candidate): Promise<AccountRecord | undefined> {
    const { store } = this.#options
    for (const uniquifier of [previous, identity?.uniquifier]) {
      if (uniquifier === undefined) continue
      const named = await store.findFlaskIdentityByUniquifier(uniquifier)
      if (named) return store.findAccountById(named.accountId)
    }
    return undefined
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
    { id: accountId }: AccountRecord,
    identity: FlaskIdentity | undefined,
    { isNew }: { readonly isNew: boolean },
  ): Promise<RowProblem | undefined> {
    const { store } = this.#options
    if (identity === undefined) return undefined
    // Beside an import of an older row whoever made the account has the newer name.
    if (!isNew && (await store.findFlaskIdentity(accountId))) return undefined
    try {
      await store.putFlaskIdentity({ ...identity, accountId })
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

/** In what the account differs from what the row says; '' in nothing. Hashes are replaced at sign-in, so they may differ. */
function compare(there: AccountRecord, candidate: Candidate): string {
  const { record: row, said } = candidate
  const differences = [
    said.has('accountId') && there.id !== row.id && 'accountId',
    said.has('username') && there.username !== row.username && 'username',
    said.has('email') && there.email !== row.email && 'email',
    said.has('roles') && !isSameSet(there.roles, row.roles) && 'roles',
    said.has('scopes') && !isSameSet(there.scopes, row.scopes) && 'scopes',
    said.has('createdAt') && there.createdAt !== row.createdAt && 'createdAt',
    saysOff(candidate) && isOff(there) !== isOff(row) && 'disabled',
  ].filter((name) => name !== false)
  return differences.length === 0 ? '' : `there already with another ${differences.join(', ')}`
}
