// Accounts: who may sign in, and how often anyone may try. Every path that proves a password comes
// through here, so that every path has the same limits (L19). What proves it is in `passwords`, what
// follows in `sessions`.
export type { Account, AccountRecord } from './account.ts'
export type { AccountOrigin, NewAccount } from './account-record.ts'
export { newAccountRecord } from './account-record.ts'
export type {
  AccountChanges,
  AccountStore,
  Budget,
  BudgetStore,
  PasswordChange,
} from './account-store.ts'
export type {
  Accounts,
  AccountsOptions,
  AccountUpdate,
  AuthenticatedAccount,
  PasswordCredentials,
  SignInSource,
} from './accounts.ts'
export { createAccounts } from './create-accounts.ts'
export { parseEmail } from './email.ts'
export type { FlaskIdentity, FlaskIdentityStore } from './flask-identity.ts'
export { networkOf } from './network.ts'
export type { Allowance, SignInLimits } from './sign-in-limits.ts'
