import { sql } from 'kysely'
import type { AuditSeal, AuditStore } from '../audit/index.ts'
import { Compiler, guard, query } from './sql-compiler.ts'
import type { SqlDriver } from './sql-driver.ts'

/** What a database records by itself, with triggers. */
export function sqlAudit(driver: SqlDriver): AuditStore {
  const db = new Compiler(driver.dialect)
  const { records, seals, last, insert, trimRecords, trimSeals } = auditQueries(db)
  const { counter, number } = inboxQueries(db)
  return {
    ...(driver.dialect === 'postgres' && {
      async numberAudit(limit) {
        const { stoppedAt, rows } = await driver.write([counter({}), number({ limit })])
        return stoppedAt === undefined ? rows[1].length : 0
      },
    }),
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

/** Where transactions become visible in another order than they write in, records are numbered afterwards. */
const inboxQueries = (db: Compiler) => ({
  // One at a time; the next statement sees what those before have numbered.
  counter: guard(() =>
    db
      .selectFrom('audit_counter')
      .select('last')
      .where((eb) => eb.exists(eb.selectFrom('audit_inbox').select('id')))
      .forUpdate(),
  ),

  number: query(({ limit }: { limit: number }) =>
    db
      .with('taken', (inner) =>
        inner
          .deleteFrom('audit_inbox')
          // As an array: PostgreSQL then goes by the index, however many rows it believes there are.
          .where(
            sql<boolean>`id = ANY (ARRAY${inner.selectFrom('audit_inbox').select('id').orderBy('id').limit(limit)})`,
          )
          .returningAll(),
      )
      .with('counted', (inner) =>
        inner.updateTable('audit_counter').set((eb) => ({
          last: eb(
            'last',
            '+',
            eb.selectFrom('taken').select((of) => of.fn.countAll<number>().as('n')),
          ),
        })),
      )
      .insertInto('audit')
      .columns(['sequence', 'at', 'event', 'subject', 'detail'])
      .expression((eb) =>
        eb
          .selectFrom('taken')
          .select([
            sql<number>`(SELECT last FROM audit_counter) + row_number() OVER (ORDER BY id)`.as(
              'sequence',
            ),
            'at',
            'event',
            'subject',
            'detail',
          ]),
      )
      .returning('sequence'),
  ),
})

/** The last record of the seal that stays, to begin the chain with. */
const anchor = (db: Compiler, until: number) =>
  db
    .selectFrom('audit_seals')
    .select((eb) => eb.fn.max<number>('until').as('until'))
    .where('until', '<=', until)

const sealColumns = ['number', 'until', 'key_id as keyId', 'mac'] as const
