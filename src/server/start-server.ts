import type { AddressInfo } from 'node:net'
import { setTimeout as later } from 'node:timers/promises'
import type { Auth } from '../auth/index.ts'
import { drainTimeout } from '../defaults.ts'
import type { Outbox } from '../mail/index.ts'
import type { Store } from '../storage/index.ts'
import { openAccountPage } from './account-page.ts'
import { createNetworks } from './address.ts'
import { listen, type ConnectionLimits, type Listening } from './connections.ts'
import { makeDataDirectory } from './data-directory.ts'
import { demoText, openDemoAccount } from './demo.ts'
import { createFront, type Respond } from './front.ts'
import type { Log } from './log.ts'
import { logEvent, logExchange } from './log-lines.ts'
import { createMetrics, type Snapshot } from './metrics.ts'
import { openAuth } from './open-auth.ts'
import { openOutbox } from './open-outbox.ts'
import { openTraces } from './open-traces.ts'
import { answerStarting, createResponder } from './responder.ts'
import type { Config } from './setting.ts'

/** What a server says of itself once it answers. */
export interface Started {
  readonly url: string
  readonly issuer: string
  readonly audience: string
  /** How to use the demo account, where there is one. */
  readonly demo?: string
}

/** A server that answers, in this process or in several. */
export interface Running extends Started {
  close(): Promise<void>
}

/** What the settings do not say. */
export interface Surroundings {
  readonly log: Log
  readonly limits: ConnectionLimits
  readonly onFatal: (error: unknown) => void
}

/** How one of several workers differs from a server on its own. */
export interface AsWorker {
  /** Where others answer already: this one listens when it can answer too. */
  readonly joins: string | undefined
  /** The metrics of all of them. */
  readonly metricsText: () => Promise<string>
}

/** Runs a server in this process. */
export async function startServer(
  config: Config,
  { log, limits, onFatal, worker }: Surroundings & { readonly worker?: AsWorker },
): Promise<Running & { snapshot(): Promise<Snapshot> }> {
  if (config.databaseUrl === undefined || config.demo) await makeDataDirectory(config.data)
  let respond: Respond = answerStarting
  let auth: Auth | undefined
  let outbox: Outbox | undefined
  let listening: Listening | undefined
  const metrics = createMetrics({ log, auth: () => auth, outbox: () => outbox })
  const traces = config.traces ? await openTraces(log) : undefined
  const front = createFront({
    startSpan: traces?.startRequest,
    trusts: createNetworks(config.trustProxy),
    respond: (request, origin) => respond(request, origin),
    onExchange: (exchange) => {
      metrics.onExchange(exchange)
      logExchange(log, exchange)
    },
  })
  const close = async (): Promise<void> => {
    // They would never finish by themselves; their verifiers come back to whoever is there then.
    auth?.streams.close()
    await listening?.close()
    // What was asked for before that still goes out, unless the mail server is slow.
    if (outbox) await Promise.race([outbox.settled(), drained()])
    await auth?.close()
    metrics.close()
  }
  try {
    let url = worker?.joins
    if (url === undefined) {
      // First of all: a second server on this port must not get as far as the database, and tokens can
      // name their issuer only when port 0 has become a number.
      listening = await listen(front, config, limits)
      url = urlOf(listening.address)
    }
    let store: Store | undefined
    auth = await openAuth(config, {
      onStore: (opened) => (store = opened),
      issuer: url,
      onFatal,
      ...(traces && { trace: traces.trace }),
      onEvent: (event) => {
        metrics.onEvent(event)
        logEvent(log, event)
      },
    })
    const isFirst = worker?.joins === undefined
    const demo = config.demo && isFirst ? await openDemoAccount(auth, config.data) : undefined
    if (!store) throw new TypeError('openAuth: expected to be told of the store')
    const text = worker?.metricsText ?? ((): Promise<string> => metrics.text())
    outbox = await openOutbox(config, (error) => {
      metrics.onMailFailure()
      log.warn({ event: 'mail_failed', error })
    })
    const page = config.accountPage ? openAccountPage(config) : {}
    if (!page) log.warn({ event: 'account_page_missing', advice: 'npm run build' })
    respond = await createResponder(auth, {
      config,
      metrics: { ...metrics, text },
      store,
      outbox,
      page: page ?? {},
    })
    listening ??= await listen(front, config, limits)
    const { issuer, audience } = auth
    return {
      url,
      issuer,
      audience,
      ...(demo && { demo: demoText(url, demo, page !== undefined && config.accountPage) }),
      snapshot: () => metrics.snapshot(),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Keeps nothing alive that has nothing left to do. */
const drained = (): Promise<void> => later(drainTimeout * 1_000, undefined, { ref: false })

/** A URL that works on this machine, also where all addresses are listened on. */
function urlOf({ address, family, port }: AddressInfo): string {
  const local = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address
  return `http://${family === 'IPv6' ? `[${local}]` : local}:${port}`
}
