export type { Account, AccountRecord } from './account.ts'
export type {
  AccountChanges,
  AccountStore,
  Budget,
  BudgetStore,
  PasswordChange,
} from './account-store.ts'
