import type { NumericDate } from '../clock.ts'
import { endedSessionRetention, revocationRetention } from '../defaults.ts'
import { least, query, real } from './sql-compiler.ts'
import type { Compiler } from './sql-compiler.ts'
import type { SqlDriver } from './sql-driver.ts'
import type { Store } from './store.ts'

export function sqlSweep(driver: SqlDriver, db: Compiler): Pick<Store, 'sweep'> {
  const { sessions, postponed, revocations, budgets } = sweepQueries(db)
  return {
    async sweep({ now, limit }) {
      const forgotten = now - endedSessionRetention
      const sweep = { now, limit, forgotten, over: now - revocationRetention }
      const { rows } = await driver.write([
        sessions(sweep),
        revocations(sweep),
        budgets(sweep),
        postponed(sweep),
      ])
      return rows[0].length + rows[1].length + rows[2].length
    },
  }
}

interface Sweep {
  readonly now: NumericDate
  readonly limit: number
  /** What ended or ran out at this time or before is kept no longer. */
  readonly forgotten: NumericDate
  /** The same of what revocations were needed for. */
  readonly over: NumericDate
}

const sweepQueries = (db: Compiler) => ({
  sessions: query((sweep: Sweep) =>
    db
      .deleteFrom('sessions')
      .where((eb) =>
        eb(
          'id',
          'in',
          eb
            .selectFrom('sessions')
            .select('id')
            .where('sweep_after', '<=', sweep.now)
            .where((due) =>
              due.or([
                due('expires_at', '<=', sweep.now),
                due('idle_expires_at', '<=', sweep.forgotten),
                due('ended_at', '<=', sweep.forgotten),
              ]),
            )
            .orderBy('sweep_after')
            .limit(sweep.limit)
            .forUpdate()
            .skipLocked(),
        ),
      )
      .returning('id'),
  ),

  // Sessions that were renewed since: look again when they would mean nothing without another renewal.
  postponed: query((sweep: Sweep) =>
    db
      .updateTable('sessions')
      .set((eb) => ({
        sweep_after: least(
          eb(eb.fn.coalesce('ended_at', 'idle_expires_at'), '+', real(endedSessionRetention)),
          eb.ref('expires_at'),
        ),
      }))
      .where((eb) =>
        eb(
          'id',
          'in',
          eb
            .selectFrom('sessions')
            .select('id')
            .where('sweep_after', '<=', sweep.now)
            .orderBy('sweep_after')
            .limit(sweep.limit)
            .forUpdate()
            .skipLocked(),
        ),
      ),
  ),

  revocations: query((sweep: Sweep) =>
    db
      .deleteFrom('revocations')
      .where((eb) =>
        eb(
          'sequence',
          'in',
          eb
            .selectFrom('revocations')
            .select('sequence')
            .where('expires_at', '<=', sweep.over)
            .orderBy('expires_at')
            .limit(sweep.limit)
            .forUpdate()
            .skipLocked(),
        ),
      )
      .returning('sequence'),
  ),

  budgets: query((sweep: Sweep) =>
    db
      .deleteFrom('budgets')
      .where((eb) =>
        eb(
          'key',
          'in',
          eb
            .selectFrom('budgets')
            .select('key')
            .where('arrival', '<=', sweep.now)
            .orderBy('arrival')
            .limit(sweep.limit)
            // What another process is sweeping or using is left to it.
            .forUpdate()
            .skipLocked(),
        ),
      )
      .returning('key'),
  ),
})
