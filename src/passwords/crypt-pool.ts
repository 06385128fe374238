import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { cryptQueueLength, cryptThreadIdle } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { CryptJob } from './crypt-job.ts'

/** A job, and whom to tell. */
interface Pending {
  readonly job: CryptJob
  readonly resolve: (checksum: string) => void
  readonly reject: (error: Error) => void
}

export interface CryptPoolOptions {
  /** Default: one a core. */
  readonly size?: number
  /** Starts a thread. Default: one of `crypt-worker`. */
  readonly start?: () => Worker
}

/**
 * A few threads for the schemes that only JavaScript computes. Each is started when there is work that
 * no other can take, keeps the process alive only while it works, and ends when it has been idle for a
 * while. One that dies takes its job with it and nothing else.
 */
export class CryptPool {
  readonly #size: number
  readonly #start: () => Worker
  readonly #idle = new Map<Worker, NodeJS.Timeout>()
  readonly #busy = new Map<Worker, Pending>()
  readonly #waiting: Pending[] = []

  constructor({ size = availableParallelism(), start = startWorker }: CryptPoolOptions = {}) {
    this.#size = size
    this.#start = start
  }

  /** Threads there are. */
  get threads(): number {
    return this.#idle.size + this.#busy.size
  }

  /** The checksum. @throws {AuthError} `overloaded` when too many wait already. */
  run(job: CryptJob): Promise<string> {
    if (this.#waiting.length >= cryptQueueLength) {
      const message = 'too many password hashes are waiting'
      return Promise.reject(new AuthError('overloaded', message, { retryAfter: 1 }))
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject })
      this.#next()
    })
  }

  #next(): void {
    const worker = this.#waiting.length > 0 ? this.#take() : undefined
    const pending = worker && this.#waiting.shift()
    if (!pending) return
    this.#busy.set(worker, pending)
    worker.ref()
    worker.postMessage(pending.job)
  }

  /** A thread that is free, or a new one if there may be one more. */
  #take(): Worker | undefined {
    const [free] = this.#idle
    if (!free) return this.threads < this.#size ? this.#add() : undefined
    const [worker, timer] = free
    clearTimeout(timer)
    this.#idle.delete(worker)
    return worker
  }

  #add(): Worker {
    const worker = this.#start()
    let failure = new Error('a thread that verifies passwords ended')
    worker.on('message', (checksum: string) => this.#finish(worker, checksum))
    worker.on('error', (error: Error) => (failure = error))
    worker.on('exit', () => this.#drop(worker, failure))
    return worker
  }

  #finish(worker: Worker, checksum: string): void {
    const pending = this.#busy.get(worker)
    this.#busy.delete(worker)
    worker.unref()
    this.#idle.set(worker, setTimeout(() => this.#end(worker), cryptThreadIdle * 1_000).unref())
    pending?.resolve(checksum)
    this.#next()
  }

  // Out of the list first: a job for a thread that is ending would be lost.
  #end(worker: Worker): void {
    this.#idle.delete(worker)
    void worker.terminate()
  }

  #drop(worker: Worker, failure: Error): void {
    clearTimeout(this.#idle.get(worker))
    this.#idle.delete(worker)
    const pending = this.#busy.get(worker)
    this.#busy.delete(worker)
    pending?.reject(failure)
    this.#next()
  }
}

function startWorker(): Worker {
  // From src by type stripping, from dist as compiled.
  const entry = import.meta.url.endsWith('.ts') ? './crypt-worker.ts' : './crypt-worker.js'
  // No flags of the process: `--input-type` or `--inspect-brk` are not meant for this thread.
  return new Worker(new URL(entry, import.meta.url), { execArgv: [] })
}
