/** All but the id, which a joined table may have as well. */
export const publicAccountColumns = [
    'accounts.username',
    'accounts.email',
    'accounts.roles',
    'accounts.scopes',
    'accounts.created_at as createdAt',
    'accounts.disabled_at as disabledAt',
];
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
];
export const toAccount = (row) => ({
    id: row.id,
    username: row.username,
    email: row.email ?? undefined,
    roles: toList(row.roles),
    scopes: toList(row.scopes),
    createdAt: row.createdAt,
    disabledAt: row.disabledAt ?? undefined,
});
export const toAccountRecord = (row) => ({
    ...toAccount(row),
    usernameKey: row.usernameKey,
    emailKey: row.emailKey ?? undefined,
    passwordHash: row.passwordHash ?? undefined,
    passwordVersion: row.passwordVersion,
});
/** How `roles` and `scopes` are stored. */
export const fromList = (list) => JSON.stringify(list);
// What fromList() wrote: nothing else writes these columns.
const toList = (text) => text === '[]' ? [] : JSON.parse(text);
