import { ConfigError, readConfig, weakenings } from './config.ts'
import type { ConnectionLimits } from './connections.ts'
import { createLog, type Log } from './log.ts'
import type { Config } from './setting.ts'
import type { Running, Started, Surroundings } from './start-server.ts'

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
 * is made, and its secret with it. With `workers` above 1 this process answers nothing itself: it starts
 * so many others with `node:cluster`, replaces those that end, and writes their lines to the log.
 *
 * @throws {ConfigError} for a setting that cannot be used; any other error means that the system failed.
 * @example
 * const server = await serve({ port: 0, data: '/var/lib/latchkey', issuer: 'https://auth.example.com' })
 * process.once('SIGTERM', () => server.close())
 */
export async function serve(options: ServeOptions = {}): Promise<Server> {
  const { log: given, limits = {}, onFatal, ...set } = options
  const config: Config = { ...readConfig({}, {}).config, ...set }
  const log = given ?? createLog({ level: config.logLevel })
  const surroundings = { log, limits, onFatal: failure(log, onFatal) }
  if (config.production) await requireSound(config, log)
  const running = await start(config, surroundings)
  announce(log, config, running)
  return { url: running.url, close: () => running.close() }
}

/** Loads what it needs and no more: commands beside the server, and the process that supervises, need neither. */
async function start(config: Config, surroundings: Surroundings): Promise<Running> {
  if (config.workers > 1) {
    const { startWorkers } = await import('./workers.ts')
    return startWorkers(config, surroundings)
  }
  const { startServer } = await import('./start-server.ts')
  return startServer(config, surroundings)
}

function announce(log: Log, config: Config, { url, issuer, audience, demo }: Started): void {
  log.info({ event: 'listening', url, issuer, audience })
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
  if (demo !== undefined) log.print(demo)
}

/** @throws {ConfigError} naming what `doctor` finds wrong. */
async function requireSound(config: Config, log: Log): Promise<void> {
  const { examine } = await import('./doctor.ts')
  const findings = await examine(config)
  for (const { status, ...finding } of findings) {
    if (status === 'warn') log.warn({ event: 'doctor', ...finding })
  }
  const failed = findings.filter(({ status }) => status === 'fail')
  if (failed.length === 0) return
  const reasons = failed.map(({ check, found, advice }) => `${check}: ${found}; ${advice ?? ''}`)
  throw new ConfigError(`production: ${reasons.join(' | ')}`)
}

const failure =
  (log: Log, onFatal: ServeOptions['onFatal']) =>
  (error: unknown): void => {
    log.error({ event: 'storage_failed', error })
    if (onFatal) return onFatal(error)
    setImmediate(() => {
      throw error
    })
  }
