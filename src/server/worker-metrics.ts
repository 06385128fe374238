import type { Worker } from 'node:cluster'
import { AggregatorRegistry, Gauge, Registry } from 'prom-client'
import { workerMetricsPatience } from '../defaults.ts'
import type { Log } from './log.ts'
import type { Snapshot } from './metrics.ts'
import { addProcessReadings } from './readings.ts'

/**
 * The metrics of all workers as one. A worker that does not answer in time, and what one that ended had
 * counted, are there as they were when last asked: no total ever goes back.
 */
export class WorkerMetrics {
  readonly #own = new Registry()
  readonly #running: Gauge
  readonly #last = new Map<Worker, Snapshot>()
  readonly #waiting = new Map<Worker, (() => void)[]>()
  #past: Snapshot = []

  constructor(log: Log) {
    this.#running = new Gauge({
      name: 'latchkey_workers',
      help: 'Processes that answer.',
      registers: [this.#own],
    })
    addProcessReadings(this.#own, log)
  }

  /** What `workers` count, after `ask` has asked each of them. */
  async text(workers: readonly Worker[], ask: (worker: Worker) => void): Promise<string> {
    await Promise.all(workers.map((worker) => this.#answer(worker, ask)))
    this.#running.set(workers.length)
    const own = await this.#own.getMetricsAsJSON()
    return total([...this.#last.values(), this.#past, own]).metrics()
  }

  told(worker: Worker, snapshot: Snapshot): void {
    this.#last.set(worker, snapshot)
    this.#settle(worker)
  }

  ended(worker: Worker): void {
    const last = this.#last.get(worker)
    this.#last.delete(worker)
    this.#settle(worker)
    if (!last) return
    const counted = last.filter((metric) => !('type' in metric && metric.type === 'gauge'))
    this.#past = total([this.#past, counted]).getMetricsAsArray()
  }

  #answer(worker: Worker, ask: (worker: Worker) => void): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, workerMetricsPatience * 1_000)
      const waiting = this.#waiting.get(worker) ?? []
      this.#waiting.set(worker, waiting)
      waiting.push(() => {
        clearTimeout(timer)
        resolve()
      })
      if (waiting.length === 1) ask(worker)
    })
  }

  #settle(worker: Worker): void {
    for (const answered of this.#waiting.get(worker) ?? []) answered()
    this.#waiting.delete(worker)
  }
}

/** Each metric in the way that metrics.ts says: the sum, or the largest. */
const total = (snapshots: readonly Snapshot[]): Registry =>
  AggregatorRegistry.aggregate([...snapshots])
