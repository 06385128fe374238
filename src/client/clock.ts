/** Time as a client needs it, in milliseconds. */
export interface ClientClock {
  /** Since 1970. Somebody may set it. */
  now(): number
  /** Since some moment. Nobody can set it, but it may stand still while the machine sleeps. */
  monotonic(): number
  /** Runs something later, once; gives what takes it back. */
  after(milliseconds: number, run: () => void): () => void
}

export const systemClock: ClientClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds)
    // A program may end though something is to be tried again. In browsers this is a number.
    timer.unref?.()
    return () => clearTimeout(timer)
  },
}
