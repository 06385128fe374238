import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { argon2id } from '../src/defaults.ts'
import { randomId } from '../src/random.ts'
import type { Victim } from './isolation-server.ts'

const [slow, listeners] = [500, 200]
/** What docs/http-api.md promises of each, beside the buffers of the system. */
const perListener = 262_144
/** Guesses over HTTP, and how many at once: more than wait for a hash, so that most are refused without one. */
const [asked, askedTogether] = [2_000, 100]
/** A hash in each of libuv's four threads: guesses that are looked at take that, few keys or many. */
const hashes = 4 * argon2id.memoryCost * 1_024

/** 500 connections, half of which never end their headers, and half their body. */
async function slowClients(victim: Victim): Promise<string> {
  const head = `POST /api/v1/login HTTP/1.1\r\nHost: x\r\n`
  const json = 'Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{'
  const from = performance.now()
  const state = { open: slow, last: 0 }
  for (let n = 0; n < slow; n += 1) {
    const socket = await victim.open(n % 2 === 0 ? head : head + json)
    const drip = setInterval(() => socket.write(n % 2 === 0 ? 'X: y\r\n' : ' '), 2_000)
    socket.resume().once('close', () => {
      clearInterval(drip)
      state.open -= 1
      state.last = performance.now() - from
    })
  }
  while (state.open > 0 && performance.now() - from < 30_000) await setTimeout(200)
  const cut = `the last of ${slow} was cut after ${(state.last / 1_000).toFixed(1)} s`
  if (state.open > 0) throw new Error(`${state.open} slow clients were never cut`)
  return cut
}

/** Names that an application made up: each as long as said, and longer than the id that is in it. */
async function revokeMany(victim: Victim, count: number, length: number): Promise<string> {
  const long = 'x'.repeat(length)
  for (let left = count; left > 0; left -= 1_000) {
    const revoke = (): Promise<void> => victim.revoke(randomId() + long)
    await Promise.all(Array.from({ length: Math.min(left, 1_000) }, revoke))
  }
  return `${count} revoked`
}

/** Listeners that read nothing of more than the buffers of two sockets hold. */
async function deafListeners(victim: Victim, count: number, length: number): Promise<string> {
  const opening = `GET /api/v1/revocations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${victim.credential}\r\n\r\n`
  const before = await victim.metric('latchkey_feed_listeners_cut_total')
  const sockets = await Promise.all(Array.from({ length: listeners }, () => victim.open(opening)))
  for (const socket of sockets) socket.pause()
  await revokeMany(victim, count, length)
  const until = performance.now() + 60_000
  let cut = 0
  while (cut < listeners && performance.now() < until) {
    await setTimeout(500)
    cut = (await victim.metric('latchkey_feed_listeners_cut_total')) - before
  }
  for (const socket of sockets) socket.destroy()
  if (cut < listeners) throw new Error(`only ${cut} of ${listeners} were cut`)
  return `${cut} of ${listeners} were cut`
}

/** Guesses over HTTP, each at another name and from another network. */
async function newKeysOverHttp(victim: Victim): Promise<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: askedTogether })
  const counts: Record<number, number> = {}
  const guess = (n: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'x-forwarded-for': `10.${n >> 8}.${n & 255}.1`,
      }
      const url = `${victim.url}/api/v1/login`
      const outgoing = request(url, { agent, method: 'POST', headers }, (response) => {
        const status = response.statusCode ?? 0
        counts[status] = (counts[status] ?? 0) + 1
        response.resume().once('end', resolve)
      })
      outgoing.once('error', reject)
      outgoing.end(JSON.stringify({ username: `name-${n}`, password: 'no such password' }))
    })
  for (let done = 0; done < asked; done += askedTogether) {
    await Promise.all(Array.from({ length: askedTogether }, (_, n) => guess(done + n)))
  }
  agent.destroy()
  return `${asked} guesses at as many names from as many networks: ${JSON.stringify(counts)}`
}

/** Honest work, by which the heap of the server grows to what it is under load: 60 MB more than when it started. */
export const warmUp = (victim: Victim): Promise<string> => revokeMany(victim, 20_000, 500)

/** What is done to the server, and the bytes that it may take beside. */
export const attacks: Readonly<
  Record<string, { readonly run: (victim: Victim) => Promise<string>; readonly allowed?: number }>
> = {
  'slow clients': { run: slowClients },
  'deaf listeners': {
    run: (victim) => deafListeners(victim, 20_000, 500),
    allowed: listeners * perListener,
  },
  'deaf listeners, long names': {
    run: (victim) => deafListeners(victim, 3_000, 6_000),
    allowed: listeners * perListener,
  },
  'keys over HTTP': { run: newKeysOverHttp, allowed: hashes },
}
