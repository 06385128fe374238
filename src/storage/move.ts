import { createHash } from 'node:crypto'
import { movedRowsAtOnce } from '../defaults.ts'
import type { SqlValue } from './sql-driver.ts'
import { tableKeys, tableNames } from './tables.ts'
import type { StoredRow, StoredTables, TableName } from './tables.ts'

/** What was moved of one table. */
export interface MovedTable {
  readonly table: TableName
  readonly rows: number
  /** SHA-256 of all rows, the same in both databases. */
  readonly checksum: string
}

/** The target has something that is not from the source, or the source changed meanwhile. */
export class MoveRefused extends Error {}

/**
 * Copies everything to an empty database, table by table in the order of the keys, and compares both in
 * the end. Stopped at any time it goes on where it was: what the target has is where the source begins.
 *
 * @throws {MoveRefused} when the two are not the same in the end, or could not become it.
 */
export async function moveTables(
  from: StoredTables,
  to: StoredTables,
  { onProgress }: { readonly onProgress: (doing: string) => void },
): Promise<readonly MovedTable[]> {
  for (const table of tableNames) {
    onProgress(`looking at ${table}`)
    const target = await summaryOf(to, table)
    const source = await summaryOf(from, table, target.rows)
    if (target.checksum === source.checksum) continue
    throw new MoveRefused(`${table}: the target has rows that are not from the source`)
  }
  for (const table of tableNames) {
    let rows = 0
    for await (const page of pagesOf(from, table, await to.lastKey(table))) {
      await to.insert(table, page)
      rows += page.length
      onProgress(`copying ${table}, ${rows} rows`)
    }
  }
  await to.skipRevocations(await from.lastRevocation())
  const moved: MovedTable[] = []
  for (const table of tableNames) {
    onProgress(`comparing ${table}`)
    const [source, target] = [await summaryOf(from, table), await summaryOf(to, table)]
    if (source.checksum !== target.checksum) {
      throw new MoveRefused(
        `${table}: ${source.rows} rows in the source and ${target.rows} in the target are not the same; was the source in use?`,
      )
    }
    moved.push(source)
  }
  return moved
}

async function* pagesOf(
  tables: StoredTables,
  table: TableName,
  after?: SqlValue,
): AsyncGenerator<readonly StoredRow[]> {
  for (let last = after; ;) {
    const rows = await tables.page(table, { after: last, limit: movedRowsAtOnce })
    if (rows.length > 0) yield rows
    if (rows.length < movedRowsAtOnce) return
    last = rows.at(-1)?.[tableKeys[table]]
  }
}

/** Of all rows, or of the first ones. */
async function summaryOf(
  tables: StoredTables,
  table: TableName,
  limit = Infinity,
): Promise<MovedTable> {
  const hash = createHash('sha256')
  let count = 0
  for await (const rows of pagesOf(tables, table)) {
    for (const row of rows.slice(0, limit - count)) {
      hash.update(`${JSON.stringify(row, Object.keys(row).toSorted())}\n`)
      count += 1
    }
    if (count >= limit) break
  }
  return { table, rows: count, checksum: hash.digest('hex') }
}
