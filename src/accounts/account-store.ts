import type { NumericDate } from '../clock.ts'
import type { Revocation } from '../revocation.ts'
import type { AccountRecord } from './account.ts'

/** What may be changed about an account without ending its sessions. */
export interface AccountChanges {
  readonly username?: string
  readonly usernameKey?: string
  /** `null` takes the address away. */
  readonly email?: string | null
  readonly emailKey?: string | null
  readonly roles?: readonly string[]
  readonly scopes?: readonly string[]
}

export interface PasswordChange {
  readonly accountId: string
  readonly passwordHash: string
  /** Only if the version is still this one; `undefined`: whatever it is (an operator sets it). */
  readonly passwordVersion: number | undefined
  /** The session that made the change and stays alive; all others end in the same transaction. */
  readonly exceptSession: string | undefined
  readonly now: NumericDate
  /** When the revocations of the ended sessions may be forgotten. */
  readonly revokeUntil: NumericDate
}

/** What `accounts` needs stored. Absence is `undefined`; a thrown error means that the system failed. */
export interface AccountStore {
  /** @throws {AuthError} `account_exists` when one of the two keys is taken. */
  insertAccount(account: AccountRecord): Promise<void>
  findAccountById(id: string): Promise<AccountRecord | undefined>
  findAccountByUsername(usernameKey: string): Promise<AccountRecord | undefined>
  findAccountByEmail(emailKey: string): Promise<AccountRecord | undefined>
  /** Accounts in the order of their ids, from just after `after`. */
  listAccounts(page: {
    readonly after?: string
    readonly limit: number
  }): Promise<readonly AccountRecord[]>
  /**
   * The account as it is after the change, or `undefined` when there is none.
   * @throws {AuthError} `account_exists` when one of the two keys is taken.
   */
  updateAccount(id: string, changes: AccountChanges): Promise<AccountRecord | undefined>
  /** Puts a stronger hash of the same password in place, only where `from` is still the one stored. */
  upgradePasswordHash(change: {
    readonly accountId: string
    readonly from: string
    readonly to: string
  }): Promise<boolean>
  /** Sets the password, raises its version and ends the sessions; `undefined`: no such account, or another version. */
  updatePassword(change: PasswordChange): Promise<readonly Revocation[] | undefined>
  /** Disables the account and ends all its sessions, whose revocations cover all its tokens; `undefined`: no such account. */
  disableAccount(change: {
    readonly accountId: string
    readonly now: NumericDate
    readonly revokeUntil: NumericDate
  }): Promise<readonly Revocation[] | undefined>
  /** `false`: no such account. */
  enableAccount(accountId: string): Promise<boolean>
}

/** One allowance for guesses: `burst` at once, then one more every `interval` seconds. */
export interface Budget {
  /** What is counted; a hash, never a name or an address. */
  readonly key: string
  readonly burst: number
  /** Seconds. */
  readonly interval: number
}

/**
 * Counters that all nodes see, kept as one theoretical arrival time each (the generic cell rate algorithm).
 * They survive the end of a process; a power failure may lose the last of them.
 */
export interface BudgetStore {
  /** Takes one from every budget, or from none; 0 when taken, else the seconds until all of them would allow it. */
  spendBudgets(budgets: readonly Budget[], now: NumericDate): Promise<number>
  /** Gives one back to each. What is full again by `now` is forgotten: nothing is kept of what did not count. */
  refundBudgets(budgets: readonly Budget[], now: NumericDate): Promise<void>
  /** Fills these up. */
  resetBudgets(keys: readonly string[]): Promise<void>
}
