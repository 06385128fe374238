// `npm run soak -- --minutes 60`: the load of F1 at an easy pace, with a kill every five minutes. Says each minute what
// the server and its database hold, and at the end how that grew, and whether renewals have become slower.
import { readdirSync, readFileSync, rmSync, mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { keptLogBytes } from '../src/defaults.ts'
import { databaseFile } from '../src/server/index.ts'
import { atMost, exactly, quantile } from './figure.ts'
import type { Figure } from './figure.ts'
import { prepareSqlite } from './people.ts'
import { freePort, ServerProcess } from './server-process.ts'
import { nothingLost, underLoad } from './under-load.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
})
const [minutes, seed] = [Number(values.minutes), Number(values.seed)]
if (!(minutes > 0)) throw new RangeError('--minutes: expected a number above 0')
console.log(`--minutes ${minutes} --seed ${seed}`)

const minutesPerLife = 5

/** Megabytes of memory and of the database and its log, and open files. */
interface Sample {
  readonly megabytes: number
  readonly files: number
  readonly database: number
  readonly log: number
}

const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
const data = join(directory, 'data')
const file = databaseFile(data)
const megabytesOf = (name: string): number => statSync(name).size / 2 ** 20
const people = await prepareSqlite(data)
const server = new ServerProcess({
  port: await freePort(),
  data,
  args: ['--insecure-no-sign-in-limits'],
})

function sample(): Sample {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8')
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1])
  return {
    megabytes: kilobytes / 1_024,
    files: readdirSync(`/proc/${server.pid}/fd`).length,
    database: megabytesOf(file),
    log: megabytesOf(`${file}-wal`),
  }
}

const inMegabytes = (megabytes: number): string => `${megabytes.toFixed(1)} MB`

const lives: Sample[][] = [[]]
/** Seconds that renewals took in the first and in the last tenth. */
const tenths: readonly [first: number[], last: number[]] = [[], []]
const began = performance.now()
const took = (op: string, seconds: number): void => {
  if (op !== 'renew') return
  const done = (performance.now() - began) / (minutes * 60_000)
  if (done < 0.1) tenths[0].push(seconds)
  else if (done >= 0.9 && done < 1) tenths[1].push(seconds)
}
const restart = async (): Promise<void> => {
  await server.stop()
  await server.start()
}
const disturb = async (): Promise<void> => {
  for (let minute = 1; minute <= minutes; minute += 1) {
    await pause(60_000)
    const taken = sample()
    lives.at(-1)?.push(taken)
    const [memory, database, log] = [taken.megabytes, taken.database, taken.log].map(inMegabytes)
    console.log(`${minute}: ${memory}, ${taken.files} files; database ${database}, log ${log}`)
    if (minute % minutesPerLife > 0) continue
    await restart()
    lives.push([])
  }
}
try {
  await server.start()
  const report = await underLoad({
    url: server.url,
    people,
    seed,
    workers: 4,
    rest: 20,
    took,
    disturb,
    restart,
  })
  const figures: Figure[] = [
    ...nothingLost(report),
    exactly(
      'unhandled rejections',
      0,
      server.lines.filter((line) => /unhandled|uncaught/i.test(line)).length,
    ),
    // The first minute of a life fills what is meant to be filled.
    ...growth(lives.map((life) => life.slice(1))),
    drift(),
    ...sizes(report.verdict.sessions),
  ]
  console.table(figures)
  if (figures.some(({ holds }) => !holds)) process.exitCode = 1
} finally {
  await server.stop()
  rmSync(directory, { recursive: true })
}

/** Within the lives of the server, each from its second minute to its last. */
function growth(settled: readonly (readonly Sample[])[]): Figure[] {
  const rises = settled.flatMap((life) => {
    const [first, last] = [life[0], life.at(-1)]
    if (!first || !last || life.length < 2) return []
    const per = life.length - 1
    return [
      { megabytes: (last.megabytes - first.megabytes) / per, files: last.files - first.files },
    ]
  })
  if (rises.length === 0) return []
  const mean = rises.reduce((sum, { megabytes }) => sum + megabytes, 0) / rises.length
  const files = Math.max(...rises.map((rise) => rise.files))
  return [
    atMost('memory, a minute', 0.5, mean, 'MB'),
    atMost('open files, in a life', 8, files, ''),
  ]
}

function drift(): Figure {
  const [first = 0, last = 0] = tenths.map((all) =>
    quantile(
      all.toSorted((a, b) => a - b),
      0.99,
    ),
  )
  console.log(
    `renewals, p99: ${(first * 1_000).toFixed(1)} ms of the first ${tenths[0].length}, ${(last * 1_000).toFixed(1)} ms of the last ${tenths[1].length}`,
  )
  return atMost('p99 of renewals, last tenth to first', 1.1, last / first, 'times')
}

/** The database against a copy without a free page in it. */
function sizes(sessions: number): Figure[] {
  const copy = join(directory, 'copy.db')
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  database.prepare('VACUUM INTO ?').run(copy)
  database.close()
  const [whole, live] = [megabytesOf(file), megabytesOf(copy)]
  console.log(
    `database: ${inMegabytes(whole)} for ${sessions} sessions, ${inMegabytes(live)} of it rows`,
  )
  const logs = lives.flat().map(({ log }) => log)
  return [
    atMost('database, to its rows', 1.5, whole / live, 'times'),
    atMost('log of the database, at most', keptLogBytes / 2 ** 20, Math.max(0, ...logs), 'MB'),
  ]
}
