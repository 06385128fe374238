// npm run isolation -- [--keys N] [--seconds S] [--only WHAT]
// What one who means harm leaves to all others: answers that are still quick, and memory that is still there.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { feedBacklog, jwksCooldown } from '../src/defaults.ts'
import { randomId } from '../src/random.ts'
import { sqlite } from '../src/sqlite/index.ts'
import { memory, type Store } from '../src/storage/index.ts'
import { floodWithKeys } from './isolation-keys.ts'
import { stampede } from './isolation-jwks.ts'
import { openVictim, type Seen, type Victim } from './isolation-server.ts'

const { values } = parseArgs({
  options: {
    keys: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '60' },
    only: { type: 'string', default: '' },
  },
})
const guesses = Number(values.keys)
const seconds = Number(values.seconds)
/** Milliseconds, and megabytes beside what is allowed to each connection. */
const bars = { p99: 100, growth: 64 }
const [slow, listeners] = [500, 200]

let failures = 0
function say(isGood: boolean, line: string): void {
  if (!isGood) failures += 1
  console.log(`${isGood ? ' ' : '!'} ${line}`)
}
const megabytes = (bytes: number): number => Math.round(bytes / 1_048_576)

/** Says what an honest client saw while something was done to its server, and what memory that took. */
async function besides(
  victim: Victim,
  what: string,
  attack: () => Promise<string>,
  allowed = 0,
): Promise<void> {
  const resident = (): Promise<number> => victim.metric('process_resident_memory_bytes')
  const before = await resident()
  let most = before
  const attacked = attack()
  const measured = (async (): Promise<void> => {
    for (let n = 0; n < 20; n += 1) {
      await setTimeout(1_000)
      most = Math.max(most, await resident())
    }
  })()
  const seen = await victim.watch(Promise.all([attacked, measured]))
  const growth = megabytes(most - before)
  const isGood =
    seen.failures === 0 && seen.p99 <= bars.p99 && growth <= bars.growth + megabytes(allowed)
  say(isGood, `${what}: ${await attacked}; others: ${shown(seen)}; ${growth} MB more`)
}

const shown = ({ requests, failures: failed, p99 }: Seen): string =>
  `${requests} requests, ${failed} failed, p99 ${p99.toFixed(1)} ms`

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

/** Listeners that read nothing of 60,000 revocations, 40 MB: more than the buffers of two sockets hold. */
async function deafListeners(victim: Victim): Promise<string> {
  const request = `GET /api/v1/revocations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${victim.credential}\r\n\r\n`
  const sockets = await Promise.all(Array.from({ length: listeners }, () => victim.open(request)))
  for (const socket of sockets) socket.pause()
  // Subjects that an application made up, longer than those of sessions, so that a few of them do.
  const long = 'x'.repeat(500)
  for (let round = 0; round < 30; round += 1) {
    const revoke = (): Promise<void> => victim.revoke(randomId() + long)
    await Promise.all(Array.from({ length: 2_000 }, revoke))
  }
  const until = performance.now() + 40_000
  let cut = 0
  while (cut < listeners && performance.now() < until) {
    await setTimeout(500)
    cut = await victim.metric('latchkey_feed_listeners_cut_total')
  }
  for (const socket of sockets) socket.destroy()
  if (cut < listeners) throw new Error(`only ${cut} of ${listeners} were cut`)
  return `${cut} of ${listeners} were cut`
}

if ('slow clients, listeners'.includes(values.only)) {
  const victim = await openVictim()
  try {
    say(true, `nothing: ${shown(await victim.watch(setTimeout(5_000)))}`)
    await besides(victim, 'slow clients', () => slowClients(victim))
    await besides(victim, 'deaf listeners', () => deafListeners(victim), listeners * feedBacklog)
  } finally {
    await victim.close()
  }
}

/** Guesses at ever new names, which all leave something to be counted by. */
async function newKeys(name: string, store: Store, file?: string): Promise<void> {
  await store.migrate()
  const left = await floodWithKeys(store, { guesses, seconds, ...(file !== undefined && { file }) })
  await store.close()
  const [heap, size] = [megabytes(left.heap), megabytes(left.file)]
  const database = file === undefined ? '' : `, ${left.rows} rows and ${size} MB of file at most`
  say(
    heap <= bars.growth && size <= bars.growth,
    `${name}, ${left.guesses} guesses at as many names from as many networks: ${left.looked} looked at, ${heap} MB more${database}`,
  )
}

if ('keys'.includes(values.only)) {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-isolation-'))
  const file = join(directory, 'keys.db')
  await newKeys('memory', memory())
  await newKeys('SQLite', sqlite(file), file)
  rmSync(directory, { recursive: true })
}

if ('jwks'.includes(values.only)) {
  const { tokens, seconds: took, fetches } = await stampede(Math.min(seconds, 35))
  const allowed = 1 + Math.ceil(took / jwksCooldown)
  say(
    fetches <= allowed,
    `${tokens} unknown key ids in ${took.toFixed(0)} s: ${fetches} fetches of the keys`,
  )
}
if (failures > 0) process.exitCode = 1
