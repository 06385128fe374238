import type { Clock } from '../clock.ts'
import type { Passwords } from '../passwords/index.ts'
import type { PublishRevocations } from '../revocation.ts'
import type { Account } from './account.ts'
import type { NewAccount } from './account-record.ts'
import type { AccountStore, BudgetStore } from './account-store.ts'
import type { SignInLimits } from './sign-in-limits.ts'

export interface AccountsOptions {
  readonly store: AccountStore & BudgetStore
  readonly passwords: Passwords
  /** Default: the wall clock. */
  readonly clock?: Clock
  /** Told of what a change revoked, once it is durable. Default: nobody is. */
  readonly publish?: PublishRevocations
  /** Seconds a revocation must be kept: no access token lives longer. */
  readonly revocationLifetime: number
  /** How many wrong passwords are borne; `false`: any number. Default: see {@link SignInLimits}. */
  readonly limits?: SignInLimits | false | undefined
  /** Keys what the limits keep of names. Default: a key that everybody knows. */
  readonly limitsSecret?: Uint8Array
  /** Whether a live session of the account comes from the network. Default: none ever does. */
  readonly knownNetwork?: (accountId: string, network: string) => Promise<boolean>
}

/** Exactly one of the two names, and a password. */
export interface PasswordCredentials {
  readonly username?: string
  readonly email?: string
  readonly password: string
}

export interface SignInSource {
  /** An address or what `networkOf` makes of it. Default: an unknown one, which all such share. */
  readonly network?: string
  /** Gives up the place in the queue for a core when the client has gone. */
  readonly signal?: AbortSignal
}

/** An account that has just proved itself. */
export interface AuthenticatedAccount {
  readonly account: Account
  /** What a session must still find when it starts, or the proof is void. */
  readonly passwordVersion: number
}

export interface AccountUpdate {
  readonly username?: string
  /** `null` takes the address away. */
  readonly email?: string | null
  readonly roles?: readonly string[]
  readonly scopes?: readonly string[]
}

/** Who may sign in. */
export interface Accounts {
  /**
   * The new account. The password is hashed before the name is looked for, so that a taken name
   * takes as long as a free one.
   * @throws {AuthError} `username_invalid`, `email_invalid`, `account_exists`, `overloaded`, a `password_…` or a `hash_…` code.
   */
  register(account: NewAccount): Promise<Account>
  /**
   * The account whose password this is; a hash that is weaker than today's is replaced. Known and
   * unknown names are told apart by the error's code only, never by time or by what is counted.
   * @throws {AuthError} `rate_limited`, `account_unknown`, `password_mismatch`, `account_disabled` (the password was
   * right), `password_too_long`, `overloaded`, `credentials_malformed` (not exactly one name) or a `hash_…` code.
   */
  authenticate(credentials: PasswordCredentials, from?: SignInSource): Promise<AuthenticatedAccount>
  find(id: string): Promise<Account | undefined>
  findByUsername(username: string): Promise<Account | undefined>
  findByEmail(email: string): Promise<Account | undefined>
  /** Raised by every change of its password. @throws {AuthError} `account_unknown`. */
  passwordVersion(id: string): Promise<number>
  /** In the order of their ids, from just after `after`; 100 by default, 1,000 at most. */
  list(page?: { readonly after?: string; readonly limit?: number }): Promise<readonly Account[]>
  /**
   * The account as it is now. With `counted`, for its owner: `account_exists` says that somebody else has a name, so only
   * 10 of them may be asked for, and one more every hour.
   * @throws {AuthError} `account_unknown`, `account_exists`, `username_invalid`, `email_invalid` or, counted, `rate_limited`.
   */
  update(
    id: string,
    changes: AccountUpdate,
    options?: { readonly counted?: boolean },
  ): Promise<Account>
  /**
   * Sets a new password for whoever knows the current one, under the limits of `authenticate`, and ends every
   * session but `exceptSession`. The current password again is `password_common`.
   * @throws {AuthError} `account_unknown` and what `authenticate` and `register` throw.
   */
  changePassword(
    id: string,
    change: SignInSource & {
      readonly current: string
      readonly next: string
      readonly exceptSession?: string
    },
  ): Promise<void>
  /**
   * Sets a password and ends every session: for operators, and for whoever proved by another way whose account it is,
   * with the version of the password at that time: `password_mismatch` when it changed since, so that no proof counts twice.
   * @throws {AuthError} `account_unknown` or a `password_…` code.
   */
  setPassword(
    id: string,
    next: string,
    options?: { readonly passwordVersion?: number },
  ): Promise<void>
  /** Ends every session, so that every token of them is refused. @throws {AuthError} `account_unknown`. */
  disable(id: string): Promise<void>
  /** @throws {AuthError} `account_unknown`. */
  enable(id: string): Promise<void>
}
