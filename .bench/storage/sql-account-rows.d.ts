import type { Account, AccountRecord } from '../accounts/index.ts';
/** A row of `accounts` without what its password is checked against, read as {@link publicAccountColumns}. */
export interface PublicAccountRow {
    readonly id: string;
    readonly username: string;
    readonly email: string | null;
    readonly roles: string;
    readonly scopes: string;
    readonly createdAt: number;
    readonly disabledAt: number | null;
}
/** A whole row of `accounts`, read as {@link accountColumns}. */
export interface AccountRow extends PublicAccountRow {
    readonly usernameKey: string;
    readonly emailKey: string | null;
    readonly passwordHash: string | null;
    readonly passwordVersion: number;
}
/** All but the id, which a joined table may have as well. */
export declare const publicAccountColumns: readonly ['accounts.username', 'accounts.email', 'accounts.roles', 'accounts.scopes', 'accounts.created_at as createdAt', 'accounts.disabled_at as disabledAt'];
export declare const accountColumns: readonly ['id', 'username', 'email', 'roles', 'scopes', 'created_at as createdAt', 'disabled_at as disabledAt', 'username_key as usernameKey', 'email_key as emailKey', 'password_hash as passwordHash', 'password_version as passwordVersion'];
export declare const toAccount: (row: PublicAccountRow) => Account;
export declare const toAccountRecord: (row: AccountRow) => AccountRecord;
/** How `roles` and `scopes` are stored. */
export declare const fromList: (list: readonly string[]) => string;
