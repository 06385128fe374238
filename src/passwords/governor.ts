import { availableParallelism } from 'node:os'
import { hashQueueDeadline, hashQueueLength } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { jobsPerThread } from './hash-threads.ts'

export interface GovernorOptions {
  /** Jobs under way at once. Default: two a core, of which one hashes and one is ready to. */
  readonly concurrency?: number
  /** Jobs that may wait. Default: 64. */
  readonly queueLength?: number
  /** Seconds a job may wait. Default: 5. */
  readonly queueDeadline?: number
  /** Seconds that never go back. Default: those since the process started. */
  readonly now?: () => number
}

interface Waiting {
  readonly since: number
  readonly start: () => void
  readonly refuse: (reason: unknown) => void
}

/**
 * Lets a few expensive jobs run at a time and a bounded number wait, first come first served, so
 * that a flood of sign-ins costs sign-ins and nothing else (L21).
 */
export class Governor {
  readonly #concurrency: number
  readonly #queueLength: number
  readonly #queueDeadline: number
  readonly #now: () => number
  readonly #waiting = new Set<Waiting>()
  #running = 0

  constructor(options: GovernorOptions = {}) {
    const { now = () => performance.now() / 1000 } = options
    const { concurrency = jobsPerThread * availableParallelism(), queueLength = hashQueueLength } =
      options
    const { queueDeadline = hashQueueDeadline } = options
    if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
      throw new RangeError('concurrency: expected a whole number, 1 or more')
    }
    if (!Number.isSafeInteger(queueLength) || queueLength < 0) {
      throw new RangeError('queueLength: expected a whole number, 0 or more')
    }
    if (!(queueDeadline > 0)) throw new RangeError('queueDeadline: expected seconds, more than 0')
    this.#concurrency = concurrency
    this.#queueLength = queueLength
    this.#queueDeadline = queueDeadline
    this.#now = now
  }

  /** Jobs that run or wait. */
  get pending(): number {
    return this.#running + this.#waiting.size
  }

  /** Whether a job would have a place now. @throws {AuthError} `overloaded`. */
  admit(): void {
    const { size } = this.#waiting
    if (this.#running >= this.#concurrency && size >= this.#queueLength) throw this.#overloaded()
  }

  /**
   * The job's own outcome.
   *
   * @throws {AuthError} `overloaded` when the queue is full or the job waited too long.
   * @throws the signal's reason when it aborts before the job's turn; afterwards it changes nothing.
   */
  async run<T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    await this.#turn(signal)
    try {
      return await job()
    } finally {
      this.#running -= 1
      this.#next()
    }
  }

  #turn(signal: AbortSignal | undefined): Promise<void> | undefined {
    if (this.#running < this.#concurrency) {
      this.#running += 1
      return undefined
    }
    this.admit()
    return new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.delete(waiting)
        signal?.removeEventListener('abort', abort)
      }
      const abort = (): void => {
        leave()
        reject(signal?.reason)
      }
      const waiting: Waiting = {
        since: this.#now(),
        start: () => {
          leave()
          resolve()
        },
        refuse: (reason) => {
          leave()
          reject(reason)
        },
      }
      this.#waiting.add(waiting)
      signal?.addEventListener('abort', abort)
    })
  }

  // Somebody waits only while jobs run, and each ends within a second or so: looking at the
  // deadlines then is soon enough, and no job needs a timer.
  #next(): void {
    for (const waiting of this.#waiting) {
      if (this.#now() - waiting.since > this.#queueDeadline) {
        waiting.refuse(this.#overloaded())
      } else {
        this.#running += 1
        waiting.start()
        return
      }
    }
  }

  #overloaded(): AuthError {
    const retryAfter = Math.ceil(this.#queueDeadline)
    return new AuthError('overloaded', 'too many password hashes are waiting', { retryAfter })
  }
}
