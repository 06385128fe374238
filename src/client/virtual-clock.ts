import type { ClientClock } from './clock.ts'

/** A clock that stands still until it is told to go on. */
export interface VirtualClock extends ClientClock {
  /** Lets time pass: runs what falls due on the way, and waits until what follows from it has come to rest. */
  advance(milliseconds: number): Promise<void>
  /** Lets the machine sleep: the wall clock goes on, the monotonic one does not, and what fell due runs late. */
  sleep(milliseconds: number): void
  /** Somebody sets the wall clock, forwards or back. */
  shift(milliseconds: number): void
  /** Counts a piece of work of the outside, a server's answer say, as something that time waits for. */
  during<Result>(work: Promise<Result>): Promise<Result>
  /** Waits until nothing more follows without time passing. */
  settle(): Promise<void>
}

interface Timer {
  readonly due: number
  readonly run: () => void
}

/** Rounds of the event loop without work of the outside after which nothing more follows. */
const quietRounds = 4

/**
 * A clock for tests. `start` is in ms since 1970; default: 2026-11-26T00:00:00Z.
 *
 * @example
 * const clock = createVirtualClock()
 * const client = createClient({ baseUrl, clock, fetch })
 * await clock.advance(600_000)
 */
export function createVirtualClock(start = 1_795_651_200_000): VirtualClock {
  let wall = start
  let monotonic = 0
  let busy = 0
  const timers = new Set<Timer>()

  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < quietRounds; quiet = busy > 0 ? 0 : quiet + 1) {
      // Browsers have no setImmediate.
      await new Promise<void>((resolve) => void (globalThis.setImmediate ?? setTimeout)(resolve))
    }
  }
  const nextUntil = (end: number): Timer | undefined => {
    let next: Timer | undefined
    for (const timer of timers)
      if (timer.due <= end && timer.due < (next?.due ?? Infinity)) next = timer
    return next
  }
  return {
    now: () => wall,
    monotonic: () => monotonic,
    after: (milliseconds, run) => {
      const timer = { due: monotonic + Math.max(0, milliseconds), run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance: async (milliseconds) => {
      const end = monotonic + milliseconds
      await settle()
      for (let next = nextUntil(end); next; next = nextUntil(end)) {
        timers.delete(next)
        wall += next.due - monotonic
        monotonic = next.due
        next.run()
        await settle()
      }
      wall += end - monotonic
      monotonic = end
    },
    sleep: (milliseconds) => {
      wall += milliseconds
    },
    shift: (milliseconds) => {
      wall += milliseconds
    },
    during: async (work) => {
      busy += 1
      try {
        return await work
      } finally {
        busy -= 1
      }
    },
    settle,
  }
}
