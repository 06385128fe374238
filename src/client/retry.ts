import type { ClientClock } from './clock.ts'

/** Ms before the first retry; doubled for each more, up to the longest, less up to half at random. */
const first = 1_000
const longest = 30_000
/** Seconds that a server may ask for. */
const maxRetryAfter = 900

/** Something that is done again, later and later, until it works. */
export interface Retry {
  /** Whether it waits to be done again. */
  readonly waiting: () => boolean
  readonly later: (retryAfter?: number) => void
  /** Waits no longer. */
  readonly now: () => void
  /** It worked, or need not be done any more. */
  readonly stop: () => void
}

export function createRetry(clock: ClientClock, run: () => void): Retry {
  let failures = 0
  let cancel: (() => void) | undefined
  const wait = (next?: () => void): void => {
    cancel?.()
    cancel = next
  }
  const now = (): void => {
    wait()
    run()
  }
  return {
    waiting: () => cancel !== undefined,
    later: (retryAfter = 0) => {
      const delay = Math.min(longest, first * 2 ** failures) * (1 - Math.random() / 2)
      failures += 1
      wait(clock.after(Math.max(delay, Math.min(retryAfter, maxRetryAfter) * 1_000), now))
    },
    now,
    stop: () => {
      wait()
      failures = 0
    },
  }
}
