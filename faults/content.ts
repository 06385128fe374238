import { isDeepStrictEqual } from 'node:util'

type Row = Readonly<Record<string, unknown>>

/** What a database holds. */
export interface Content {
  /** All that was made in it, said in SQL. */
  readonly schema: string
  readonly tables: Readonly<Record<string, readonly Row[]>>
}

/** Where it is written which migrations there were. */
export const ledger = 'latchkey_migrations'

/** A row without the time at which something was done to it; SQLite's have no prototype, and equal no others for that alone. */
export const timeless = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'applied_at'))

/** Whether everything is there that was there before, in the tables and columns of that time. */
const keeps = (before: Content, after: Content): boolean =>
  Object.entries(before.tables).every(([table, rows]) =>
    rows.every((row) => after.tables[table]?.some((now) => isWithin(row, now))),
  )

const isWithin = (row: Row, now: Row): boolean =>
  Object.entries(row).every(([name, value]) => now[name] === value)

/** Before the first migration there is a table for their names, or not even that. */
const isEmpty = ({ tables }: Content): boolean =>
  Object.entries(tables).every(([name, rows]) => name === ledger && rows.length === 0)

/** The two states that there may be, and whether what was in the first is in the second. */
export class Passage {
  readonly #before: Content
  readonly #after: Content

  constructor(before: Content, after: Content) {
    this.#before = before
    this.#after = after
    if (!keeps(before, after)) throw new Error('a migration that nothing disturbs loses data')
  }

  /** What is wrong with this one, where it may be nothing in between. */
  faultsOf(found: Content, isAcknowledged: boolean): string[] {
    if (isDeepStrictEqual(found, this.#after)) return []
    const isBefore = isEmpty(this.#before) ? isEmpty(found) : isDeepStrictEqual(found, this.#before)
    if (!isBefore) return ['neither the old nor the new schema with its data']
    return isAcknowledged ? ['the old schema, though the new one was acknowledged'] : []
  }

  /** What is wrong with it once the migration was tried again. */
  faultsAfter(resumed: Content): string[] {
    return isDeepStrictEqual(resumed, this.#after) ? [] : ['tried again: not what it should be']
  }
}
