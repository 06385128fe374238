import { endedSessionRetention } from '../defaults.js';
import { least, query } from './sql-compiler.js';
export function sqlSweep(driver, db) {
    const { sessions, postponed, revocations, budgets } = sweepQueries(db);
    return {
        async sweep({ now, limit }) {
            const sweep = { now, limit, forgotten: now - endedSessionRetention };
            const { rows } = await driver.write([
                sessions(sweep),
                revocations(sweep),
                budgets(sweep),
                postponed(sweep),
            ]);
            return rows[0].length + rows[1].length + rows[2].length;
        },
    };
}
const sweepQueries = (db) => ({
    sessions: query((sweep) => db
        .deleteFrom('sessions')
        .where((eb) => eb('id', 'in', eb
        .selectFrom('sessions')
        .select('id')
        .where('sweep_after', '<=', sweep.now)
        .where((due) => due.or([
        due('expires_at', '<=', sweep.now),
        due('idle_expires_at', '<=', sweep.forgotten),
        due('ended_at', '<=', sweep.forgotten),
    ]))
        .orderBy('sweep_after')
        .limit(sweep.limit)))
        .returning('id')),
    // Sessions that were renewed since: look again when they would mean nothing without another renewal.
    postponed: query((sweep) => db
        .updateTable('sessions')
        .set((eb) => ({
        sweep_after: least(eb(eb.fn.coalesce('ended_at', 'idle_expires_at'), '+', eb.val(endedSessionRetention)), eb.ref('expires_at')),
    }))
        .where((eb) => eb('id', 'in', eb
        .selectFrom('sessions')
        .select('id')
        .where('sweep_after', '<=', sweep.now)
        .orderBy('sweep_after')
        .limit(sweep.limit)))),
    revocations: query((sweep) => db
        .deleteFrom('revocations')
        .where((eb) => eb('sequence', 'in', eb
        .selectFrom('revocations')
        .select('sequence')
        .where('expires_at', '<=', sweep.now)
        .orderBy('expires_at')
        .limit(sweep.limit)))
        .returning('sequence')),
    budgets: query((sweep) => db
        .deleteFrom('budgets')
        .where((eb) => eb('key', 'in', eb
        .selectFrom('budgets')
        .select('key')
        .where('arrival', '<=', sweep.now)
        .orderBy('arrival')
        .limit(sweep.limit)))
        .returning('key')),
});
