import type { AccountChanges, AccountRecord, AccountStore } from '../accounts/index.ts'
import { AuthError } from '../errors.ts'
import { accountColumns, fromList, toAccountRecord } from './sql-account-rows.ts'
import { guard, query } from './sql-compiler.ts'
import type { Compiler } from './sql-compiler.ts'
import type { SqlDriver } from './sql-driver.ts'
import { endQueries, toRevocation } from './sql-revocations.ts'

export function sqlAccounts(driver: SqlDriver, db: Compiler): AccountStore {
  const { insert, findById, findByUsername, findByEmail, list, exists, update } = accountQueries(db)
  const { write, erase } = traceQueries(db)
  const { upgradeHash, setPassword, disable, enable } = accountChanges(db)
  const endAll = endQueries(
    db,
    (eb, of: { accountId: string; exceptSession?: string | undefined }) =>
      eb.and([
        eb('account_id', '=', of.accountId),
        eb('id', '<>', eb.fn.coalesce(eb.val(of.exceptSession), eb.val(''))),
      ]),
  )

  return {
    async insertAccount(account) {
      const row = { ...account, roles: fromList(account.roles), scopes: fromList(account.scopes) }
      const { rows } = await driver.write([insert(row), write({}), erase({})])
      if (rows[0].length === 0) throw taken()
    },

    findAccountById: async (id) => (await driver.read(findById({ id }))).map(toAccountRecord)[0],
    findAccountByUsername: async (key) =>
      (await driver.read(findByUsername({ key }))).map(toAccountRecord)[0],
    findAccountByEmail: async (key) =>
      (await driver.read(findByEmail({ key }))).map(toAccountRecord)[0],

    listAccounts: async ({ after = '', limit }) =>
      (await driver.read(list({ after, limit }))).map(toAccountRecord),

    async updateAccount(id, changes) {
      const { stoppedAt, rows } = await driver.write([exists({ id }), update(patch(id, changes))])
      if (stoppedAt === 0) return undefined
      if (stoppedAt === 1) throw taken()
      return rows[1].map(toAccountRecord)[0]
    },

    async upgradePasswordHash(change) {
      return (await driver.write([upgradeHash(change)])).stoppedAt === undefined
    },

    async updatePassword(change) {
      const { stoppedAt, rows } = await driver.write([
        setPassword(change),
        ...endAll({ ...change, reason: 'password_changed' }),
      ])
      return stoppedAt === undefined ? rows[1].map(toRevocation) : undefined
    },

    async disableAccount(change) {
      const { stoppedAt, rows } = await driver.write([
        disable(change),
        ...endAll({ ...change, reason: 'account_disabled' }),
      ])
      return stoppedAt === undefined ? rows[1].map(toRevocation) : undefined
    },

    async enableAccount(id) {
      return (await driver.write([enable({ id })])).stoppedAt === undefined
    },
  }
}

const taken = (): AuthError =>
  new AuthError('account_exists', 'the username or the e-mail address is taken')

type ListsAsText<Fields> = Omit<Fields, 'roles' | 'scopes'> & { roles: string; scopes: string }

/** Every field that may change; `null` where it stays, and for the address where the flag says that it stays. */
interface Patch {
  readonly id: string
  readonly username: string | null
  readonly usernameKey: string | null
  readonly setEmail: number
  readonly email: string | null
  readonly setEmailKey: number
  readonly emailKey: string | null
  readonly roles: string | null
  readonly scopes: string | null
}

const patch = (id: string, changes: AccountChanges): Patch => ({
  id,
  username: changes.username ?? null,
  usernameKey: changes.usernameKey ?? null,
  setEmail: changes.email === undefined ? 0 : 1,
  email: changes.email ?? null,
  setEmailKey: changes.emailKey === undefined ? 0 : 1,
  emailKey: changes.emailKey ?? null,
  roles: changes.roles ? fromList(changes.roles) : null,
  scopes: changes.scopes ? fromList(changes.scopes) : null,
})

const accountQueries = (db: Compiler) => ({
  insert: query((account: ListsAsText<AccountRecord>) =>
    db
      .insertInto('accounts')
      .values({
        id: account.id,
        username: account.username,
        username_key: account.usernameKey,
        email: account.email,
        email_key: account.emailKey,
        roles: account.roles,
        scopes: account.scopes,
        created_at: account.createdAt,
        disabled_at: account.disabledAt,
        password_hash: account.passwordHash,
        password_version: account.passwordVersion,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id'),
  ),

  findById: query(({ id }: { id: string }) =>
    db.selectFrom('accounts').select(accountColumns).where('id', '=', id),
  ),
  findByUsername: query(({ key }: { key: string }) =>
    db.selectFrom('accounts').select(accountColumns).where('username_key', '=', key),
  ),
  findByEmail: query(({ key }: { key: string }) =>
    db.selectFrom('accounts').select(accountColumns).where('email_key', '=', key),
  ),

  list: query(({ after, limit }: { after: string; limit: number }) =>
    db
      .selectFrom('accounts')
      .select(accountColumns)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit),
  ),

  exists: guard(({ id }: { id: string }) =>
    db.selectFrom('accounts').select('id').where('id', '=', id),
  ),

  update: guard((changes: Patch) =>
    db
      .updateTable('accounts')
      .set((eb) => ({
        username: eb.fn.coalesce(eb.val(changes.username), 'username'),
        username_key: eb.fn.coalesce(eb.val(changes.usernameKey), 'username_key'),
        email: eb
          .case()
          .when(eb.val(changes.setEmail), '=', 1)
          .then(changes.email)
          .else(eb.ref('email'))
          .end(),
        email_key: eb
          .case()
          .when(eb.val(changes.setEmailKey), '=', 1)
          .then(changes.emailKey)
          .else(eb.ref('email_key'))
          .end(),
        roles: eb.fn.coalesce(eb.val(changes.roles), 'roles'),
        scopes: eb.fn.coalesce(eb.val(changes.scopes), 'scopes'),
      }))
      .where('id', '=', changes.id)
      .returning(accountColumns),
  ),
})

/** A name that is taken has to wait for the disk like a free one, or nine of ten would be told by the time of their answer (L04). */
const traceQueries = (db: Compiler) => ({
  write: query(() =>
    db
      .insertInto('budgets')
      .values({ key: 'accounts', arrival: 0 })
      .onConflict((conflict) => conflict.doNothing()),
  ),
  erase: query(() => db.deleteFrom('budgets').where('key', '=', 'accounts')),
})

const accountChanges = (db: Compiler) => ({
  upgradeHash: guard((change: { accountId: string; from: string; to: string }) =>
    db
      .updateTable('accounts')
      .set({ password_hash: change.to })
      .where('id', '=', change.accountId)
      .where('password_hash', '=', change.from)
      .returning('id'),
  ),

  setPassword: guard(
    (change: { accountId: string; passwordHash: string; passwordVersion: number | undefined }) =>
      db
        .updateTable('accounts')
        .set((eb) => ({
          password_hash: change.passwordHash,
          password_version: eb('password_version', '+', 1),
        }))
        .where('id', '=', change.accountId)
        .where((eb) =>
          eb(
            'password_version',
            '=',
            eb.fn.coalesce(eb.val(change.passwordVersion), 'password_version'),
          ),
        )
        .returning('id'),
  ),

  disable: guard((change: { accountId: string; now: number }) =>
    db
      .updateTable('accounts')
      .set((eb) => ({ disabled_at: eb.fn.coalesce('disabled_at', eb.val(change.now)) }))
      .where('id', '=', change.accountId)
      .returning('id'),
  ),

  enable: guard(({ id }: { id: string }) =>
    db.updateTable('accounts').set({ disabled_at: null }).where('id', '=', id).returning('id'),
  ),
})
