import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { exactly } from './figure.ts'
import { startNodes } from './postgres-nodes.ts'
import type { Row } from './row.ts'
import { freePort } from './server-process.ts'
import { nothingLost, underLoad } from './under-load.ts'

const restarts = 50

/** What docs/operations.md recommends: what reached no node, or one that is leaving, is asked of another. */
const recipe = (port: number, servers: readonly { readonly url: string }[]): string => `
global
  maxconn 512
defaults
  mode http
  timeout connect 1s
  timeout client 30s
  timeout server 30s
  retries 5
  option redispatch 1
  retry-on conn-failure empty-response 503
frontend front
  bind 127.0.0.1:${port}
  default_backend nodes
backend nodes
  balance roundrobin
  option httpchk
  http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host latchkey
  default-server check inter 200ms fall 1 rise 1
${servers.map(({ url }, n) => `  server node${n} ${url.replace('http://', '')}`).join('\n')}
`

export const rollingRestart: Row = {
  what: 'two nodes on PostgreSQL behind haproxy, stopped by SIGTERM and started in turn, under load',
  isQuick: true,
  needs: ['haproxy', 'postgresql'],
  async run({ seed }) {
    const nodes = await startNodes(2)
    const { servers, people, directory } = nodes
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const file = join(directory, 'haproxy.cfg')
    writeFileSync(file, recipe(port, servers))
    const proxy = spawn('/usr/sbin/haproxy', ['-db', '-q', '-f', file], { stdio: 'inherit' })
    const exited = once(proxy, 'exit')
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
      await pause(500)
      const options = { url, people, seed, disturb, restart: () => replace(0, 'SIGKILL') }
      const report = await underLoad({ ...options, rest: 5 })
      return [
        exactly(`requests that failed, of ${report.calls}`, 0, report.unanswered),
        ...nothingLost(report),
      ]
    } finally {
      proxy.kill()
      await exited
      await nodes.close()
    }
  },
}
