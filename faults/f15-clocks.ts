import { setTimeout as pause } from 'node:timers/promises'
import { jumpUnderLoad } from './clock-jumps.ts'
import type { Jump } from './clock-jumps.ts'
import { atLeast, exactly } from './figure.ts'
import type { Figure } from './figure.ts'
import { startHaproxy } from './haproxy.ts'
import { startNodes } from './postgres-nodes.ts'
import type { Row } from './row.ts'
import { nothingLost, underLoad } from './under-load.ts'
import { removeShared, wrongBy } from './wrong-clock.ts'

/** Seconds that the clocks of two nodes are off, one this way and one that way. */
const apart = 30
const hour = 3_600

const right = { offset: 0 }

const jumps: readonly Jump[] = [
  { to: { offset: hour } },
  { to: right },
  { to: { offset: -hour } },
  { to: right },
  { to: { offset: hour }, restarts: true },
  { to: right },
  { to: { offset: -hour }, restarts: true },
  { to: right, restarts: true },
  { to: { time: 60 } },
  { to: right },
  // While it runs, 32 bits with a sign are over.
  { to: { time: 2 ** 31 - 1 } },
  { to: right },
]

export const clocks: Row = {
  what: 'the clock an hour off, in 1970 and in 2038, set under load; two nodes a minute apart on PostgreSQL',
  isQuick: true,
  needs: ['faketime', 'haproxy', 'postgresql'],
  async run({ seed }) {
    const report = await jumpUnderLoad({ jumps, seed, stay: 1.5 })
    for (const each of report.accepted) console.error(each)
    return [
      ...nothingLost(report),
      exactly(
        `tokens accepted after their end or before their time, of ${report.untimely}`,
        0,
        report.accepted.length,
      ),
      ...(await nodesApart(seed)),
    ]
  },
}

/** All of them go by the clock of the database, so that nothing is to be forgiven here. */
async function nodesApart(seed: number): Promise<Figure[]> {
  const nodes = await startNodes(2, { envOf: (n) => wrongBy(n === 0 ? -apart : apart) })
  const { servers, people, directory } = nodes
  const proxy = await startHaproxy(directory, servers)
  try {
    const report = await underLoad({
      url: proxy.url,
      people,
      seed,
      disturb: () => pause(8_000),
      async restart() {
        for (const server of servers) await nodes.restart(server, 'SIGKILL')
        await pause(500)
      },
    })
    return [
      atLeast('calls to nodes that are a minute apart', 100, report.calls),
      ...nothingLost(report),
    ]
  } finally {
    await proxy.close()
    await nodes.close()
    removeShared()
  }
}
