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
const [[server], [person]] = [nodes.servers, nodes.people]
if (!server || !person) throw new Error('there is no server, or nobody to sign in')

const seen: Hole[] = []
let longest = 0
let probed: readonly Probe[] = []
/** After each hole. */
const openFiles: number[] = []
let returned = 0
try {
  const report = await underLoad({
    url: server.url,
    people: nodes.people,
    seed: Number(process.argv[2]),
    took: (_, seconds) => (longest = Math.max(longest, seconds)),
    async disturb() {
      const stop = await startProbes(server.url, person)
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
        openFiles.push(readdirSync(`/proc/${server.pid}/fd`).length)
      }
      probed = await stop()
      returned = await secondsUntilReturned()
    },
    restart: () => nodes.restart(server, 'SIGKILL'),
  })
  const figures = [...ofProbes(probed, seen), ...nothingLost(report)]
  console.log(
    JSON.stringify([
      atMost('longest request', 3, Math.max(longest, ...probed.map(({ seconds }) => seconds))),
      ...figures,
      atMost('until PostgreSQL had no more connections than the pool', 60, returned),
      atMost(
        'open files after the last hole, more than after the first',
        postgresConnections,
        (openFiles.at(-1) ?? 0) - (openFiles[0] ?? 0),
        '',
      ),
    ]),
  )
} finally {
  await nodes.close()
  await cluster.stop()
}

/** A connection that was given up in a hole is closed at its other end when that hears of it. */
async function secondsUntilReturned(): Promise<number> {
  const ours = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'latchkey'`
  const from = performance.now()
  while ((await cluster.run(ours)).length > postgresConnections) await pause(200)
  return (performance.now() - from) / 1_000
}

function ofProbes(probes: readonly Probe[], all: readonly Hole[]): Figure[] {
  const holeOf = (probe: Probe): Hole | undefined =>
    all.findLast(({ from, to }) => from <= probe.from && probe.from < to)
  const guarded = probes.filter((probe) => {
    const hole = holeOf(probe)
    return probe.what === 'verify' && hole && probe.from < hole.from + fresh
  })
  const renewals = probes.filter((probe) => probe.what === 'renew' && holeOf(probe))
  // Whether an answer was late because of the hole before it, and not of the next one.
  const isBetween = ({ from, seconds }: Probe): boolean =>
    all.every((hole) => from >= hole.to || from + seconds < hole.from)
  const late = probes
    .filter((probe) => !probe.isGood && isBetween(probe))
    .map(({ from }) => from - (all.findLast(({ to }) => to <= from)?.to ?? 0))
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
