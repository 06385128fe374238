import type { FlaskIdentity, FlaskIdentityStore } from '../accounts/index.ts'
import { AuthError } from '../errors.ts'
import { guard, query } from './sql-compiler.ts'
import type { Compiler } from './sql-compiler.ts'
import type { SqlDriver } from './sql-driver.ts'

export function sqlFlaskIdentities(driver: SqlDriver, db: Compiler): FlaskIdentityStore {
  const { find, findByUniquifier, findByTokenUniquifier, put, confirm } = queries(db)
  return {
    findFlaskIdentity: async (accountId) => identityOf(await driver.read(find({ accountId }))),
    findFlaskIdentityByUniquifier: async (uniquifier) =>
      identityOf(await driver.read(findByUniquifier({ uniquifier }))),
    findFlaskIdentityByTokenUniquifier: async (tokenUniquifier) =>
      identityOf(await driver.read(findByTokenUniquifier({ tokenUniquifier }))),
    async putFlaskIdentity(identity) {
      if ((await driver.write([put(identity)])).stoppedAt === undefined) return
      throw new AuthError('account_exists', 'the uniquifier is that of another account')
    },
    async confirmFlaskIdentity(accountId, confirmedEmail) {
      await driver.write([confirm({ accountId, confirmedEmail })])
    },
  }
}

interface IdentityRow extends Omit<FlaskIdentity, 'tokenUniquifier' | 'confirmedEmail'> {
  readonly tokenUniquifier: string | null
  readonly confirmedEmail: string | null
}

function identityOf([row]: readonly IdentityRow[]): FlaskIdentity | undefined {
  if (!row) return undefined
  const { tokenUniquifier, confirmedEmail, ...identity } = row
  return {
    ...identity,
    ...(tokenUniquifier !== null && { tokenUniquifier }),
    ...(confirmedEmail !== null && { confirmedEmail }),
  }
}

const columns = [
  'account_id as accountId',
  'uniquifier',
  'password_version as passwordVersion',
  'tokens_from as tokensFrom',
  'token_uniquifier as tokenUniquifier',
  'confirmed_email as confirmedEmail',
] as const

const queries = (db: Compiler) => ({
  find: query(({ accountId }: { accountId: string }) =>
    db.selectFrom('flask_identities').select(columns).where('account_id', '=', accountId),
  ),
  findByUniquifier: query(({ uniquifier }: { uniquifier: string }) =>
    db.selectFrom('flask_identities').select(columns).where('uniquifier', '=', uniquifier),
  ),
  findByTokenUniquifier: query(({ tokenUniquifier }: { tokenUniquifier: string }) =>
    db
      .selectFrom('flask_identities')
      .select(columns)
      .where('token_uniquifier', '=', tokenUniquifier),
  ),
  confirm: query(({ accountId, confirmedEmail }: { accountId: string; confirmedEmail: string }) =>
    db
      .updateTable('flask_identities')
      .set({ confirmed_email: confirmedEmail })
      .where('account_id', '=', accountId),
  ),
  put: guard((identity: FlaskIdentity) =>
    db
      .insertInto('flask_identities')
      .values({
        account_id: identity.accountId,
        uniquifier: identity.uniquifier,
        password_version: identity.passwordVersion,
        tokens_from: identity.tokensFrom,
        token_uniquifier: identity.tokenUniquifier ?? null,
        confirmed_email: identity.confirmedEmail ?? null,
      })
      .onConflict((conflict) =>
        conflict.column('account_id').doUpdateSet((eb) => ({
          uniquifier: eb.ref('excluded.uniquifier'),
          password_version: eb.ref('excluded.password_version'),
          tokens_from: eb.ref('excluded.tokens_from'),
          token_uniquifier: eb.ref('excluded.token_uniquifier'),
        })),
      )
      .returning('account_id'),
  ),
})
