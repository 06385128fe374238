import cluster, { type Worker } from 'node:cluster'
import { createServer, type AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { drainTimeout, workerRestart, workerStopMargin } from '../defaults.ts'
import { ConfigError } from './config.ts'
import type { Config } from './setting.ts'
import type { Running, Started, Surroundings } from './start-server.ts'
import { WorkerMetrics } from './worker-metrics.ts'
import type { ErrorMessage, FromWorker, ToWorker } from './worker-messages.ts'

/**
 * Runs a server in several processes that share its port. The first one does what a server on its own
 * does: takes the port, then opens the database and brings it up to date. The others join it.
 */
export async function startWorkers(config: Config, surroundings: Surroundings): Promise<Running> {
  if (!cluster.isPrimary) throw new TypeError('workers: this process is a worker itself')
  // From src by type stripping, from dist as compiled.
  const entry = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js'
  cluster.schedulingPolicy = cluster.SCHED_NONE
  cluster.setupPrimary({
    exec: fileURLToPath(new URL(entry, import.meta.url)),
    args: [],
    // What they write goes through us, so that no line of one ends up inside another's.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  // A worker that is started when all others are gone has to find the port of before.
  const port = config.port === 0 ? await freePort(config.host) : config.port
  return new Workers({ ...config, port }, surroundings).start()
}

/** A place for one worker after the other. */
interface Place {
  readonly number: number
  worker?: Worker
  readyAt?: number
  /** How many in a row ended soon. */
  failures: number
  timer?: NodeJS.Timeout
}

class Workers {
  readonly #config: Config
  readonly #surroundings: Surroundings
  readonly #places: readonly Place[]
  readonly #metrics: WorkerMetrics
  #url: string | undefined
  #closing: Promise<void> | undefined

  constructor(config: Config, surroundings: Surroundings) {
    this.#config = config
    this.#surroundings = surroundings
    this.#metrics = new WorkerMetrics(surroundings.log)
    const numbers = Array.from({ length: config.workers }, (_, index) => index + 1)
    this.#places = numbers.map((number) => ({ number, failures: 0 }))
  }

  async start(): Promise<Running> {
    const [first, ...others] = this.#places
    if (!first) throw new RangeError('workers: expected 1 or more')
    const started = await new Promise<Started>((resolve, reject) => {
      this.#launch(first, { resolve, reject })
    })
    this.#url = started.url
    for (const place of others) this.#launch(place)
    return { ...started, close: () => (this.#closing ??= this.#close()) }
  }

  #launch(place: Place, first?: FirstStart): void {
    const worker = cluster.fork()
    place.worker = worker
    forwardLines(worker.process.stdout, (lines) => this.#surroundings.log.print(lines))
    // Only worker.ts has the other end of the channel.
    worker.on('message', (message: FromWorker) => this.#receive(place, worker, message, first))
    const ended = (by: string): void => {
      first?.reject(new Error(`the first worker ended (${by}) before it answered`))
      this.#ended(place, worker, by)
    }
    worker.process.once('close', (code, signal) => ended(signal ?? `exit code ${code}`))
    // It could not be started, or its channel is broken: it is of no use.
    worker.on('error', ({ message }) => {
      worker.process.kill('SIGKILL')
      ended(message)
    })
    const { limits } = this.#surroundings
    const joins = this.#url
    send(worker, {
      kind: 'start',
      config: this.#config,
      limits,
      ...(joins !== undefined && { joins }),
    })
  }

  #receive(place: Place, worker: Worker, message: FromWorker, first?: FirstStart): void {
    const { log, onFatal } = this.#surroundings
    switch (message.kind) {
      case 'ready':
        first?.resolve(message.started)
        place.readyAt = performance.now()
        // The first line of all is that of the server.
        setImmediate(() => {
          log.info({ event: 'worker_started', worker: place.number, pid: worker.process.pid })
        })
        return
      case 'failed':
        if (first) return first.reject(toError(message.error))
        return log.error({
          event: 'worker_failed',
          worker: place.number,
          error: toError(message.error),
        })
      case 'fatal':
        return onFatal(toError(message.error))
      case 'snapshot':
        return this.#metrics.told(worker, message.snapshot)
      case 'metrics':
        return void this.#metrics
          .text(this.#living(), (each) => send(each, { kind: 'snapshot' }))
          .then((text) => send(worker, { kind: 'metrics', text }))
    }
  }

  #ended(place: Place, worker: Worker, by: string): void {
    if (place.worker !== worker) return
    const { number, readyAt = Infinity } = place
    delete place.worker
    delete place.readyAt
    this.#metrics.ended(worker)
    // While the first one has not answered, its failure is that of the start.
    if (this.#closing || this.#url === undefined) return
    const livedLong = performance.now() - readyAt > workerRestart.calm * 1_000
    place.failures = livedLong ? 1 : place.failures + 1
    const { pid } = worker.process
    this.#surroundings.log.error({ event: 'worker_ended', worker: number, pid, by })
    const { first, longest } = workerRestart
    const delay = Math.min(longest, first * 2 ** (place.failures - 1))
    place.timer = setTimeout(() => this.#launch(place), delay * 1_000)
  }

  #living(): readonly Worker[] {
    return this.#places.flatMap(({ worker, readyAt }) => (worker && readyAt ? worker : []))
  }

  async #close(): Promise<void> {
    const { limits } = this.#surroundings
    const patience = (limits.drainTimeout ?? drainTimeout) + workerStopMargin
    await Promise.all(
      this.#places.map(async ({ worker, timer }) => {
        clearTimeout(timer)
        if (worker) await stop(worker, patience)
      }),
    )
  }
}

interface FirstStart {
  readonly resolve: (started: Started) => void
  readonly reject: (error: unknown) => void
}

function stop(worker: Worker, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => worker.process.kill('SIGKILL'), patience * 1_000)
    worker.process.once('close', () => {
      clearTimeout(deadline)
      resolve()
    })
    send(worker, { kind: 'stop' })
  })
}

/** One that is ending cannot be told anything any more; its end is seen elsewhere. */
function send(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message, () => {})
}

/** Whole lines, many at a time; the half one of a worker that was killed is dropped. */
function forwardLines(output: Readable | null, print: (lines: string) => void): void {
  let half = ''
  output?.setEncoding('utf8').on('data', (chunk: string) => {
    const end = chunk.lastIndexOf('\n') + 1
    if (end > 0) print(half + chunk.slice(0, end))
    half = end > 0 ? chunk.slice(end) : half + chunk
  })
}

async function freePort(host: string): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, host, resolve)
  })
  const { port } = server.address() as AddressInfo // it listens on TCP
  await new Promise((resolve) => server.close(resolve))
  return port
}

function toError({ name, message, code }: ErrorMessage): Error {
  if (name === 'ConfigError') return new ConfigError(message)
  return Object.assign(new Error(message), { ...(code !== undefined && { code }) })
}
