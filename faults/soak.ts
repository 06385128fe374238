// `npm run soak -- --minutes 60`: the load of F1 at an easy pace, with a kill every five minutes. Says each minute what
// the server holds, and at the end how that grew.
import { readdirSync, readFileSync, rmSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { atMost, exactly } from './figure.ts'
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

interface Sample {
  readonly megabytes: number
  readonly files: number
}

const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
const data = join(directory, 'data')
const people = await prepareSqlite(data)
const server = new ServerProcess({
  port: await freePort(),
  data,
  args: ['--insecure-no-sign-in-limits'],
})

function sample(): Sample {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8')
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1])
  return { megabytes: kilobytes / 1_024, files: readdirSync(`/proc/${server.pid}/fd`).length }
}

const lives: Sample[][] = [[]]
const restart = async (): Promise<void> => {
  await server.stop()
  await server.start()
}
const disturb = async (): Promise<void> => {
  for (let minute = 1; minute <= minutes; minute += 1) {
    await pause(60_000)
    const taken = sample()
    lives.at(-1)?.push(taken)
    console.log(`${minute}: ${taken.megabytes.toFixed(1)} MB, ${taken.files} files`)
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
