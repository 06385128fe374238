import type { Account, AccountRecord } from '../accounts/index.ts'

/** A row of `accounts` without what its password is checked against, read as {@link publicAccountColumns}. */
export interface PublicAccountRow {
  readonly id: string
  readonly username: string
  readonly email: string | null
  readonly roles: string
  readonly scopes: string
  readonly createdAt: number
  readonly disabledAt: number | null
}

/** A whole row of `accounts`, read as {@link accountColumns}. */
export interface AccountRow extends PublicAccountRow {
  readonly usernameKey: string
  readonly emailKey: string | null
  readonly passwordHash: string | null
  readonly passwordVersion: number
}

/** All but the id, which a joined table may have as well. */
export const publicAccountColumns = [
  'accounts.username',
  'accounts.email',
  'accounts.roles',
  'accounts.scopes',
  'accounts.created_at as createdAt',
  'accounts.disabled_at as disabledAt',
] as const

export const accountColumns = [
  'id',
  'username',
  'email',
  'roles',
  'scopes',
  'created_at as createdAt',
  'disabled_at as disabledAt',
  'username_key as usernameKey',
  'email_key as emailKey',
  'password_hash as passwordHash',
  'password_version as passwordVersion',
] as const

export const toAccount = (row: PublicAccountRow): Account => ({
  id: row.id,
  username: row.username,
  email: row.email ?? undefined,
  roles: toList(row.roles),
  scopes: toList(row.scopes),
  createdAt: row.createdAt,
  disabledAt: row.disabledAt ?? undefined,
})

export const toAccountRecord = (row: AccountRow): AccountRecord => ({
  ...toAccount(row),
  usernameKey: row.usernameKey,
  emailKey: row.emailKey ?? undefined,
  passwordHash: row.passwordHash ?? undefined,
  passwordVersion: row.passwordVersion,
})

/** How `roles` and `scopes` are stored. */
export const fromList = (list: readonly string[]): string => JSON.stringify(list)

// What fromList() wrote: nothing else writes these columns.
export const toList = (text: string): readonly string[] =>
  text === '[]' ? [] : (JSON.parse(text) as readonly string[])
