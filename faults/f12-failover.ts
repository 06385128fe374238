import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '../test/fuzz/random.ts'
import { startCluster } from '../test/postgres/cluster.ts'
import type { Cluster } from '../test/postgres/cluster.ts'
import { startProxy } from '../test/postgres/proxy.ts'
import { atMost, exactly } from './figure.ts'
import { secondsUntilReady, startNodes } from './postgres-nodes.ts'
import type { Row } from './row.ts'
import { nothingLost, underLoad } from './under-load.ts'

const failovers = 10

export const failover: Row = {
  what: 'the primary is killed under load and its synchronous standby promoted; before every second time the standby was away',
  isQuick: false,
  needs: ['postgresql'],
  async run({ seed }) {
    const random = createRandom(seed, 12)
    let primary = await startCluster()
    let standby = await addStandby(primary)
    const proxy = await startProxy(primary.port)
    const nodes = await startNodes(2, { cluster: primary, through: (url) => proxy.through(url) })
    const [server] = nodes.servers
    if (!server) throw new Error('there is no server')
    const outages: number[] = []

    const failOver = async (isAway: boolean): Promise<void> => {
      if (isAway) {
        // What is committed now is on one disk only, and must not be acknowledged: it is about to be lost.
        await standby.stopAtOnce()
        await pause(500 + random.below(1_000))
      }
      const lost = primary
      await lost.kill()
      if (isAway) await standby.start()
      // Servers find it while it only reads.
      proxy.port = standby.port
      proxy.cut()
      await pause(random.below(500))
      await standby.promote()
      const ready = await Promise.all(nodes.servers.map(({ url }) => secondsUntilReady(url)))
      outages.push(Math.max(...ready))
      primary = standby
      standby = await addStandby(primary)
      await lost.stop()
    }
    const disturb = async (): Promise<void> => {
      for (let n = 0; n < failovers; n += 1) {
        await pause(500 + random.below(1_000))
        await failOver(n % 2 === 1)
      }
      await pause(500)
    }
    try {
      const report = await underLoad({
        url: server.url,
        people: nodes.people,
        seed,
        disturb,
        restart: () => nodes.restart(server, 'SIGKILL'),
      })
      return [
        exactly('failovers', failovers, outages.length),
        ...nothingLost(report),
        atMost(
          'from the promotion until both servers were ready, at most',
          2,
          Math.max(...outages),
        ),
      ]
    } finally {
      await nodes.close()
      await proxy.close()
      await standby.stop()
      await primary.stop()
    }
  },
}

/** One without which nothing is acknowledged any more. */
async function addStandby(primary: Cluster): Promise<Cluster> {
  const standby = await startCluster({ standbyOf: primary })
  await primary.waitForStandby()
  return standby
}
