// A reverse proxy whose routes can be changed while it runs, as `nginx -s reload` does: requests under way finish where they are.
import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Proxy {
  readonly url: string
  /** Sends a path to another origin from the next request on; `'/'` is what no other path says. */
  route(path: string, origin: string): void
  /** Fulfilled when no request is under way at the origin. */
  drained(origin: string): Promise<void>
  close(): void
}

export async function startProxy(origin: string): Promise<Proxy> {
  const routes = new Map([['/', origin]])
  const underWay = new Map<string, number>()
  const waiting = new Set<() => void>()
  const count = (to: string, change: number): void => {
    underWay.set(to, (underWay.get(to) ?? 0) + change)
    for (const look of waiting) look()
  }

  const server = createServer((incoming, outgoing) => {
    const [path = ''] = (incoming.url ?? '').split('?')
    const to = routes.get(path) ?? routes.get('/') ?? ''
    const headers = { ...incoming.headers, 'x-forwarded-for': incoming.socket.remoteAddress ?? '' }
    count(to, 1)
    outgoing.once('close', () => count(to, -1))
    const onward = send(to + incoming.url, { method: incoming.method ?? '', headers, agent: false })
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.headersSent || outgoing.writeHead(502).end())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP

  return {
    url: `http://127.0.0.1:${port}`,
    route: (path, to) => void routes.set(path, to),
    drained: (of) =>
      new Promise((resolve) => {
        const look = (): void => {
          if ((underWay.get(of) ?? 0) > 0) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
