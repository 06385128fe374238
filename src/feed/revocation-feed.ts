import { systemClock } from '../clock.ts'
import type { Clock, NumericDate } from '../clock.ts'
import {
  revocationPageSize,
  revocationPollInterval,
  revocationsKept,
  revocationWatchedInterval,
} from '../defaults.ts'
import { createRevocationSet } from '../tokens/index.ts'
import type {
  RevocableClaims,
  Revocation,
  Revocations,
  RevocationSet,
  RevocationStore,
  RevocationWatch,
} from '../tokens/index.ts'

export interface RevocationFeedOptions {
  readonly store: RevocationStore
  /** Default: the wall clock. */
  readonly clock?: Clock
  /** Seconds between two looks at the store. Default: 0.15, and 0.5 while the store tells of what is written. */
  readonly interval?: number
  /** Revocations known at most; what happens beyond is said at `createRevocationSet`. Default: 1,000,000. */
  readonly limit?: number
  /** Told when a look at the store or a listener fails. The view grows old meanwhile and then verifiers refuse. Default: nothing. */
  readonly onError?: (error: unknown) => void
}

/** Gets revocations that it has not seen before. It must not throw. */
export type RevocationListener = (revocations: readonly Revocation[]) => void

/** All live revocations of a store, kept current. */
export interface RevocationFeed extends Revocations {
  /** How many there are. */
  readonly size: number
  /** Loads what the store has and keeps looking. Rejects when the store cannot be read. */
  start(): Promise<void>
  /** Looks at the store now. Calls that overlap share one look. */
  refresh(): Promise<void>
  /** Says what this process has just written, so that it is refused here at once. */
  publish(revocations: readonly Revocation[]): void
  /** What arrives from now on, from wherever; call the result to stop. */
  subscribe(listener: RevocationListener): () => void
  /** Stops looking: the view grows old. `start` begins again. */
  stop(): void
}

/**
 * A feed of the revocations of one store, for all verifiers of this process.
 *
 * @throws {RangeError} for an interval that is not a number of seconds above 0.
 * @example
 * const feed = createRevocationFeed({ store })
 * await feed.start()
 * const verifier = createVerifier({ issuer, audience, keys, feed })
 */
export const createRevocationFeed = (options: RevocationFeedOptions): RevocationFeed =>
  new PollingFeed(options)

class PollingFeed implements RevocationFeed {
  readonly #store: RevocationStore
  readonly #clock: Clock
  readonly #interval: number
  readonly #watchedInterval: number
  readonly #onError: (error: unknown) => void
  readonly #set: RevocationSet
  readonly #listeners = new Set<RevocationListener>()
  /** Every revocation up to this number has been seen. */
  #seen = 0
  /** Seen beyond a gap: another process wrote what is missing, and the next look brings it. */
  readonly #seenAhead = new Set<number>()
  #highest = 0
  #dataVersion: number | undefined
  #viewedAt: NumericDate = -Infinity
  #look: Promise<void> | undefined
  #isRunning = false
  #timer: NodeJS.Timeout | undefined
  #watch: RevocationWatch | undefined

  constructor(options: RevocationFeedOptions) {
    const {
      store,
      clock = systemClock,
      interval = revocationPollInterval,
      limit = revocationsKept,
    } = options
    if (!Number.isFinite(interval) || interval <= 0) {
      throw new RangeError('interval: expected seconds, above 0')
    }
    this.#store = store
    this.#clock = clock
    this.#interval = interval
    this.#watchedInterval = options.interval ?? revocationWatchedInterval
    this.#onError = options.onError ?? (() => {})
    this.#set = createRevocationSet({ clock, limit })
  }

  get viewedAt(): NumericDate {
    return this.#viewedAt
  }

  get version(): number {
    return this.#set.version
  }

  get size(): number {
    return this.#set.size
  }

  revokes(claims: RevocableClaims): boolean {
    return this.#set.revokes(claims)
  }

  async revoke(revocation: Omit<Revocation, 'sequence'>): Promise<void> {
    this.publish([await this.#store.insertRevocation(revocation)])
  }

  publish(revocations: readonly Revocation[]): void {
    const fresh = revocations.filter(({ sequence }) => this.#note(sequence))
    if (fresh.length === 0) return
    // All of them first: nothing a listener does may keep one from being refused.
    for (const revocation of fresh) this.#set.add(revocation)
    for (const listener of this.#listeners) {
      try {
        listener(fresh)
      } catch (error) {
        this.#onError(error)
      }
    }
  }

  subscribe(listener: RevocationListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async start(): Promise<void> {
    if (this.#isRunning) return this.refresh()
    this.#isRunning = true
    try {
      await this.refresh()
    } catch (error) {
      this.#isRunning = false
      throw error
    }
    this.#watch = this.#store.watch?.(() => this.#lookAgain())
    this.#schedule()
  }

  stop(): void {
    this.#isRunning = false
    clearTimeout(this.#timer)
    this.#watch?.stop()
    this.#watch = undefined
  }

  refresh(): Promise<void> {
    this.#look ??= this.#catchUp().finally(() => {
      this.#look = undefined
    })
    return this.#look
  }

  #schedule(): void {
    clearTimeout(this.#timer)
    if (!this.#isRunning) return
    const look = (): void => {
      void this.refresh()
        .catch(this.#onError)
        .finally(() => this.#schedule())
    }
    const interval = this.#watch?.isLive ? this.#watchedInterval : this.#interval
    this.#timer = setTimeout(look, interval * 1_000).unref()
  }

  /** A look that is under way may have begun before what there is to see was written. */
  #lookAgain(): void {
    const look = (): Promise<void> => this.refresh()
    void (this.#look ? this.#look.then(look, look) : look()).catch(this.#onError)
  }

  async #catchUp(): Promise<void> {
    // Both are asked before the list is: whatever is written meanwhile makes the next look list again.
    const askedAt = this.#clock()
    const dataVersion = await this.#store.dataVersion()
    if (dataVersion !== this.#dataVersion || this.#seenAhead.size > 0) await this.#list(askedAt)
    this.#dataVersion = dataVersion
    this.#viewedAt = askedAt
  }

  async #list(now: NumericDate): Promise<void> {
    const highest = this.#highest
    for (let isLast = false; !isLast;) {
      const page = await this.#store.listRevocations({
        after: this.#seen,
        limit: revocationPageSize,
        now,
      })
      this.publish(page)
      this.#seenUntil(page.at(-1)?.sequence ?? 0)
      isLast = page.length < revocationPageSize
    }
    // Whatever was missing below it has been listed, or may be forgotten.
    this.#seenUntil(highest)
  }

  /** Whether it is new. */
  #note(sequence: number): boolean {
    if (sequence <= this.#seen || this.#seenAhead.has(sequence)) return false
    this.#seenAhead.add(sequence)
    this.#highest = Math.max(this.#highest, sequence)
    this.#seenUntil(this.#seen)
    return true
  }

  #seenUntil(sequence: number): void {
    if (sequence > this.#seen) {
      this.#seen = sequence
      for (const ahead of this.#seenAhead) if (ahead <= sequence) this.#seenAhead.delete(ahead)
    }
    while (this.#seenAhead.delete(this.#seen + 1)) this.#seen += 1
  }
}
