import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { SessionEndReason } from '../sessions/index.ts'
import type { Revocation, RevocationStore } from '../tokens/index.ts'
import { endedSessionRetention } from '../defaults.ts'
import { least, query } from './sql-compiler.ts'
import type { Compiler, Query } from './sql-compiler.ts'
import type { SqlDriver, Statement } from './sql-driver.ts'
import type { Schema } from './sql-schema.ts'

export function sqlRevocations(driver: SqlDriver, db: Compiler): RevocationStore {
  const insert = revocationInsert(db)
  const list = query((page: { after: number; limit: number; now: number }) =>
    db
      .selectFrom('revocations')
      .select(revocationColumns)
      .where('sequence', '>', page.after)
      .where('expires_at', '>', page.now)
      .orderBy('sequence')
      .limit(page.limit),
  )

  return {
    async insertRevocation(revocation) {
      const { rows } = await driver.write([insert(revocation)])
      const [stored] = rows[0].map(toRevocation)
      if (!stored) throw new Error('the database returned no row for an INSERT')
      return stored
    },

    listRevocations: async (page) => (await driver.read(list(page))).map(toRevocation),

    dataVersion: () => driver.dataVersion(),
  }
}

/** A row of `revocations`, read as {@link revocationColumns}. */
export type RevocationRow = Omit<Revocation, 'issuedUntil'> & {
  readonly issuedUntil: number | null
}

export const toRevocation = (row: RevocationRow): Revocation => ({
  sequence: row.sequence,
  kind: row.kind,
  subject: row.subject,
  issuedUntil: row.issuedUntil ?? undefined,
  revokedAt: row.revokedAt,
  expiresAt: row.expiresAt,
})

export const revocationInsert = (
  db: Compiler,
): Query<Omit<Revocation, 'sequence'>, RevocationRow> =>
  query((revocation: Omit<Revocation, 'sequence'>) =>
    db
      .insertInto('revocations')
      .values({
        kind: revocation.kind,
        subject: revocation.subject,
        issued_until: revocation.issuedUntil,
        revoked_at: revocation.revokedAt,
        expires_at: revocation.expiresAt,
      })
      .returning(revocationColumns),
  )

export interface EndParameters {
  readonly reason: SessionEndReason
  readonly now: number
  readonly revokeUntil: number
}

/** The two statements that end sessions: the first writes and returns their revocations. */
export type EndQueries<Parameters extends object> = (
  parameters: Parameters & EndParameters,
) => readonly [Statement<RevocationRow>, Statement]

/** Ends the sessions that `which` holds for and that have not ended yet, expired or not. */
export function endQueries<Parameters extends object>(
  db: Compiler,
  which: (eb: ExpressionBuilder<Schema, 'sessions'>, parameters: Parameters) => Expression<SqlBool>,
): EndQueries<Parameters> {
  const revoke = query((end: Parameters & EndParameters) =>
    db
      .insertInto('revocations')
      .columns(['kind', 'subject', 'revoked_at', 'expires_at'])
      .expression(
        db
          .selectFrom('sessions')
          .select((eb) => [
            eb.val<Revocation['kind']>('session').as('kind'),
            'id',
            eb.val(end.now).as('revoked_at'),
            eb.val(end.revokeUntil).as('expires_at'),
          ])
          .where('ended_at', 'is', null)
          .where((eb) => which(eb, end)),
      )
      .returning(revocationColumns),
  )
  const close = query((end: Parameters & EndParameters) =>
    db
      .updateTable('sessions')
      .set((eb) => ({
        ended_at: end.now,
        end_reason: end.reason,
        sweep_after: least(
          eb.ref('sweep_after'),
          eb(eb.val(end.now), '+', eb.val(endedSessionRetention)),
        ),
      }))
      .where('ended_at', 'is', null)
      .where((eb) => which(eb, end)),
  )
  return (parameters) => [revoke(parameters), close(parameters)]
}

const revocationColumns = [
  'sequence',
  'kind',
  'subject',
  'issued_until as issuedUntil',
  'revoked_at as revokedAt',
  'expires_at as expiresAt',
] as const
