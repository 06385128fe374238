import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { openAuth, readConfig } from '../src/server/index.ts'
import { startServer } from '../test/interop/server-process.ts'

/** A server in a process of its own, somebody who is signed in, and somebody who may listen. */
export interface Victim {
  readonly url: string
  readonly credential: string
  /** What an honest client sees meanwhile. */
  readonly watch: (during: Promise<unknown>) => Promise<Seen>
  /** A number of `/metrics`. */
  readonly metric: (name: string) => Promise<number>
  readonly revoke: (jti: string) => Promise<void>
  readonly open: (bytes: string) => Promise<Socket>
  readonly close: () => Promise<unknown>
}

/** Answers to requests with a good token and to renewals. */
export interface Seen {
  readonly requests: number
  readonly failures: number
  /** Milliseconds. */
  readonly p99: number
}

const issuer = 'http://localhost'
const pause = 20

export async function openVictim(): Promise<Victim> {
  const server = await startServer({
    by: 'node',
    flags: ['--issuer', issuer, '--trust-proxy', '127.0.0.1'],
  })
  const config = { ...readConfig({}, {}).config, data: server.data }
  const auth = await openAuth(config, { issuer, beside: true })
  const password = 'seven lamps in a quiet harbour'
  const account = await auth.accounts.register({ username: 'ada', password })
  const started = { account, passwordVersion: 1, clientId: 'first-party' }
  let { refreshToken } = await auth.sessions.start(started)
  const { credential } = await auth.verifiers.add('service')

  async function renew(): Promise<string> {
    const response = await fetch(`${server.url}/api/v1/renew`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshToken }),
    })
    const answer: { token: string; refreshToken: string } = await response.json()
    refreshToken = answer.refreshToken
    return answer.token
  }

  return {
    url: server.url,
    credential,
    async watch(during) {
      const times: number[] = []
      const over = new AbortController()
      void during.catch(() => {}).finally(() => over.abort())
      let failures = 0
      while (!over.signal.aborted) {
        const from = performance.now()
        try {
          const headers = { authorization: `Bearer ${await renew()}` }
          const { status } = await fetch(`${server.url}/api/v1/me`, { headers })
          if (status !== 200) failures += 1
        } catch {
          failures += 1
        }
        times.push((performance.now() - from) / 2)
        await setTimeout(pause)
      }
      const sorted = times.toSorted((a, b) => a - b)
      const p99 = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN
      return { requests: 2 * times.length, failures, p99 }
    },
    async metric(name) {
      const text = await (await fetch(`${server.url}/metrics`)).text()
      return Number(new RegExp(String.raw`^${name} (\S+)$`, 'm').exec(text)?.[1])
    },
    revoke: (jti) => auth.tokens.revoke({ jti }),
    async open(bytes) {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
      // Being cut off is what is waited for.
      socket.on('error', () => {})
      await once(socket, 'connect')
      socket.write(bytes)
      return socket
    },
    async close() {
      await auth.close()
      return server.stop()
    },
  }
}
