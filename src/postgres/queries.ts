import { createHash } from 'node:crypto'
import { migrationTimeout, preparedStatementsKept } from '../defaults.ts'
import type { SqlValue, Statement } from '../storage/sql-store.ts'
import type { PgQuery } from './pool.ts'

/** Object identifiers of the numbers that the store keeps: int8, int4, float8. */
const numbers: ReadonlySet<number> = new Set([20, 23, 701])

// Of its own: the parsers of `pg` can be changed for a whole process, and read int8 as text.
const types = {
  getTypeParser: (oid: number) => (text: string) => (numbers.has(oid) ? Number(text) : text),
}

/** The names under which statements are prepared. */
const names = new Map<string, string>()

export function toQuery(
  { sql, parameters, script }: Statement,
  { prepare }: { readonly prepare: boolean },
): PgQuery {
  // Several statements in one text cannot be prepared; a migration takes as long as it takes.
  if (script) return { text: sql, query_timeout: migrationTimeout * 1_000 }
  const name = prepare ? nameOf(sql) : undefined
  return { text: sql, values: parameters.map(toValue), types, ...(name !== undefined && { name }) }
}

/** A text of PostgreSQL holds no NUL: what has one becomes what no name or identifier of ours has. */
const toValue = (value: SqlValue): SqlValue =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value

// The same text, the same name, on every connection and in every process behind one pooler.
function nameOf(sql: string): string | undefined {
  const known = names.get(sql)
  if (known !== undefined || names.size >= preparedStatementsKept) return known
  const name = `latchkey_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`
  names.set(sql, name)
  return name
}
