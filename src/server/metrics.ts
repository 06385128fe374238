import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Auth, AuthVitals } from '../auth/index.ts'
import type { AuthEvent } from '../events.ts'
import type { Exchange } from './front.ts'
import type { Log } from './log.ts'

/** Numbers at one moment, for those of other processes to be added to. */
export type Snapshot = readonly object[]

/** Numbers for Prometheus. No label ever holds anything a client can choose. */
export interface Metrics {
  readonly contentType: string
  onExchange(exchange: Exchange): void
  onEvent(event: AuthEvent): void
  /** The text exposition format. */
  text(): Promise<string>
  snapshot(): Promise<Snapshot>
  close(): void
}

// From an access token found in the cache to a sign-in that waited for a core.
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Numbers of one server. There are none about accounts: how many people there are is nobody's business. */
export function createMetrics({
  auth,
  log,
}: {
  /** `undefined` until the database is open. */
  readonly auth: () => Auth | undefined
  readonly log: Log
}): Metrics {
  const vital = (name: keyof AuthVitals) => (): number => auth()?.vitals()[name] ?? 0
  const registry = new Registry()
  const registers = [registry]
  const requests = new Histogram({
    name: 'latchkey_http_request_duration_seconds',
    help: 'From the headers of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  })
  const signIns = new Counter({
    name: 'latchkey_sign_ins_total',
    help: 'Sign-ins by outcome: ok, or the reason for the refusal.',
    labelNames: ['outcome'],
    registers,
  })
  const renewals = new Counter({
    name: 'latchkey_renewals_total',
    help: 'Renewals by outcome: ok, repeated, or the reason for the refusal.',
    labelNames: ['outcome'],
    registers,
  })
  const refusals = new Counter({
    name: 'latchkey_refusals_total',
    help: 'Requests refused, by reason.',
    labelNames: ['code'],
    registers,
  })
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const gauges: Readonly<
    Record<string, readonly [help: string, read: () => number, total?: 'max']>
  > = {
    latchkey_hash_queue_length: ['Password hashes under way or waiting.', vital('pendingHashes')],
    latchkey_revocation_staleness_seconds: [
      'How old the view of revocations is.',
      vital('revocationsAge'),
      'max',
    ],
    latchkey_feed_listeners: ['Verifiers that listen to revocations.', vital('feedListeners')],
    latchkey_log_lines_dropped: ['Log lines nobody read in time.', () => log.dropped],
    latchkey_event_loop_delay_p99_seconds: [
      'Delay of the event loop since the last look.',
      () => {
        const seconds = delay.percentile(99) / 1e9
        delay.reset()
        return seconds
      },
      'max',
    ],
    process_resident_memory_bytes: ['Resident memory.', () => process.memoryUsage.rss()],
  }
  for (const [name, [help, read, aggregator = 'sum']] of Object.entries(gauges)) {
    const collect = (): void => gauge.set(read())
    const gauge: Gauge = new Gauge({ name, help, registers, aggregator, collect })
  }
  const counters: Readonly<Record<string, readonly [help: string, read: () => number]>> = {
    latchkey_feed_events_sent_total: ['Events sent to them.', vital('feedEventsSent')],
    latchkey_feed_listeners_cut_total: [
      'Listeners cut off because they did not read.',
      vital('feedListenersCut'),
    ],
  }
  for (const [name, [help, read]] of Object.entries(counters)) {
    const counter: Counter = new Counter({
      name,
      help,
      registers,
      collect: () => {
        counter.reset()
        counter.inc(read())
      },
    })
  }
  return {
    contentType: registry.contentType,
    onExchange: ({ method, route = 'unmatched', status, seconds, code }) => {
      requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds)
      if (code !== undefined) refusals.inc({ code })
    },
    onEvent: (event) => {
      if (event.type === 'signed_in') signIns.inc({ outcome: 'ok' })
      if (event.type === 'sign_in_refused') signIns.inc({ outcome: event.code })
      if (event.type === 'renewed') renewals.inc({ outcome: event.repeated ? 'repeated' : 'ok' })
      if (event.type === 'renewal_refused') renewals.inc({ outcome: event.code })
    },
    text: () => registry.metrics(),
    snapshot: () => registry.getMetricsAsJSON(),
    close: () => void delay.disable(),
  }
}
