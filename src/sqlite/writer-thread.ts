import { Worker } from 'node:worker_threads'
import { writeGroupSize, writeLockPatience, writeQueueLength } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { Batch, Group, Outcome, Reply, WriterOptions } from './messages.ts'

/** A batch on its way, and whom to tell. */
interface Pending {
  readonly batch: Batch
  readonly relaxed: boolean
  /** Milliseconds on the monotonic clock. */
  readonly since: number
  readonly settle: (outcome: Outcome) => void
}

/**
 * The caller's end of the writer's thread. What is asked for while a transaction is under way makes
 * up the next one: the longer the disk takes, the more writes share its next fsync.
 *
 * The thread keeps the process alive only while a write is pending.
 */
export class WriterThread {
  readonly #worker: Worker
  readonly #onFatal: (error: Error) => void
  readonly #opened = Promise.withResolvers<void>()
  readonly #exited = Promise.withResolvers<void>()
  #waiting: Pending[] = []
  #writing: Pending[] = []
  #state: 'opening' | 'open' | 'closing' | 'closed' | 'failed' = 'opening'
  #isScheduled = false

  constructor(options: WriterOptions, onFatal: (error: Error) => void) {
    this.#onFatal = onFatal
    // From src by type stripping, from dist as compiled.
    const entry = import.meta.url.endsWith('.ts') ? './writer.ts' : './writer.js'
    // No flags of the process: `--input-type` or `--inspect-brk` are not meant for this thread.
    this.#worker = new Worker(new URL(entry, import.meta.url), {
      workerData: options,
      execArgv: [],
    })
    this.#worker.on('message', (reply: Reply) => this.#receive(reply))
    this.#worker.on('error', (error: Error) => this.fail(error))
    this.#worker.on('exit', () => this.#exit())
  }

  /** Fulfilled when the database is open; rejected when it cannot be. */
  get opened(): Promise<void> {
    return this.#opened.promise
  }

  /** Batches for the next transactions. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** Fulfilled when the batch is durable (if `relaxed`, against the end of the process only) or was stopped by a guard. */
  write(batch: Batch, relaxed = false): Promise<Exclude<Outcome, { error: Error }>> {
    if (this.#state === 'failed') return Promise.reject(mustRestart())
    if (this.#state !== 'open') return Promise.reject(new Error('the store is closed'))
    if (this.#waiting.length >= writeQueueLength) {
      return Promise.reject(unavailable('too many writes are waiting for the disk'))
    }
    return new Promise((resolve, reject) => {
      const settle = (outcome: Outcome): void =>
        'error' in outcome ? reject(outcome.error) : resolve(outcome)
      this.#waiting.push({ batch, relaxed, since: performance.now(), settle })
      this.#schedule()
    })
  }

  /** Writes what is waiting, moves the log into the database and ends the thread. */
  close(): Promise<void> {
    if (this.#state === 'open') {
      this.#state = 'closing'
      this.#schedule()
    }
    return this.#exited.promise
  }

  /** After this nothing is written any more: neither what is on the disk nor what was read of it is known. Says so. */
  fail(error: unknown): AuthError {
    const failure = mustRestart(error)
    const before = this.#state
    if (before === 'failed' || before === 'closed') return failure
    this.#state = 'failed'
    if (before === 'opening') {
      this.#opened.reject(error)
      return failure
    }
    // What was being written is on the disk or not; a retry of the request will find out.
    for (const { settle } of [...this.#writing, ...this.#waiting]) settle({ error: failure })
    this.#writing = []
    this.#waiting = []
    void this.#worker.terminate()
    this.#onFatal(failure)
    return failure
  }

  // Not at once: what else this turn of the event loop asks for goes into the same transaction.
  #schedule(): void {
    if (this.#isScheduled || this.#writing.length > 0) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      this.#next()
    })
  }

  #next(): void {
    if (this.#state === 'failed') return
    const [oldest] = this.#waiting
    if (oldest) {
      this.#writing = this.#waiting.splice(0, writeGroupSize)
      const batches = this.#writing.map(({ batch }) => batch)
      this.#worker.ref()
      const relaxed = this.#writing.every((pending) => pending.relaxed)
      const patience = patienceOf(oldest)
      this.#worker.postMessage({ batches, patience, relaxed } satisfies Group)
    } else if (this.#state === 'closing') {
      this.#worker.ref()
      this.#worker.postMessage('close')
    } else {
      this.#worker.unref()
    }
  }

  #receive(reply: Reply): void {
    if (reply.kind === 'failed') {
      this.fail(reply.error)
      return
    }
    if (reply.kind === 'opened') {
      this.#state = 'open'
      this.#opened.resolve()
    }
    const written = this.#writing
    this.#writing = []
    for (const [index, { settle }] of written.entries()) {
      const outcome = reply.kind === 'written' ? reply.outcomes[index] : undefined
      settle(outcome ?? { error: unavailable('the database is locked or full', reply) })
    }
    // Those who waited have waited long enough: another turn of the event loop for them was a tenth of all renewals.
    this.#next()
  }

  #exit(): void {
    const isIdle = this.#writing.length + this.#waiting.length === 0
    if (this.#state === 'closing' && isIdle) this.#state = 'closed'
    else this.fail(new Error('the thread that writes to the database ended'))
    this.#exited.resolve()
  }
}

// The oldest write has waited already, for a lock perhaps; all of them give up when it does. A full
// queue is many groups, so that those whose time is over get no more than a look.
const patienceOf = (oldest: Pending): number => {
  const waited = (performance.now() - oldest.since) / 1_000
  return Math.max(0.02, Math.ceil((writeLockPatience - waited) * 10) / 10)
}

const unavailable = (message: string, reply?: Reply): AuthError =>
  new AuthError('storage_unavailable', message, {
    retryAfter: 1,
    ...(reply?.kind === 'unavailable' && { cause: reply.error }),
  })

const mustRestart = (cause?: unknown): AuthError =>
  new AuthError('storage_unavailable', 'the database failed: this process has to be restarted', {
    retryAfter: 1,
    ...(cause !== undefined && { cause }),
  })
