// The row F11, in a network namespace of its own: node faults/black-hole.ts SEED. Writes its figures as JSON.
import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { postgresConnections } from '../src/defaults.ts'
import { startCluster } from '../test/postgres/cluster.ts'
import { atLeast, atMost, exactly } from './figure.ts'
import type { Figure } from './figure.ts'
import { startNodes } from './postgres-nodes.ts'
import { startProbes } from './probes.ts'
import type { Probe } from './probes.ts'
import { nothingLost, underLoad } from './under-load.ts'

const holes = 20
/** Seconds of a hole, and from one to the next. */
const lasting = 15
const between = 4
/** Seconds in which the view of revocations is surely fresh enough: a look that was not answered may have begun before the hole. */
const fresh = 4

/** Which packets: to PostgreSQL, from it, or both. */
const ways = [['dport', 'sport'], ['dport'], ['sport']] as const

interface Hole {
  readonly from: number
  readonly to: number
}

const run = promisify(execFile)
const nft = (...words: readonly string[]) => run('nft', words)

await run('ip', ['link', 'set', 'lo', 'up'])
await nft(
  'add table inet hole; add chain inet hole arriving { type filter hook input priority 0; }',
)
const cluster = await startCluster()
const nodes = await startNodes(1, { cluster })
const [server] = nodes.servers
if (!server) throw new Error('there is no server')

const seen: Hole[] = []
let longest = 0
let probed: readonly Probe[] = []
let connections = 0
const openFiles = (): number => readdirSync(`/proc/${server.pid}/fd`).length
const filesBefore = openFiles()
let filesAfter = 0
try {
  const report = await underLoad({
    url: server.url,
    people: nodes.people,
    seed: Number(process.argv[2]),
    took: (_, seconds) => (longest = Math.max(longest, seconds)),
    async disturb() {
      const stop = await startProbes(server.url, nodes.people)
      await pause(between * 1_000)
      for (let n = 0; n < holes; n += 1) {
        const from = performance.now() / 1_000
        for (const way of ways[n % ways.length] ?? [])
          await nft(`add rule inet hole arriving tcp ${way} ${cluster.port} drop`)
        await pause(lasting * 1_000)
        await nft('flush chain inet hole arriving')
        seen.push({ from, to: performance.now() / 1_000 })
        console.error(`hole ${n + 1} of ${holes}`)
        await pause(between * 1_000)
      }
      probed = await stop()
      const ours = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'latchkey'`
      connections = (await cluster.run(ours)).length
      filesAfter = openFiles()
    },
    restart: () => nodes.restart(server, 'SIGKILL'),
  })
  const figures = [...ofProbes(probed, seen), ...nothingLost(report)]
  console.log(
    JSON.stringify([
      atMost('longest request', 3, Math.max(longest, ...probed.map(({ seconds }) => seconds))),
      ...figures,
      atMost('connections to PostgreSQL afterwards', postgresConnections, connections, ''),
      atMost('more open files than before', postgresConnections, filesAfter - filesBefore, ''),
    ]),
  )
} finally {
  await nodes.close()
  await cluster.stop()
}

function ofProbes(probes: readonly Probe[], all: readonly Hole[]): Figure[] {
  const during = (until: number) =>
    probes.filter(({ from }) => all.some((hole) => from >= hole.from && from < hole.from + until))
  const guarded = during(fresh).filter(({ what }) => what === 'verify')
  const meanwhile = during(lasting)
  const renewals = meanwhile.filter(({ what }) => what === 'renew')
  const late = probes.flatMap(({ from, isGood }) => {
    const hole = all.findLast(({ to }) => to <= from)
    return hole && !isGood ? [from - hole.to] : []
  })
  return [
    atLeast('guarded requests in the first 4 s of a hole', 500, guarded.length),
    exactly('and not good', 0, guarded.filter(({ isGood }) => !isGood).length),
    atLeast('renewals in a hole', holes, renewals.length),
    exactly(
      'requests that were neither good nor 503',
      0,
      probes.filter(({ isGood, status }) => !isGood && status !== 503).length,
    ),
    atMost('from a hole to the last 503', 2, Math.max(0, ...late)),
  ]
}
