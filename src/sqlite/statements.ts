import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { preparedStatementsKept } from '../defaults.ts'
import type { SqlValue } from '../storage/sql-store.ts'

/** A connection's prepared statements by their text; the longest kept one makes room for a new one. */
export class Statements {
  readonly #database: DatabaseSync
  readonly #prepared = new Map<string, StatementSync>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  all(sql: string, parameters: readonly SqlValue[] = []): unknown[] {
    let statement = this.#prepared.get(sql)
    if (!statement) {
      statement = this.#database.prepare(sql)
      if (this.#prepared.size >= preparedStatementsKept) {
        for (const oldest of this.#prepared.keys()) {
          this.#prepared.delete(oldest)
          break
        }
      }
      this.#prepared.set(sql, statement)
    }
    return statement.all(...parameters)
  }
}
