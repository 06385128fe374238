import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { hashThreadIdle, hashThreadQueueLength } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { HashJob } from './hash-job.ts'

/** A job, and whom to tell. */
interface Pending {
  readonly job: HashJob
  readonly resolve: (hash: Uint8Array) => void
  readonly reject: (error: Error) => void
}

interface Thread {
  readonly worker: Worker
  /** The first is under way. */
  readonly jobs: Pending[]
  idle: NodeJS.Timeout | undefined
}

/**
 * One under way and one that begins the moment it is done. Without that each core waits after every
 * hash until the event loop has come round: 5 to 8 % of all that two cores can hash.
 */
export const jobsPerThread = 2

export interface HashThreadsOptions {
  /** Default: one a core. */
  readonly size?: number
  /** Starts a thread. Default: one of `hash-thread`. */
  readonly start?: () => Worker
}

/**
 * A few threads that hash. Each is started when there is work that no other can begin at once, keeps the
 * process alive only while it works, and ends when it has been idle for a while. One that dies takes the
 * job under way with it and nothing else.
 */
export class HashThreads {
  readonly #size: number
  readonly #start: () => Worker
  readonly #threads = new Set<Thread>()
  readonly #waiting: Pending[] = []

  constructor({ size = availableParallelism(), start = startWorker }: HashThreadsOptions = {}) {
    this.#size = size
    this.#start = start
  }

  /** Threads there are. */
  get threads(): number {
    return this.#threads.size
  }

  /** What `runHashJob` answers. @throws {AuthError} `overloaded` when too many wait already. */
  run(job: HashJob): Promise<Uint8Array> {
    if (this.#waiting.length >= hashThreadQueueLength) {
      const message = 'too many password hashes are waiting'
      return Promise.reject(new AuthError('overloaded', message, { retryAfter: 1 }))
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject })
      this.#next()
    })
  }

  #next(): void {
    const thread = this.#waiting.length > 0 ? this.#take() : undefined
    const pending = thread && this.#waiting.shift()
    if (!pending) return
    clearTimeout(thread.idle)
    thread.jobs.push(pending)
    thread.worker.ref()
    thread.worker.postMessage(pending.job)
  }

  /** The thread with the least to do, or a new one rather than to let a job wait behind another. */
  #take(): Thread | undefined {
    let least: Thread | undefined
    for (const thread of this.#threads) {
      if (!least || thread.jobs.length < least.jobs.length) least = thread
    }
    if (least?.jobs.length === 0) return least
    if (this.threads < this.#size) return this.#add()
    return least && least.jobs.length < jobsPerThread ? least : undefined
  }

  #add(): Thread {
    const thread: Thread = { worker: this.#start(), jobs: [], idle: undefined }
    let failure = new Error('a thread that hashes passwords ended')
    thread.worker.on('message', (hash: Uint8Array) => this.#finish(thread, hash))
    thread.worker.on('error', (error: Error) => (failure = error))
    thread.worker.on('exit', () => this.#drop(thread, failure))
    this.#threads.add(thread)
    return thread
  }

  #finish(thread: Thread, hash: Uint8Array): void {
    const done = thread.jobs.shift()
    if (thread.jobs.length === 0) {
      thread.worker.unref()
      thread.idle = setTimeout(() => this.#end(thread), hashThreadIdle * 1_000).unref()
    }
    done?.resolve(hash)
    this.#next()
  }

  // Out of the list first: a job for a thread that is ending would be lost.
  #end(thread: Thread): void {
    this.#threads.delete(thread)
    void thread.worker.terminate()
  }

  #drop(thread: Thread, failure: Error): void {
    clearTimeout(thread.idle)
    this.#threads.delete(thread)
    const [lost, ...unbegun] = thread.jobs
    this.#waiting.unshift(...unbegun)
    lost?.reject(failure)
    this.#next()
  }
}

function startWorker(): Worker {
  // From src by type stripping, from dist as compiled.
  const entry = import.meta.url.endsWith('.ts') ? './hash-thread.ts' : './hash-thread.js'
  // No flags of the process: `--input-type` or `--inspect-brk` are not meant for this thread.
  return new Worker(new URL(entry, import.meta.url), { execArgv: [] })
}

/** Those of this process: passwords never take a thread of libuv's, which files, name look-ups and signatures need. */
export const hashThreads: HashThreads = new HashThreads()
