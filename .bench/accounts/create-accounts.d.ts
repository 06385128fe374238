import type { Accounts, AccountsOptions } from './accounts.ts';
/**
 * The accounts in a store.
 *
 * @example
 * const accounts = createAccounts({ store: memory(), passwords: createPasswords(), revocationLifetime: 660 })
 * await accounts.register({ username: 'lorenzo', password: 'four words of no song' })
 * const { account } = await accounts.authenticate({ username: 'Lorenzo', password: 'four words of no song' })
 */
export declare function createAccounts(options: AccountsOptions): Accounts;
