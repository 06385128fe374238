import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Auth, AuthVitals } from '../auth/index.ts'
import type { AuthEvent } from '../events.ts'
import type { Outbox } from '../mail/index.ts'
import type { Exchange } from './front.ts'
import type { Log } from './log.ts'
import { addCounters, addGauges, addProcessReadings } from './readings.ts'

/** Numbers at one moment, for those of other processes to be added to. */
export type Snapshot = readonly object[]

/** Numbers for Prometheus. No label ever holds anything a client can choose. */
export interface Metrics {
  readonly contentType: string
  onExchange(exchange: Exchange): void
  onEvent(event: AuthEvent): void
  onMailFailure(): void
  /** The text exposition format. */
  text(): Promise<string>
  snapshot(): Promise<Snapshot>
  close(): void
}

export interface MetricsOptions {
  /** `undefined` until the database is open. */
  readonly auth: () => Auth | undefined
  /** `undefined` where no mail is sent. */
  readonly outbox: () => Outbox | undefined
  readonly log: Log
}

// From an access token found in the cache to a sign-in that waited for a core.
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Numbers of one server. There are none about accounts: how many people there are is nobody's business. */
export function createMetrics({ auth, outbox, log }: MetricsOptions): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Histogram({
    name: 'latchkey_http_request_duration_seconds',
    help: 'From the headers of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  })
  const count = <Label extends string>(
    name: string,
    help: string,
    ...labelNames: Label[]
  ): Counter<Label> => new Counter({ name, help, labelNames, registers })
  const refusals = count('latchkey_refusals_total', 'Requests refused, by reason.', 'code')
  const signIns = count(
    'latchkey_sign_ins_total',
    'Sign-ins by outcome: ok, or the reason for the refusal.',
    'outcome',
  )
  const renewals = count(
    'latchkey_renewals_total',
    'Renewals by outcome: ok, repeated, or the reason for the refusal.',
    'outcome',
  )
  const ended = count('latchkey_sessions_ended_total', 'Sessions ended, by reason.', 'reason')
  const clientTokens = count('latchkey_client_tokens_total', 'Tokens issued to clients themselves.')
  // Counted among the reasons as well, where the first theft would make a series that had not been
  // there before: rate() and increase() see nothing happen then.
  const reuses = count('latchkey_refresh_token_reuse_total', 'Spent refresh tokens that came back.')
  const lostWrites = count(
    'latchkey_storage_lost_writes_total',
    'Sessions whose refresh token was newer than the database.',
  )
  const failedTasks = count('latchkey_tasks_failed_total', 'Background tasks that failed.', 'task')
  for (const task of ['sweep', 'keys', 'feed', 'audit']) failedTasks.inc({ task }, 0)
  const mailFailures = count('latchkey_mail_failures_total', 'Messages that were not delivered.')
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  addVitals(registry, auth)
  addGauges(registry, {
    latchkey_mail_queue_length: {
      help: 'Messages under way or waiting.',
      read: () => outbox()?.pending ?? 0,
    },
    latchkey_event_loop_delay_p99_seconds: {
      help: 'Delay of the event loop since the last look.',
      read: () => {
        const seconds = delay.percentile(99) / 1e9
        delay.reset()
        return seconds
      },
      total: 'max',
    },
  })
  addProcessReadings(registry, log)
  return {
    contentType: registry.contentType,
    onExchange: ({ method, route = 'unmatched', status, seconds, code }) => {
      requests.observe({ method, route, status: statusLabel(status) }, seconds)
      if (code !== undefined) refusals.inc({ code })
    },
    onEvent: (event) => {
      switch (event.type) {
        case 'signed_in':
          return signIns.inc({ outcome: 'ok' })
        case 'sign_in_refused':
          return signIns.inc({ outcome: event.code })
        case 'renewed':
          return renewals.inc({ outcome: event.repeated ? 'repeated' : 'ok' })
        case 'renewal_refused':
          return renewals.inc({ outcome: event.code })
        case 'session_ended':
          return ended.inc({ reason: event.reason })
        case 'client_token_issued':
          return clientTokens.inc()
        case 'refresh_token_reuse':
          return reuses.inc()
        case 'storage_lost_writes':
          return lostWrites.inc()
        case 'task_failed':
          return failedTasks.inc({ task: event.task })
      }
    },
    onMailFailure: () => mailFailures.inc(),
    text: () => registry.metrics(),
    snapshot: () => registry.getMetricsAsJSON(),
    close: () => void delay.disable(),
  }
}

/** What `Auth` says of itself. */
function addVitals(registry: Registry, auth: MetricsOptions['auth']): void {
  const vital = (name: keyof AuthVitals) => (): number => auth()?.vitals()[name] ?? 0
  addGauges(registry, {
    latchkey_hash_queue_length: {
      help: 'Password hashes under way or waiting.',
      read: vital('pendingHashes'),
    },
    latchkey_storage_queue_length: {
      help: 'Calls that wait for the database to take them.',
      read: vital('waitingForStorage'),
    },
    latchkey_revocation_staleness_seconds: {
      help: 'How old the view of revocations is.',
      read: vital('revocationsAge'),
      total: 'max',
    },
    latchkey_revocations: {
      help: 'Revocations that still matter, in memory.',
      read: vital('revocations'),
      total: 'max',
    },
    latchkey_signing_key_age_seconds: {
      help: 'How long the key that signs has done so.',
      read: vital('signingKeyAge'),
      total: 'max',
    },
    latchkey_feed_listeners: {
      help: 'Verifiers that listen to revocations.',
      read: vital('feedListeners'),
    },
  })
  const keys: Gauge<'state'> = new Gauge({
    name: 'latchkey_keys',
    help: 'Keys in the ring, by what they are there for.',
    labelNames: ['state'],
    registers: [registry],
    aggregator: 'max',
    collect: () => {
      const all = auth()?.keys.list() ?? []
      for (const state of ['published', 'signing', 'verifying'] as const) {
        keys.set({ state }, all.filter((key) => key.state === state).length)
      }
    },
  })
  addCounters(registry, {
    latchkey_feed_events_sent_total: {
      help: 'Events sent to them.',
      read: vital('feedEventsSent'),
    },
    latchkey_feed_listeners_cut_total: {
      help: 'Listeners cut off because they did not read.',
      read: vital('feedListenersCut'),
    },
  })
}

// 501 stands for itself: it is the answer to a method that HTTP does not have, and among the 5xx anybody
// could drive up the share of errors that wakes whoever is on call.
const statusLabel = (status: number): string =>
  status === 501 ? '501' : `${Math.floor(status / 100)}xx`
