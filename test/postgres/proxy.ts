import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** What becomes of the connections. */
export type Fault =
  | 'none'
  /** The next commit does not reach the server. */
  | 'cut-before-commit'
  /** The next commit reaches the server, and its answer nobody. */
  | 'cut-after-commit'
  /** Nothing passes any more, and nobody is told. */
  | 'black-hole'

/** Between a store and its server, on a connection without TLS. */
export interface Proxy {
  /** The same URL by way of the proxy. */
  through(url: string): string
  fault: Fault
  /** Where new connections lead. */
  port: number
  /** Ends all connections. */
  cut(): void
  close(): Promise<void>
}

export async function startProxy(port: number): Promise<Proxy> {
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(proxy.port, '127.0.0.1')
    const cut = (): void => {
      client.destroy()
      upstream.destroy()
    }
    let isCommitting = false
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', cut)
      socket.on('close', () => {
        sockets.delete(socket)
        cut()
      })
    }
    client.on('data', (bytes) => {
      if (proxy.fault === 'black-hole') return
      if (bytes.includes('COMMIT') && proxy.fault !== 'none') {
        if (proxy.fault === 'cut-before-commit') return cut()
        isCommitting = true
      }
      upstream.write(bytes)
    })
    upstream.on('data', (bytes) => {
      if (proxy.fault === 'black-hole') return
      if (isCommitting) return cut()
      client.write(bytes)
    })
  })
  const proxy: Proxy = {
    fault: 'none',
    port,
    through(url) {
      const address = server.address()
      assert.ok(typeof address === 'object' && address)
      return url.replace(`:${port}/`, `:${address.port}/`)
    },
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      proxy.cut()
      server.close()
      await once(server, 'close')
    },
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return proxy
}
