import type { LogoutRequest } from '../wire.ts'
import { ClientError } from './client-error.ts'
import type { ClientClock } from './clock.ts'
import type { ClientStorage } from './client-storage.ts'
import type { Post } from './post.ts'
import { Retry } from './retry.ts'

/** Sign-outs that may wait to be delivered; beyond them the oldest is forgotten, and its session ends by itself. */
const capacity = 8

/** Sign-outs on their way to the server: they happened here already, and are delivered when it can be reached. */
export class Outbox {
  readonly #storage: ClientStorage
  readonly #item: string
  readonly #post: Post
  readonly #retry: Retry
  #delivering: Promise<void> | undefined

  constructor(options: {
    readonly storage: ClientStorage
    readonly name: string
    readonly post: Post
    readonly clock: ClientClock
  }) {
    this.#storage = options.storage
    this.#item = `${options.name} out`
    this.#post = options.post
    this.#retry = new Retry(options.clock, () => void this.deliver())
  }

  add(request: LogoutRequest): void {
    this.#write([...this.#read(), request].slice(-capacity))
  }

  /** A cookie that another sign-in has replaced names another session now. */
  forgetCookie(): void {
    this.#write(this.#read().filter(({ cookie }) => !cookie))
  }

  /** Fulfilled when all that can be delivered now is; the rest is tried again later. Never rejects. */
  deliver(): Promise<void> {
    this.#delivering ??= this.#deliverAll().finally(() => {
      this.#delivering = undefined
    })
    return this.#delivering
  }

  stop(): void {
    this.#retry.stop()
  }

  async #deliverAll(): Promise<void> {
    for (let [next] = this.#read(); next; [next] = this.#read()) {
      try {
        // keepalive: the browser sends it though the page is left.
        await this.#post('logout', next, { keepalive: true })
      } catch (error) {
        const { status = 0, retryAfter } = error as ClientError // `Post` throws nothing else
        // Refused for good: the server knows no such session, or will never hear this page.
        const refused = status >= 400 && status < 500 && status !== 429
        if (!refused) return this.#retry.later(retryAfter)
      }
      const delivered = JSON.stringify(next)
      this.#write(this.#read().filter((request) => JSON.stringify(request) !== delivered))
    }
    this.#retry.succeeded()
  }

  #read(): readonly LogoutRequest[] {
    try {
      const requests: unknown = JSON.parse(this.#storage.getItem(this.#item) ?? '[]')
      return Array.isArray(requests) ? requests : []
    } catch {
      return []
    }
  }

  #write(requests: readonly LogoutRequest[]): void {
    if (requests.length === 0) this.#storage.removeItem(this.#item)
    else this.#storage.setItem(this.#item, JSON.stringify(requests))
  }
}
