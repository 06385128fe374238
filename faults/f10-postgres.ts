import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '../test/fuzz/random.ts'
import type { Cluster } from '../test/postgres/cluster.ts'
import { atLeast, atMost, quantile } from './figure.ts'
import { secondsUntilReady, startNodes } from './postgres-nodes.ts'
import type { Row } from './row.ts'
import { nothingLost, underLoad } from './under-load.ts'

const kills = 50
const immediateStops = 10
const terminated = 200

export const postgresFaults: Row = {
  what: 'PostgreSQL killed, stopped at once, and its backends ended in the middle of a COMMIT',
  isQuick: false,
  needs: ['postgresql'],
  async run({ seed }) {
    const nodes = await startNodes(1)
    const { cluster, people } = nodes
    const [server] = nodes.servers
    if (!server) throw new Error('there is no server')
    const random = createRandom(seed, 10)
    const outages: number[] = []
    let ended = 0
    const disturb = async (): Promise<void> => {
      for (let fault = 0; fault < kills + immediateStops; fault += 1) {
        await pause(100 + random.below(400))
        await (fault < kills ? cluster.kill() : cluster.stopAtOnce())
        await pause(random.below(200))
        await cluster.start()
        outages.push(await secondsUntilReady(server.url))
      }
      while (ended < terminated) ended += await endCommits(cluster)
    }
    try {
      const report = await underLoad({
        url: server.url,
        people,
        seed,
        disturb,
        restart: () => nodes.restart(server, 'SIGKILL'),
      })
      const longest = quantile(
        outages.toSorted((a, b) => a - b),
        1,
      )
      return [
        ...nothingLost(report),
        atMost(`from PostgreSQL to the first 200, longest of ${outages.length}`, 2, longest),
        atLeast('backends ended in the middle of a COMMIT', terminated, ended),
      ]
    } finally {
      await nodes.close()
    }
  },
}

/** Commits wait for a standby that there is not: so they can be met where nobody knows yet whether they happened. */
async function endCommits(cluster: Cluster): Promise<number> {
  const waitFor = async (standby: string): Promise<void> => {
    await cluster.run(`ALTER SYSTEM SET synchronous_standby_names = '${standby}'`)
    await cluster.run('SELECT pg_reload_conf()')
  }
  await waitFor('nobody')
  await pause(100)
  const rows = await cluster.run(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'`,
  )
  await waitFor('')
  await pause(50)
  return rows.length
}
