import type { TokenAnswer } from '../wire.ts'
import type { ClientClock } from './clock.ts'
import { ClientError } from './client-error.ts'
import type { Post } from './post.ts'
import { renewalId } from './renewal-id.ts'
import type { ClientCrypto } from './renewal-id.ts'
import { Retry } from './retry.ts'
import type { SessionKeeper } from './session-keeper.ts'
import type { LiveRecord } from './session-record.ts'
import { isLive, isNewer, over } from './session-record.ts'
import type { Tabs } from './tabs.ts'

/** Ms before its end in which an access token is renewed while it is still used, or this share of its life. */
const ahead = { longest: 60_000, share: 0.2 }
/** Ms that other tabs have to answer with something newer. */
const hearing = 1_000

interface RenewalOptions {
  readonly keeper: SessionKeeper
  readonly post: Post
  readonly clock: ClientClock
  readonly crypto: ClientCrypto
  readonly tabs: Tabs
  readonly name: string
  readonly cookies: boolean
  /** Tells other tabs what this one knows, so that whoever knows better says so. */
  readonly announce: () => void
  /** Called whenever the state may be another one. */
  readonly onChange: () => void
}

/** Keeps the access token good: one renewal at a time, and only the server's word ends a session. */
export class Renewal {
  readonly #options: RenewalOptions
  readonly #retry: Retry
  #running: Promise<void> | undefined
  #failure: { readonly of: LiveRecord; readonly error: ClientError } | undefined

  constructor(options: RenewalOptions) {
    this.#options = options
    this.#retry = new Retry(options.clock, () => void this.run())
  }

  get running(): boolean {
    return this.#running !== undefined
  }

  /** Why the session could not be renewed, as long as that is so. */
  get failure(): ClientError | undefined {
    const { current } = this.#options.keeper
    return this.#failure && this.#failure.of === current ? this.#failure.error : undefined
  }

  /** Whether an access token is due, and nothing says to wait with it. */
  get due(): boolean {
    const { keeper } = this.#options
    return isDue(keeper) && !(this.failure && this.#retry.waiting)
  }

  /** Renews if it is due; for all who ask meanwhile, once. Never rejects. */
  run(): Promise<void> {
    this.#running ??= this.#attempt().finally(() => {
      this.#running = undefined
      this.#options.onChange()
    })
    return this.#running
  }

  /** The network may be back. */
  wake(): void {
    if (this.failure && this.#retry.waiting) this.#retry.now()
  }

  stop(): void {
    this.#retry.stop()
  }

  async #attempt(): Promise<void> {
    const { keeper, tabs, name, onChange } = this.#options
    keeper.sync()
    const record = keeper.current
    if (!isLive(record) || !isDue(keeper)) return
    queueMicrotask(onChange)
    try {
      await tabs.exclusively(`${name} ${record.at}`, () => this.#renew())
      this.#retry.succeeded()
    } catch (error) {
      const { current } = keeper
      if (!isLive(current)) return
      this.#failure = { of: current, error: error as ClientError } // `#renew` throws nothing else
      this.#retry.later(this.#failure.error.retryAfter)
    }
  }

  async #renew(): Promise<void> {
    const { keeper, clock, announce } = this.#options
    for (;;) {
      keeper.sync()
      const sent = keeper.current
      // Another tab was faster.
      if (!isLive(sent) || !isDue(keeper)) return
      try {
        if (keeper.offer(await this.#exchange(sent))) announce()
        return
      } catch (error) {
        const { code, status } = error as ClientError // `#exchange` throws nothing else
        const isOver = status === 401 && code === 'invalid_grant'
        const isOld = status === 409 && code === 'stale_renewal'
        if (isOld) {
          announce()
          await new Promise<void>((resolve) => void clock.after(hearing, resolve))
        }
        keeper.sync()
        if (keeper.current && isNewer(keeper.current, sent)) continue
        if (!isOver && !isOld) throw error
        if (keeper.offer({ at: sent.at, n: over, ended: true })) announce()
        return
      }
    }
  }

  async #exchange(record: LiveRecord): Promise<LiveRecord> {
    const { post, clock, crypto, cookies } = this.#options
    const from = clock.now()
    const { key, refreshToken } = record
    const id = await renewalId(crypto, key, refreshToken).catch(() => undefined)
    const answer = await post('renew', cookies ? { cookie: true } : { refreshToken }, {
      ...(id !== undefined && { headers: { 'idempotency-key': id } }),
    })
    return { ...record, ...tokensOf(answer, cookies), n: record.n + 1, from }
  }
}

function isDue(keeper: SessionKeeper): boolean {
  const { current, remaining } = keeper
  if (!isLive(current)) return false
  return remaining <= Math.min(ahead.longest, current.expiresIn * 1_000 * ahead.share)
}

/** @throws {ClientError} `unreachable` for what is no answer of the API. */
export function tokensOf(
  answer: unknown,
  cookies: boolean,
): Pick<LiveRecord, 'token' | 'refreshToken' | 'expiresIn'> {
  const { token, refreshToken = '', expiresIn } = (answer ?? {}) as Partial<TokenAnswer> // as far as what follows finds
  const fits =
    typeof token === 'string' &&
    typeof expiresIn === 'number' &&
    typeof refreshToken === 'string' &&
    (refreshToken === '') === cookies
  if (!fits) throw new ClientError('unreachable', 'something else answers in the place of the API')
  return { token, refreshToken, expiresIn }
}
