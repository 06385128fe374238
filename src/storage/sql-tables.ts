import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Compiler } from './sql-compiler.ts'
import type { SqlDriver, SqlValue, Statement } from './sql-driver.ts'
import { sqlRestore } from './sql-restore.ts'
import { tableKeys } from './tables.ts'
import type { StoredRow, StoredTables } from './tables.ts'

export function sqlTables(driver: SqlDriver, db: Compiler): StoredTables {
  const statement = <Row>(query: RawBuilder<Row>): Statement<Row> => {
    const { sql: text, parameters } = query.compile(db)
    // Nothing but what these queries were given: values of rows.
    return { sql: text, parameters: parameters as readonly SqlValue[] }
  }
  const one = async <Value>(query: RawBuilder<{ value: Value }>): Promise<Value | undefined> =>
    (await driver.read(statement(query)))[0]?.value

  return {
    page(table, { after, limit }) {
      const key = sql.ref(tableKeys[table])
      const rest = after === undefined ? sql`` : sql`where ${key} > ${after}`
      return driver.read(
        statement(
          sql<StoredRow>`select * from ${sql.table(table)} ${rest} order by ${key} limit ${limit}`,
        ),
      )
    },

    async insert(table, rows) {
      await driver.write(
        rows.map((row) => {
          const columns = Object.keys(row)
          const names = sql.join(columns.map((column) => sql.ref(column)))
          const values = sql.join(columns.map((column) => row[column]))
          return statement(sql`insert into ${sql.table(table)} (${names}) values (${values})`)
        }),
      )
    },

    async lastKey(table) {
      const key = sql.ref(tableKeys[table])
      const last = sql<{ value: SqlValue }>`select max(${key}) as value from ${sql.table(table)}`
      return (await one(last)) ?? undefined
    },

    lastRevocation: async () => (await one(lastRevocation[db.dialect])) ?? 0,

    async skipRevocations(until) {
      await driver.write(skipRevocations[db.dialect](until).map(statement))
    },

    ...sqlRestore(driver, db),
  }
}

/** SQLite counts by itself where a column says AUTOINCREMENT. */
const lastRevocation = {
  sqlite: sql<{
    value: number
  }>`select seq as value from sqlite_sequence where name = 'revocations'`,
  postgres: sql<{ value: number }>`select last as value from revocation_counter`,
}

const skipRevocations = {
  sqlite: (until: number) => [
    sql`insert into sqlite_sequence (name, seq) select 'revocations', 0
      where not exists (select 1 from sqlite_sequence where name = 'revocations')`,
    sql`update sqlite_sequence set seq = max(seq, ${until}) where name = 'revocations'`,
  ],
  postgres: (until: number) => [sql`update revocation_counter set last = greatest(last, ${until})`],
}
