import type { AddressInfo } from 'node:net'
import type { Auth } from '../auth/index.ts'
import type { Store } from '../storage/index.ts'
import { createNetworks } from './address.ts'
import { readConfig, weakenings } from './config.ts'
import { listen, type ConnectionLimits } from './connections.ts'
import { makeDataDirectory } from './data-directory.ts'
import { demoText, openDemoAccount } from './demo.ts'
import { createFront, type Respond } from './front.ts'
import { createLog, type Log } from './log.ts'
import { logEvent, logExchange } from './log-lines.ts'
import { createMetrics } from './metrics.ts'
import { openAuth } from './open-auth.ts'
import { answerStarting, createResponder } from './responder.ts'
import type { Config } from './settings.ts'

/** The settings of `docs/configuration.md`, in values; what is absent has its default there. */
export interface ServeOptions extends Partial<Config> {
  /** Default: JSON lines on standard output. */
  readonly log?: Log
  /** How long and how much a client may take. */
  readonly limits?: ConnectionLimits
  /** Told when the database cannot be trusted any more; the process has to end. Default: throws outside of any request. */
  readonly onFatal?: (error: unknown) => void
}

/** A server that answers. */
export interface Server {
  /** Where it listens. */
  readonly url: string
  /** Stops accepting, lets requests under way finish for up to 10 seconds, closes the database. */
  close(): Promise<void>
}

/**
 * Runs Latchkey on an embedded SQLite database, or on PostgreSQL: what `latchkey serve` does, without reading flags,
 * environment or signals.
 *
 * The first line of the log says `"event":"listening"` with the `url`. A data directory that is not there
 * is made, and its secret with it.
 *
 * @throws {ConfigError} for a setting that cannot be used; any other error means that the system failed.
 * @example
 * const server = await serve({ port: 0, data: '/var/lib/latchkey', issuer: 'https://auth.example.com' })
 * process.once('SIGTERM', () => server.close())
 */
export async function serve(options: ServeOptions = {}): Promise<Server> {
  const config: Config = { ...readConfig({}, {}).config, ...options }
  const { log = createLog({ level: config.logLevel }), onFatal } = options
  if (config.databaseUrl === undefined || config.demo) await makeDataDirectory(config.data)
  let respond: Respond = answerStarting
  let auth: Auth | undefined
  const metrics = createMetrics({ log, auth: () => auth })
  const front = createFront({
    trusts: createNetworks(config.trustProxy),
    respond: (request, origin) => respond(request, origin),
    onExchange: (exchange) => {
      metrics.onExchange(exchange)
      logExchange(log, exchange)
    },
  })
  // First of all: a second server on this port must not get as far as the database, and tokens can
  // name their issuer only when port 0 has become a number.
  const listening = await listen(front, config, options.limits)
  const close = async (): Promise<void> => {
    // They would never finish by themselves; their verifiers come back to whoever is there then.
    auth?.streams.close()
    await listening.close()
    await auth?.close()
    metrics.close()
  }
  try {
    const url = urlOf(listening.address)
    let store: Store | undefined
    auth = await openAuth(config, {
      onStore: (opened) => (store = opened),
      issuer: config.issuer ?? url,
      onFatal: (error) => fail(error, log, onFatal),
      onEvent: (event) => {
        metrics.onEvent(event)
        logEvent(log, event)
      },
    })
    const demo = config.demo ? await openDemoAccount(auth, config.data) : undefined
    if (!store) throw new TypeError('openAuth: expected to be told of the store')
    respond = await createResponder(auth, { config, metrics, store })
    log.info({ event: 'listening', url, issuer: auth.issuer, audience: auth.audience })
    for (const { setting, effect } of weakenings(config)) {
      log.warn({ event: 'weakened', setting, effect })
    }
    if (config.issuer === undefined) {
      log.warn({
        event: 'issuer_defaulted',
        setting: '--issuer',
        effect: 'tokens name this address',
      })
    }
    if (demo) log.print(demoText(url, demo))
    return { url, close }
  } catch (error) {
    await close()
    throw error
  }
}

function fail(error: unknown, log: Log, onFatal: ServeOptions['onFatal']): void {
  log.error({ event: 'storage_failed', error })
  if (onFatal) return onFatal(error)
  setImmediate(() => {
    throw error
  })
}

/** A URL that works on this machine, also where all addresses are listened on. */
function urlOf({ address, family, port }: AddressInfo): string {
  const local = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address
  return `http://${family === 'IPv6' ? `[${local}]` : local}:${port}`
}
