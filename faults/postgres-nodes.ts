import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { postgres } from '../src/postgres/index.ts'
import { startCluster } from '../test/postgres/cluster.ts'
import type { Cluster } from '../test/postgres/cluster.ts'
import { ask } from './ask.ts'
import type { Person } from './people.ts'
import { preparePeople } from './people.ts'
import { freePort, ServerProcess } from './server-process.ts'

/** Servers on one database, and people who may sign in. */
export interface Nodes {
  readonly cluster: Cluster
  readonly servers: readonly ServerProcess[]
  readonly people: readonly Person[]
  readonly directory: string
  /** Of their database. */
  readonly url: string
  readonly secretFile: string
  /** Ends one and starts it again, as often as its supervisor has to. */
  restart(server: ServerProcess, signal: NodeJS.Signals): Promise<void>
  close(): Promise<void>
}

/** The master secret of them all. */
export const secret = 'a master secret that is long enough for all of them'

export interface NodesOptions {
  /** Default: one of their own, which is stopped with them. */
  readonly cluster?: Cluster
  /** Whether one of their own waits for the disk. Default: no. */
  readonly fsync?: boolean
  /** How they reach it. Default: directly. */
  readonly through?: (url: string) => string
  /** Variables of each, by its number. */
  readonly envOf?: (n: number) => Readonly<Record<string, string>>
}

/** So many, started. */
export async function startNodes(count: number, options: NodesOptions = {}): Promise<Nodes> {
  const { through = (url) => url, envOf = () => ({}), fsync = false } = options
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
  const cluster = options.cluster ?? (await startCluster({ fsync }))
  const servers: ServerProcess[] = []
  const close = async (): Promise<void> => {
    for (const server of servers) await server.stop()
    if (!options.cluster) await cluster.stop()
    rmSync(directory, { recursive: true })
  }
  try {
    const url = through(await cluster.createSchema())
    const secretFile = join(directory, 'secret')
    writeFileSync(secretFile, secret, { mode: 0o600 })
    const people = await preparePeople(postgres(url), secret)
    for (let n = 0; n < count; n += 1) {
      const server = new ServerProcess({
        port: await freePort(),
        data: join(directory, `data-${n}`),
        args: ['--insecure-no-sign-in-limits', '--secret-file', secretFile],
        env: { ...envOf(n), DATABASE_URL: url },
      })
      servers.push(server)
      await startPatiently(server)
    }
    const restart: Nodes['restart'] = async (server, signal) => {
      await server.stop(signal)
      await startPatiently(server)
    }
    return { cluster, servers, people, directory, url, secretFile, restart, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** On a busy machine the database may take longer than the second that a server waits for it. */
async function startPatiently(server: ServerProcess): Promise<void> {
  for (let attempt = 1; attempt < 5; attempt += 1) {
    try {
      await server.start()
      return
    } catch (error) {
      console.error(error)
    }
  }
  await server.start()
}

/** Until a node can do what it is asked. */
export async function secondsUntilReady(url: string): Promise<number> {
  const from = performance.now()
  for (;;) {
    const answer = await ask(url, { path: '/readyz' })
    if (answer.kind === 'answer' && answer.status === 200) return (performance.now() - from) / 1_000
    await pause(5)
  }
}
