import { Counter, Gauge, type Registry } from 'prom-client'
import type { Log } from './log.ts'

/** A number that is there anyway, read when somebody looks. */
export interface Reading {
  readonly help: string
  readonly read: () => number
  /** Of several workers: the sum, or the largest. Default: the sum. */
  readonly total?: 'sum' | 'max'
}

export type Readings = Readonly<Record<string, Reading>>

export function addGauges(registry: Registry, readings: Readings): void {
  for (const [name, { help, read, total: aggregator = 'sum' }] of Object.entries(readings)) {
    const collect = (): void => gauge.set(read())
    const gauge: Gauge = new Gauge({ name, help, registers: [registry], aggregator, collect })
  }
}

/** Those that only grow. */
export function addCounters(registry: Registry, readings: Readings): void {
  for (const [name, { help, read }] of Object.entries(readings)) {
    const collect = (): void => {
      counter.reset()
      counter.inc(read())
    }
    const counter: Counter = new Counter({ name, help, registers: [registry], collect })
  }
}

/** What every process of a server counts, also the one that supervises. */
export function addProcessReadings(registry: Registry, log: Log): void {
  addGauges(registry, {
    latchkey_log_lines_dropped: {
      help: 'Log lines nobody read in time.',
      read: () => log.dropped,
    },
    process_resident_memory_bytes: {
      help: 'Resident memory.',
      read: () => process.memoryUsage.rss(),
    },
    process_start_time_seconds: {
      help: 'When it started; of several processes, the last one.',
      read: () => Math.round(performance.timeOrigin / 1_000),
      total: 'max',
    },
  })
  addCounters(registry, {
    process_cpu_seconds_total: {
      help: 'CPU time used, by all of its threads.',
      read: () => {
        const { user, system } = process.cpuUsage()
        return (user + system) / 1e6
      },
    },
  })
}
