import type { Session } from '../sessions/index.ts'
import { guard, query } from './sql-compiler.ts'
import type { Compiler, Query } from './sql-compiler.ts'
import type { Statement } from './sql-driver.ts'

/** About places in the status list. */
export const statusQueries = (
  db: Compiler,
): {
  /** Goes on where no row has the place of this session, or it has none. */
  readonly isFree: (session: Session) => Statement
  readonly revoked: Query<{ readonly now: number }, { readonly index: number }>
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

  revoked: query(({ now }: { readonly now: number }) =>
    db
      .selectFrom('revocations')
      .innerJoin('sessions', 'sessions.id', 'revocations.subject')
      .select('sessions.status_index as index')
      .where('revocations.kind', '=', 'session')
      .where('revocations.expires_at', '>', now)
      .where('sessions.status_index', 'is not', null)
      .$narrowType<{ index: number }>(),
  ),
})
