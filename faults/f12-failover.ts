import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '../test/fuzz/random.ts'
import { startCluster } from '../test/postgres/cluster.ts'
import type { Cluster } from '../test/postgres/cluster.ts'
import { startProxy } from '../test/postgres/proxy.ts'
import { anomalies } from './check.ts'
import { atLeast, atMost, exactly } from './figure.ts'
import { secondsUntilReady, startNodes } from './postgres-nodes.ts'
import type { Row } from './row.ts'
import { nothingLost, underLoad } from './under-load.ts'
import type { LoadReport } from './under-load.ts'

export const failover: Row = {
  what: 'the primary is killed under load and its synchronous standby promoted; every second time the standby had been away',
  isQuick: false,
  needs: ['postgresql'],
  async run({ seed }) {
    const report = await failOverUnderLoad({ failovers: 10, commit: 'synchronous', seed })
    const { outages } = report
    // What a standby without these guarantees loses has to be seen, or nothing would be.
    const control = await failOverUnderLoad({ failovers: 4, commit: 'asynchronous', seed })
    const seen = anomalies.reduce((sum, name) => sum + control.verdict.counts[name], 0)
    return [
      exactly('failovers', 10, outages.length),
      ...nothingLost(report),
      atMost('from the promotion until both servers were ready, at most', 2, Math.max(...outages)),
      atLeast('anomalies where commits wait for no standby', 1, seen),
    ]
  },
}

interface FailoverReport extends LoadReport {
  /** Seconds from each promotion until all servers were ready. */
  readonly outages: readonly number[]
}

async function failOverUnderLoad(options: {
  readonly failovers: number
  /** Whether the primary waits for the standby before it acknowledges anything. */
  readonly commit: 'synchronous' | 'asynchronous'
  readonly seed: number
}): Promise<FailoverReport> {
  const { failovers, commit, seed } = options
  const random = createRandom(seed, 12)
  const addStandby = async (to: Cluster): Promise<Cluster> => {
    const added = await startCluster({ standbyOf: to })
    if (commit === 'synchronous') await to.waitForStandby()
    return added
  }
  let primary = await startCluster()
  let standby = await addStandby(primary)
  const proxy = await startProxy(primary.port)
  const nodes = await startNodes(2, { cluster: primary, through: (url) => proxy.through(url) })
  const [server] = nodes.servers
  if (!server) throw new Error('there is no server')
  const outages: number[] = []

  const failOver = async (isAway: boolean): Promise<void> => {
    if (isAway) {
      // What is committed now is on one disk only, and that one is about to be lost.
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
  try {
    const report = await underLoad({
      url: server.url,
      people: nodes.people,
      seed,
      async disturb() {
        for (let n = 0; n < failovers; n += 1) {
          await pause(500 + random.below(1_000))
          await failOver(n % 2 === 1)
        }
        await pause(500)
      },
      restart: () => nodes.restart(server, 'SIGKILL'),
    })
    return { ...report, outages }
  } finally {
    await nodes.close()
    await proxy.close()
    await standby.stop()
    await primary.stop()
  }
}
