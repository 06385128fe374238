import assert from 'node:assert/strict'
import { execFile, execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { postgres } from '../../src/postgres/index.ts'
import type { Store } from '../../src/storage/index.ts'

/** A PostgreSQL server of one test file, on a port and in a directory of its own. */
export interface Cluster {
  readonly port: number
  /** Where its programs are. */
  readonly bin: string
  /** Of the process that all others of it come from. */
  pid(): number
  /** The URL of an empty schema that nothing else uses. */
  createSchema(): Promise<string>
  /** Runs SQL as the owner of everything, on a connection of its own. */
  run(sql: string): Promise<readonly Record<string, unknown>[]>
  /** As a power failure would, without an orderly end of anything. */
  kill(): Promise<void>
  /** Without waiting for anybody or anything: its "immediate" stop. */
  stopAtOnce(): Promise<void>
  start(): Promise<void>
  /** Of a primary: commits wait for a standby from now on. Fulfilled when there is one. */
  waitForStandby(): Promise<void>
  /** Of a standby: it is the primary from now on, and waits for no standby of its own. */
  promote(): Promise<void>
  /** Until it answers; started again where it gave itself up. */
  revive(): Promise<void>
  stop(): Promise<void>
}

/** PostgreSQL refuses to run as root. */
const user = process.getuid?.() === 0 ? 'postgres' : undefined
const idOf = (flag: '-u' | '-g'): number => Number(execFileSync('id', [flag, user ?? '']))
/** What ends with this process, however that ends. */
const asUser = [
  ...(user ? [`--reuid=${user}`, `--regid=${user}`, '--clear-groups'] : []),
  '--pdeathsig=INT',
]

/**
 * @param options.fsync whether commits wait for the disk, which tests do not need.
 * @param options.standbyOf whose standby it is. Default: nobody's.
 */
export async function startCluster({
  fsync = false,
  standbyOf,
}: { readonly fsync?: boolean; readonly standbyOf?: Cluster } = {}): Promise<Cluster> {
  const bin = globSync('/usr/lib/postgresql/*/bin').toSorted().at(-1)
  assert.ok(bin, 'PostgreSQL is not installed')
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-postgres-'))
  if (user) chownSync(directory, idOf('-u'), idOf('-g'))
  const data = join(directory, 'data')
  const made = standbyOf
    ? ['pg_basebackup', '-d', `host=127.0.0.1 port=${standbyOf.port}`, '-R', '-c', 'fast']
    : ['initdb', '-A', 'trust', '-E', 'UTF8']
  const [program, ...how] = [...made, '-D', data, '-U', 'latchkey', '--no-sync']
  await promisify(execFile)('setpriv', [...asUser, join(bin, program), ...how])
  const port = await freePort()
  const settings = [
    `fsync=${fsync ? 'on' : 'off'}`,
    'max_connections=200',
    `unix_socket_directories=${directory}`,
  ]
  let server: ChildProcess | undefined
  let schemas = 0
  const urlOf = (query = ''): string =>
    `postgres://latchkey@127.0.0.1:${port}/postgres?sslmode=disable${query}`

  const cluster: Cluster = {
    port,
    bin,
    pid: () => server?.pid ?? 0,
    async createSchema() {
      schemas += 1
      await cluster.run(`CREATE SCHEMA schema_${schemas}`)
      return urlOf(`&options=-c%20search_path%3Dschema_${schemas}`)
    },
    async run(sql) {
      const client = new pg.Client({ connectionString: urlOf() })
      // What is asked of a server that goes away is rejected, and that is enough.
      client.on('error', () => {})
      await client.connect()
      try {
        const { rows } = await client.query<Record<string, unknown>>(sql)
        return rows
      } finally {
        await client.end()
      }
    },
    async start() {
      const options = ['-D', data, '-p', `${port}`, ...settings.flatMap((each) => ['-c', each])]
      let said = ''
      for (let attempt = 0; attempt < 100; attempt += 1) {
        const child = spawn('setpriv', [...asUser, join(bin, 'postgres'), ...options], {
          stdio: ['ignore', 'ignore', 'pipe'],
        })
        server = child
        said = ''
        for await (const line of createInterface(child.stderr)) {
          said += `${line}\n`
          if (!/ready to accept (?:read-only )?connections/.test(line)) continue
          child.stderr.resume()
          return
        }
        // What a killed server leaves behind goes away by itself, and until then no other one starts.
        await pause(100)
      }
      throw new Error(`PostgreSQL does not start: ${said}`)
    },
    async revive() {
      for (;;) {
        if (!isAlive(server)) await cluster.start()
        const answers = await cluster.run('SELECT 1').catch(() => [])
        if (answers.length > 0) return
        await pause(20)
      }
    },
    async kill() {
      await end('SIGKILL')
    },
    async stopAtOnce() {
      await end('SIGQUIT')
    },
    async waitForStandby() {
      await cluster.run(`ALTER SYSTEM SET synchronous_standby_names = '*'`)
      await cluster.run('SELECT pg_reload_conf()')
      const isSync = `SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'`
      while ((await cluster.run(isSync)).length === 0) await pause(20)
    },
    async promote() {
      await cluster.run(`ALTER SYSTEM RESET synchronous_standby_names`)
      await cluster.run('SELECT pg_reload_conf()')
      await cluster.run('SELECT pg_promote()')
    },
    async stop() {
      await end('SIGINT')
      rmSync(directory, { recursive: true, force: true })
    },
  }

  async function end(signal: 'SIGKILL' | 'SIGINT' | 'SIGQUIT'): Promise<void> {
    if (!server) return
    if (isAlive(server)) {
      const ended = once(server, 'exit')
      server.kill(signal)
      await ended
    }
    server = undefined
  }

  await cluster.start()
  return cluster
}

const isAlive = (child: ChildProcess | undefined): boolean =>
  child?.exitCode === null && child.signalCode === null

/** A store on an empty schema that waits as long as a busy machine takes. */
export async function patientStore(cluster: Cluster): Promise<Store> {
  // `pipeline` is not in the types of pg yet.
  const options: pg.PoolConfig = { connectionString: await cluster.createSchema() }
  const pool = new pg.Pool(Object.assign(options, { pipeline: true }))
  pool.on('error', () => {})
  const store = postgres(pool)
  return {
    ...store,
    async close() {
      await store.close()
      await pool.end()
    },
  }
}

/** Fulfilled when a transaction waits for another one. */
export async function waitsForALock(cluster: Cluster): Promise<void> {
  for (;;) {
    const waiting = await cluster.run(
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`,
    )
    if (waiting.length > 0) return
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(typeof address === 'object' && address)
  server.close()
  await once(server, 'close')
  return address.port
}
