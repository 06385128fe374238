import { setTimeout as pause } from 'node:timers/promises'
import { exactly } from './figure.ts'
import { startHaproxy } from './haproxy.ts'
import { startNodes } from './postgres-nodes.ts'
import type { Row } from './row.ts'
import { nothingLost, underLoad } from './under-load.ts'

const restarts = 50

export const rollingRestart: Row = {
  what: 'two nodes on PostgreSQL behind haproxy, stopped by SIGTERM and started in turn, under load',
  isQuick: true,
  needs: ['haproxy', 'postgresql'],
  async run({ seed }) {
    const nodes = await startNodes(2)
    const { servers, people, directory } = nodes
    const proxy = await startHaproxy(directory, servers)
    const replace = async (turn: number, signal: NodeJS.Signals): Promise<void> => {
      const server = servers[turn % servers.length]
      if (server) await nodes.restart(server, signal)
      // As long as haproxy takes to see that it is back.
      await pause(500)
    }
    const disturb = async (): Promise<void> => {
      for (let turn = 0; turn < restarts; turn += 1) await replace(turn, 'SIGTERM')
    }
    try {
      const options = {
        url: proxy.url,
        people,
        seed,
        disturb,
        restart: () => replace(0, 'SIGKILL'),
      }
      const report = await underLoad({ ...options, rest: 5 })
      return [
        exactly(`requests that failed, of ${report.calls}`, 0, report.unanswered),
        ...nothingLost(report),
      ]
    } finally {
      await proxy.close()
      await nodes.close()
    }
  },
}
