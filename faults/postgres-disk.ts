import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Cluster } from '../test/postgres/cluster.ts'
import { ask } from './ask.ts'
import { atMost, exactly } from './figure.ts'
import type { Figure } from './figure.ts'
import { startNodes } from './postgres-nodes.ts'
import { countFor, renew, secondsUntil, underFault } from './under-fault.ts'

const calls = 'pwrite64,pwritev,fallocate,fdatasync,fsync'
/** Seconds that the disk fails. */
const failing = 2

/** What a server does when it is the disk of its PostgreSQL that fails, in every process of that. */
export async function breakPostgres(error: 'EIO' | 'ENOSPC', seed: number): Promise<Figure[]> {
  const nodes = await startNodes(1, { fsync: true })
  const { cluster, people } = nodes
  const [server] = nodes.servers
  try {
    if (!server) throw new Error('there is no server')
    return await underFault({
      what: `${error} of what PostgreSQL writes`,
      url: server.url,
      people,
      seed,
      async strike(session, guarded) {
        await pause(1_500)
        const mend = await breakDisk(cluster, error)
        const { unavailable = 0, other = 0 } = await countFor(failing, () =>
          renew(server.url, session),
        )
        // What comes now takes longer than a server trusts what it knows of revocations.
        await guarded.stop()
        await mend()
        await cluster.revive()
        const recovered = await secondsUntil(200, async () => {
          const answer = await ask(server.url, { path: '/readyz' })
          return answer.kind === 'answer' ? answer.status : 0
        })
        await pause(500)
        return [
          exactly(`renewals answered neither 200 nor 503, beside ${unavailable}`, 0, other),
          atMost('recovered after PostgreSQL', 2, recovered),
        ]
      },
      restart: () => nodes.restart(server, 'SIGKILL'),
    })
  } finally {
    await nodes.close()
  }
}

/** All processes that there are and will be; the result mends it. */
async function breakDisk(cluster: Cluster, error: string): Promise<() => Promise<void>> {
  const rows = await cluster.run('SELECT pid FROM pg_stat_activity')
  const processes = [cluster.pid(), ...rows.map(({ pid }) => Number(pid))]
  const attached = processes.flatMap((pid) => ['-p', `${pid}`])
  const inject = ['-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}`]
  const strace = spawn('strace', ['-f', '-qq', '-o', '/dev/null', ...inject, ...attached], {
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  // It ends by itself when there is nothing left to look at.
  const ended = once(strace, 'exit')
  return async () => {
    strace.kill('SIGINT')
    await ended
  }
}
