import { sql } from 'kysely'
import type { Revocation } from '../tokens/index.ts'
import { query, real } from './sql-compiler.ts'
import type { Compiler } from './sql-compiler.ts'
import type { SqlDriver } from './sql-driver.ts'
import { endQueries } from './sql-revocations.ts'
import type { RevocationStep, StoredTables } from './tables.ts'

export function sqlRestore(
  driver: SqlDriver,
  db: Compiler,
): Pick<StoredTables, 'endSessions' | 'revokeAccounts'> {
  const endSome = endQueries(db, (eb, { after, limit }: RevocationStep) =>
    eb(
      'id',
      'in',
      eb
        .selectFrom('sessions')
        .select('id')
        .where('id', '>', after)
        .where('ended_at', 'is', null)
        .orderBy('id')
        .limit(limit),
    ),
  )
  const revokeSome = query(({ after, limit, now, revokeUntil }: RevocationStep) =>
    db
      .insertInto('revocations')
      .columns(['subject', 'kind', 'issued_until', 'revoked_at', 'expires_at'])
      .expression((eb) =>
        eb
          .selectFrom('accounts')
          .select([
            'id',
            sql.val<Revocation['kind']>('account').as('kind'),
            real(now).as('issued_until'),
            real(now).as('revoked_at'),
            real(revokeUntil).as('expires_at'),
          ])
          .where('id', '>', after)
          .orderBy('id')
          .limit(limit),
      )
      .returning('subject'),
  )

  return {
    async endSessions(step) {
      const { rows } = await driver.write(endSome({ ...step, reason: 'restored' }))
      return rows[0].map(({ subject }) => subject)
    },

    async revokeAccounts(step) {
      const { rows } = await driver.write([revokeSome(step)])
      return rows[0].map(({ subject }) => subject)
    },
  }
}
