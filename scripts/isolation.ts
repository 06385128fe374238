// npm run isolation -- [--keys N] [--seconds S] [--only WHAT]
// What one who means harm leaves to all others: answers that are still quick, and memory that is still there.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { jwksCooldown } from '../src/defaults.ts'
import { sqlite } from '../src/sqlite/index.ts'
import { memory, type Store } from '../src/storage/index.ts'
import { attacks, warmUp } from './isolation-attacks.ts'
import { floodWithKeys } from './isolation-keys.ts'
import { stampede } from './isolation-jwks.ts'
import { openVictim, type Seen, type Victim } from './isolation-server.ts'

const { values } = parseArgs({
  options: {
    keys: { type: 'string', default: '10000000' },
    seconds: { type: 'string', default: '1800' },
    only: { type: 'string', default: '' },
  },
})
const guesses = Number(values.keys)
const seconds = Number(values.seconds)
/** Milliseconds, and megabytes beside what is allowed to each connection. */
const bars = { p99: 100, growth: 64 }

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
  const over = new AbortController()
  const attacked = attack().finally(() => over.abort())
  const measured = (async (): Promise<void> => {
    for (let n = 0; n < 20 || !over.signal.aborted; n += 1) {
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

const chosen = Object.entries(attacks).filter(([name]) => name.includes(values.only))

if (chosen.length > 0) {
  const victim = await openVictim()
  try {
    say(true, `honest work: ${shown(await victim.watch(warmUp(victim)))}`)
    for (const [name, { run, allowed }] of chosen) {
      await besides(victim, name, () => run(victim), allowed)
    }
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
    `${name}, ${left.guesses} guesses at as many names from as many networks in ${left.seconds.toFixed(0)} s: ${left.looked} looked at, ${heap} MB more${database}`,
  )
}

if ('keys in memory'.includes(values.only)) await newKeys('memory', memory())
if ('keys in SQLite'.includes(values.only)) {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-isolation-'))
  const file = join(directory, 'keys.db')
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
