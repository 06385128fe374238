import { sql } from 'kysely'
import type { Expression, ExpressionBuilder, QueryCreator, SqlBool } from 'kysely'
import type { SessionEndReason } from '../sessions/index.ts'
import type { Revocation, RevocationStore } from '../tokens/index.ts'
import { endedSessionRetention } from '../defaults.ts'
import { greatest, least, query, real } from './sql-compiler.ts'
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

/** The statements that end sessions: the first returns their revocations. */
export type EndQueries<Parameters extends object> = (
  parameters: Parameters & EndParameters,
) => readonly [Statement<RevocationRow>, ...Statement[]]

/** Ends the sessions that `which` holds for and that have not ended yet, expired or not. */
export function endQueries<Parameters extends object>(
  db: Compiler,
  which: (eb: ExpressionBuilder<Schema, 'sessions'>, parameters: Parameters) => Expression<SqlBool>,
): EndQueries<Parameters> {
  type End = Parameters & EndParameters

  const toClose = (queries: QueryCreator<Schema>, end: End) =>
    queries
      .updateTable('sessions')
      .set((eb) => ({
        ended_at: end.now,
        end_reason: end.reason,
        sweep_after: least(
          eb.ref('sweep_after'),
          eb(real(end.now), '+', real(endedSessionRetention)),
        ),
      }))
      .where('ended_at', 'is', null)
      .where((eb) => which(eb, end))

  if (db.dialect === 'postgres') {
    // In one statement: between two, others start and use sessions, and the second would end more
    // than the first has revoked.
    const end = query((parameters: End) =>
      db
        .with('sessions_ended', (inner) =>
          toClose(inner, parameters).returning(['id', 'last_used_at']),
        )
        .insertInto('revocations')
        .columns(revocationsOfSessions)
        .expression((eb) =>
          eb
            .selectFrom('sessions_ended')
            .select((ended) => ['id', ...ofThem(ended.ref('last_used_at'), parameters)]),
        )
        .returning(revocationColumns),
    )
    return (parameters) => [end(parameters)]
  }

  const revoke = query((end: End) =>
    db
      .insertInto('revocations')
      .columns(revocationsOfSessions)
      .expression(
        db
          .selectFrom('sessions')
          .select((eb) => ['id', ...ofThem(eb.ref('last_used_at'), end)])
          .where('ended_at', 'is', null)
          .where((eb) => which(eb, end)),
      )
      .returning(revocationColumns),
  )
  const close = query((end: End) => toClose(db, end))
  return (parameters) => [revoke(parameters), close(parameters)]
}

/** The columns of a revocation of a session: its id, and then {@link ofThem}. */
const revocationsOfSessions = ['subject', 'kind', 'revoked_at', 'expires_at'] as const

// Until no access token of it lives: one may be younger than a clock that was set back.
const ofThem = (lastUsedAt: Expression<number>, end: EndParameters) =>
  [
    sql.val<Revocation['kind']>('session').as('kind'),
    real(end.now).as('revoked_at'),
    greatest(
      real(end.revokeUntil),
      sql<number>`${lastUsedAt} + (${real(end.revokeUntil)} - ${real(end.now)})`,
    ).as('expires_at'),
  ] as const

const revocationColumns = [
  'sequence',
  'kind',
  'subject',
  'issued_until as issuedUntil',
  'revoked_at as revokedAt',
  'expires_at as expiresAt',
] as const
