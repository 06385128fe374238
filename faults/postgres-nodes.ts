import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgres } from '../src/postgres/index.ts'
import { startCluster } from '../test/postgres/cluster.ts'
import type { Cluster } from '../test/postgres/cluster.ts'
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

/** So many, started, on a PostgreSQL of their own. */
export async function startNodes(
  count: number,
  options: { readonly fsync?: boolean } = {},
): Promise<Nodes> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
  const cluster = await startCluster(options)
  const servers: ServerProcess[] = []
  const close = async (): Promise<void> => {
    for (const server of servers) await server.stop()
    await cluster.stop()
    rmSync(directory, { recursive: true })
  }
  try {
    const url = await cluster.createSchema()
    const secretFile = join(directory, 'secret')
    writeFileSync(secretFile, secret, { mode: 0o600 })
    const people = await preparePeople(postgres(url), secret)
    for (let n = 0; n < count; n += 1) {
      const server = new ServerProcess({
        port: await freePort(),
        data: join(directory, `data-${n}`),
        args: ['--insecure-no-sign-in-limits', '--secret-file', secretFile],
        env: { DATABASE_URL: url },
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
