import { createRandom } from '../test/fuzz/random.ts'
import type { Random } from '../test/fuzz/random.ts'
import { readCorpus } from '../test/hostile/corpus/rows.ts'
import type { Row } from '../test/hostile/corpus/rows.ts'
import { isAbout, openReason, runRow } from '../test/hostile/corpus/run-row.ts'
import { serverFlags } from '../test/hostile/corpus/targets.ts'
import { dyingTarget } from './corpus-target.ts'
import type { DyingTarget } from './corpus-target.ts'
import { killUnderLoad } from './kills.ts'
import type { KillReport } from './kills.ts'
import { freePort, ServerProcess } from './server-process.ts'
import type { Killable, ServerOptions } from './server-process.ts'

interface Asked {
  readonly rows: number
  readonly inputs: number
  /** Rows whose answers were not what they are without kills. */
  readonly differing: readonly string[]
}

export interface CorpusReport extends KillReport, Asked {
  /** Questions that were cut off, refused for now, or reached nobody. */
  readonly unanswered: number
  /** Lines that a server should not have written. */
  readonly complaints: readonly string[]
  /** How often a server ended that nobody had killed. */
  readonly crashes: number
}

/** Milliseconds from a start to the kill: long enough for the hash of a password. */
const lives = [200, 2_000] as const
/** Times that a row is asked whose answers were cut off. */
const attempts = 6

/** As corpus.test.ts has it, but that being gone for a moment is declared. */
const secret = /eyJ[\w-]{20}|lkr_|canary|\$argon2/
const failure = /"status":5(?!01|03)|"level":"fatal"/

/** Asks the corpus of two servers on one database, each set up for its part of it, that are killed together under load. */
export async function askUnderKills(options: {
  readonly kills: number
  readonly seed: number
  /** Which rows. Default: all. */
  readonly choose?: (row: Row, index: number) => boolean
}): Promise<CorpusReport> {
  const { kills, seed, choose = () => true } = options
  const complaints: string[] = []
  const onLine = (line: string): void => {
    if (secret.test(line) || failure.test(line)) complaints.push(line.slice(0, 300))
  }
  const ports = { default: await freePort(), all: await freePort() }
  let crashes = 0
  const open = ({ data }: ServerOptions): Killable => {
    const both = (['default', 'all'] as const).map(
      (profile) =>
        new ServerProcess({ port: ports[profile], data, args: serverFlags[profile], onLine }),
    )
    let isStarted = false
    return {
      url: `http://127.0.0.1:${ports.default}`,
      async start() {
        const times = await Promise.all(both.map((server) => server.start()))
        isStarted = true
        return Math.max(...times)
      },
      async stop() {
        if (isStarted) crashes += both.filter(({ isRunning }) => !isRunning).length
        isStarted = false
        await Promise.all(both.map((server) => server.stop()))
      },
    }
  }
  const rows = readCorpus().filter((row, index) => isAbout(row, 'serve') && choose(row, index))
  let asked: Asked = { rows: 0, inputs: 0, differing: [] }
  let unanswered = 0
  const report = await killUnderLoad({
    kills,
    seed,
    lives,
    open,
    async meanwhile(data) {
      const target = await dyingTarget(data, ports)
      try {
        asked = await ask(target, rows, createRandom(seed, 21))
        unanswered = target.unanswered()
      } finally {
        await target.close()
      }
    },
  })
  return { ...report, ...asked, unanswered, complaints, crashes }
}

async function ask(target: DyingTarget, rows: readonly Row[], random: Random): Promise<Asked> {
  const differing: string[] = []
  let inputs = 0
  const shuffled = rows
    .filter((row) => openReason(row, target) === undefined)
    .map((row) => ({ row, at: random.below(1_000_000) }))
    .toSorted((a, b) => a.at - b.at)
  for (const { row } of shuffled) {
    for (let attempt = 1; ; attempt += 1) {
      const before = target.unanswered()
      try {
        inputs += await runRow(row, target)
        break
      } catch (error) {
        // What was cut off may have been done, and then its repetition is answered otherwise.
        const isDisturbed = target.unanswered() > before
        if (isDisturbed && attempt < attempts) continue
        differing.push(`${row.id}: ${error instanceof Error ? error.message : 'thrown'}`)
        break
      }
    }
  }
  return { rows: shuffled.length, inputs, differing }
}
