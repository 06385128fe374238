import { openPool } from './open-pool.ts'
import type { OwnPool } from './open-pool.ts'
import type { PgPool } from './pool.ts'

/** The pool that a store works on: its caller's, or one of its own, which it opens and closes. */
export class StorePool {
  readonly #database: PgPool | string
  #opening: Promise<OwnPool> | undefined
  #pool: PgPool | undefined
  #closing: Promise<void> | undefined

  constructor(database: PgPool | string) {
    this.#database = database
    if (typeof database !== 'string') this.#pool = database
  }

  /** Who waits for a connection; `0` where the pool cannot tell. */
  get waiting(): number {
    return this.#pool?.waitingCount ?? 0
  }

  async open(): Promise<void> {
    if (typeof this.#database !== 'string') return
    this.#opening ??= openPool(this.#database)
    this.#pool = await this.#opening
  }

  /** @throws {TypeError} before it is open, and once it is closed. */
  get(): PgPool {
    if (this.#closing) throw new TypeError('the store is closed')
    if (!this.#pool) throw new TypeError('the store is not open: call migrate() first')
    return this.#pool
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const own = await this.#opening?.catch(() => undefined)
    await own?.end()
  }
}
