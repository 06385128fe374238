import { Agent, request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Issuer } from './listeners-server.ts'
import type { Race } from './measure.ts'
import { startServing } from './serving.ts'

const listeners = 1_000
const revocations = 50
const idleSeconds = 5

/** What a thousand services that listen cost whoever issues. */
export async function benchListeners(): Promise<Race[]> {
  const { word, cpuSeconds, residentBytes, stop } =
    await startServing<Issuer>('listeners-server.ts')
  const agent = new Agent({ keepAlive: true })
  const streams: IncomingMessage[] = []
  const idle = async (): Promise<number> => {
    const before = await cpuSeconds()
    await wait(idleSeconds * 1_000)
    return (100 * ((await cpuSeconds()) - before)) / idleSeconds
  }
  try {
    const { port, credential } = word
    const alone = await idle()
    const before = await residentBytes()
    while (streams.length < listeners) {
      const group = Array.from({ length: 50 }, () => open(port, credential))
      streams.push(...(await Promise.all(group)))
    }
    await wait(2_000)
    const kibibytes = ((await residentBytes()) - before) / listeners / 1_024
    const listened = await idle()
    const delays: number[] = []
    for (const refreshToken of word.refreshTokens.slice(0, revocations)) {
      delays.push(await delayOf(streams, () => revoke(port, agent, refreshToken)))
    }
    return [
      {
        what: 'CPU of an idle issuer',
        unit: '% of a core',
        turns: { alone: [alone], 'with 1,000 listeners': [listened] },
      },
      {
        what: 'a listener at the issuer',
        unit: 'KiB',
        turns: { 'resident memory': [kibibytes] },
      },
      {
        what: 'revoke acknowledged to the last of 1,000 listeners',
        unit: 'ms',
        turns: { latchkey: delays },
      },
    ]
  } finally {
    for (const stream of streams) stream.destroy()
    agent.destroy()
    await stop()
  }
}

function open(port: number, credential: string): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${credential}` }
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path: '/api/v1/revocations',
      headers,
      agent: false,
    })
    asked.once('error', reject).once('response', (response) => {
      // Cut off at the end, which is no error here.
      response.on('error', () => {}).resume()
      if (response.statusCode === 200) resolve(response)
      else reject(new Error(`the feed: ${response.statusCode}`))
    })
    asked.end()
  })
}

/** Heartbeats are events as well, but say nothing of a revocation. */
const tellsOfRevocation = /"kind":/

async function delayOf(
  streams: readonly IncomingMessage[],
  act: () => Promise<number>,
): Promise<number> {
  const heard = streams.map(
    (stream) =>
      new Promise<number>((resolve) => {
        const listen = (chunk: Buffer): void => {
          if (!tellsOfRevocation.test(chunk.toString())) return
          stream.off('data', listen)
          resolve(performance.now())
        }
        stream.on('data', listen)
      }),
  )
  const acknowledgedAt = await act()
  return Math.max(0, Math.max(...(await Promise.all(heard))) - acknowledgedAt)
}

function revoke(port: number, agent: Agent, refreshToken: string): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path: '/api/v1/logout',
      method: 'POST',
      headers,
      agent,
    })
    asked.once('error', reject).once('response', (response) => {
      response.resume()
      if (response.statusCode === 204) resolve(performance.now())
      else reject(new Error(`logout: ${response.statusCode}`))
    })
    asked.end(JSON.stringify({ refreshToken }))
  })
}
