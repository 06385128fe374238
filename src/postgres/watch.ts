import { postgresListenRetry } from '../defaults.ts'
import type { RevocationWatch } from '../tokens/index.ts'
import type { PgClient } from './pool.ts'
import type { StorePool } from './store-pool.ts'

/**
 * Listens to `latchkey_revocations` on a connection of its own, and begins anew when that breaks. What
 * was sent meanwhile is lost, so that every beginning counts as a notification.
 */
export class Watch implements RevocationWatch {
  readonly #pool: StorePool
  readonly #onWrite: () => void
  readonly #onStop: () => void
  #client: PgClient | undefined
  #isLive = false
  #isStopped = false
  #timer: NodeJS.Timeout | undefined

  constructor(pool: StorePool, on: { readonly write: () => void; readonly stop: () => void }) {
    this.#pool = pool
    this.#onWrite = on.write
    this.#onStop = on.stop
    void this.#listen()
  }

  get isLive(): boolean {
    return this.#isLive
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.#drop()
    this.#onStop()
  }

  async #listen(): Promise<void> {
    try {
      const client = await this.#pool.get().connect()
      this.#client = client
      // Behind some poolers a connection is not one's own, or cannot be told anything.
      if (!client.on || this.#isStopped) return this.#drop()
      client.on('notification', () => this.#told(client))
      client.on('error', () => this.#lost(client))
      client.on('end', () => this.#lost(client))
      await client.query({ text: 'LISTEN latchkey_revocations' })
      // Waiting to be told something keeps no process alive.
      client.unref?.()
      this.#isLive = this.#client === client
      this.#told(client)
    } catch {
      this.#lost(this.#client)
    }
  }

  #told(client: PgClient): void {
    if (client === this.#client) this.#onWrite()
  }

  #lost(client: PgClient | undefined): void {
    if (this.#isStopped || client !== this.#client) return
    this.#drop()
    // A connection may be lost twice: by an error, and by what was asked on it.
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#listen(), postgresListenRetry * 1_000).unref()
  }

  #drop(): void {
    const client = this.#client
    this.#client = undefined
    this.#isLive = false
    // It listens: nobody else should get it.
    client?.release(true)
  }
}
