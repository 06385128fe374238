import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import type { Compilable, Dialect, Expression, RawBuilder, SelectModifierNode } from 'kysely'
import type { SqlDialect, SqlValue, Statement } from './sql-driver.ts'
import type { Schema } from './sql-schema.ts'

/** Kysely as a typed compiler and nothing else: it is connected to no database. */
export class Compiler extends Kysely<Schema> {
  readonly dialect: SqlDialect

  constructor(dialect: SqlDialect) {
    super({ dialect: dialects[dialect] })
    this.dialect = dialect
  }
}

/** Locks of rows are left out: only one transaction writes at a time. */
class LocklessQueryCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(_: SelectModifierNode): void {}
}

const dialects: Readonly<Record<SqlDialect, Dialect>> = {
  sqlite: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new LocklessQueryCompiler(),
  },
  postgres: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
}

/** A query with its parameters still open. */
export type Query<Parameters extends object, Row> = (parameters: Parameters) => Statement<Row>

/**
 * A query that is compiled once, at its first use, and then only bound: `build` is given a stand-in
 * for each parameter, and the compiler puts the stand-ins where the values belong.
 */
export function query<Parameters extends object, Row>(
  build: (parameters: Parameters) => Compilable<Row>,
): Query<Parameters, Row> {
  let compiled: { readonly sql: string; readonly parameters: readonly unknown[] } | undefined
  return (parameters) => {
    // The compiler never looks into a value, so that a stand-in may pass for one of any type.
    compiled ??= build(standIns as Parameters).compile()
    return {
      sql: compiled.sql,
      parameters: compiled.parameters.map((value) => bind(value, parameters)),
    }
  }
}

/** The same, as a guard of its batch. */
export function guard<Parameters extends object, Row>(
  build: (parameters: Parameters) => Compilable<Row>,
): Query<Parameters, Row> {
  const unguarded = query(build)
  return (parameters) => ({ ...unguarded(parameters), guard: true })
}

/** A parameter that says its type: PostgreSQL cannot guess that of `$1 + $2`. */
export const real = (value: number): RawBuilder<number> =>
  sql<number>`CAST(${value} AS DOUBLE PRECISION)`

/** The smaller of the two. */
export const least = (a: Expression<number>, b: Expression<number>): RawBuilder<number> =>
  sql<number>`CASE WHEN ${a} < ${b} THEN ${a} ELSE ${b} END`

/** The larger of the two. */
export const greatest = (a: Expression<number>, b: Expression<number>): RawBuilder<number> =>
  sql<number>`CASE WHEN ${a} > ${b} THEN ${a} ELSE ${b} END`

class StandIn {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }

  // `now + 60` belongs into the SQL: here it would compile a wrong constant.
  [Symbol.toPrimitive](): never {
    throw new TypeError(`the parameter ${this.name} has no value while its query is compiled`)
  }
}

const standIns = new Proxy({}, { get: (_, name) => new StandIn(String(name)) })

function bind(value: unknown, parameters: object): SqlValue {
  const bound: unknown = value instanceof StandIn ? Reflect.get(parameters, value.name) : value
  if (bound === undefined || bound === null) return null
  if (typeof bound === 'string' || typeof bound === 'number') return bound
  throw new TypeError(`a parameter is neither text nor a number: ${typeof bound}`)
}
