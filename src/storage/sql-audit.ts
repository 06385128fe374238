import type { AuditSeal, AuditStore } from '../audit/index.ts'
import { Compiler, guard, query } from './sql-compiler.ts'
import type { SqlDriver } from './sql-driver.ts'

/** What a database records by itself, with triggers; for a database whose migrations make them. */
export function sqlAudit(driver: SqlDriver): AuditStore {
  const { records, seals, last, insert, trimRecords, trimSeals } = auditQueries(
    new Compiler(driver.dialect),
  )
  return {
    listAudit: (page) => driver.read(records(page)),
    listSeals: (page) => driver.read(seals(page)),
    lastSeal: async () => (await driver.read(last({})))[0],
    insertSeal: async (seal) => (await driver.write([insert(seal)])).stoppedAt === undefined,
    async trimAudit(until) {
      await driver.write([trimRecords({ until }), trimSeals({ until })])
    },
  }
}

const auditQueries = (db: Compiler) => ({
  records: query((page: { after: number; limit: number }) =>
    db
      .selectFrom('audit')
      .select(['sequence', 'at', 'event', 'subject', 'detail'])
      .where('sequence', '>', page.after)
      .orderBy('sequence')
      .limit(page.limit),
  ),

  seals: query((page: { after: number; limit: number }) =>
    db
      .selectFrom('audit_seals')
      .select(sealColumns)
      .where('number', '>', page.after)
      .orderBy('number')
      .limit(page.limit),
  ),

  last: query(() =>
    db.selectFrom('audit_seals').select(sealColumns).orderBy('number', 'desc').limit(1),
  ),

  insert: guard(({ number, until, keyId, mac }: AuditSeal) =>
    db.insertInto('audit_seals').values({ number, until, key_id: keyId, mac }).returning('number'),
  ),

  trimRecords: query((trim: { until: number }) =>
    db.deleteFrom('audit').where((eb) => eb('sequence', '<=', anchor(db, trim.until))),
  ),

  trimSeals: query((trim: { until: number }) =>
    db.deleteFrom('audit_seals').where((eb) => eb('until', '<', anchor(db, trim.until))),
  ),
})

/** The last record of the seal that stays, to begin the chain with. */
const anchor = (db: Compiler, until: number) =>
  db
    .selectFrom('audit_seals')
    .select((eb) => eb.fn.max<number>('until').as('until'))
    .where('until', '<=', until)

const sealColumns = ['number', 'until', 'key_id as keyId', 'mac'] as const
