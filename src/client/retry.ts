import type { ClientClock } from './clock.ts'

/** Ms before the first retry; doubled for each more, up to the longest, less up to half at random. */
const first = 1_000
const longest = 30_000
/** Seconds that a server may ask for. */
const maxRetryAfter = 900

/** Does something again, later and later, until it works. */
export class Retry {
  readonly #clock: ClientClock
  readonly #run: () => void
  #failures = 0
  #cancel: (() => void) | undefined

  constructor(clock: ClientClock, run: () => void) {
    this.#clock = clock
    this.#run = run
  }

  /** Whether it waits to do it again. */
  get waiting(): boolean {
    return this.#cancel !== undefined
  }

  later(retryAfter = 0): void {
    this.#cancel?.()
    const delay = Math.min(longest, first * 2 ** this.#failures) * (1 - Math.random() / 2)
    this.#failures += 1
    this.#cancel = this.#clock.after(
      Math.max(delay, Math.min(retryAfter, maxRetryAfter) * 1_000),
      () => this.now(),
    )
  }

  /** Waits no longer. */
  now(): void {
    this.stop()
    this.#run()
  }

  succeeded(): void {
    this.stop()
    this.#failures = 0
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }
}
