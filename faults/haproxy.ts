import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './server-process.ts'

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

/** Starts haproxy before the nodes, and waits until it has looked at them. */
export async function startHaproxy(
  directory: string,
  servers: readonly { readonly url: string }[],
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const port = await freePort()
  const file = join(directory, 'haproxy.cfg')
  writeFileSync(file, recipe(port, servers))
  const proxy = spawn('/usr/sbin/haproxy', ['-db', '-q', '-f', file], { stdio: 'inherit' })
  const exited = once(proxy, 'exit')
  await pause(500)
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      proxy.kill()
      await exited
    },
  }
}
