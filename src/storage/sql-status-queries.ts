import type { RevokedStatus, Session } from '../sessions/index.ts'
import { guard, query } from './sql-compiler.ts'
import type { Compiler, Query } from './sql-compiler.ts'
import type { Statement } from './sql-driver.ts'

/** About places in the status list. */
export const statusQueries = (
  db: Compiler,
): {
  /** Goes on where no row has the place of this session, or it has none. */
  readonly isFree: (session: Session) => Statement
  readonly revoked: Query<
    { readonly after: number; readonly limit: number; readonly now: number },
    RevokedStatus
  >
} => ({
  isFree: guard(({ statusIndex = null }: { statusIndex?: number | null }) =>
    db
      .selectNoFrom((eb) => eb.lit(1).as('free'))
      .where((eb) =>
        eb.not(
          eb.exists(db.selectFrom('sessions').select('id').where('status_index', '=', statusIndex)),
        ),
      ),
  ),

  revoked: query((page: { readonly after: number; readonly limit: number; readonly now: number }) =>
    db
      .selectFrom('revocations')
      .innerJoin('sessions', 'sessions.id', 'revocations.subject')
      .select([
        'revocations.sequence',
        'sessions.status_index as index',
        'revocations.expires_at as expiresAt',
      ])
      .where('revocations.sequence', '>', page.after)
      .where('revocations.kind', '=', 'session')
      .where('revocations.expires_at', '>', page.now)
      .where('sessions.status_index', 'is not', null)
      .orderBy('revocations.sequence')
      .limit(page.limit)
      .$narrowType<{ index: number }>(),
  ),
})
