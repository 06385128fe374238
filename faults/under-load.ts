import { createRandom } from '../test/fuzz/random.ts'
import { check } from './check.ts'
import type { Verdict } from './check.ts'
import { atLeast, exactly, noAnomaly } from './figure.ts'
import type { Figure } from './figure.ts'
import type { Surroundings } from './device.ts'
import { History } from './history.ts'
import type { Call } from './history.ts'
import { Load } from './load.ts'
import type { Person } from './people.ts'

export interface UnderLoadOptions {
  readonly url: string
  readonly people: readonly Person[]
  readonly seed: number
  readonly workers?: number
  /** Milliseconds between two things that one worker does. Default: none. */
  readonly rest?: number
  /** Breaks what has to be broken, while the load is on. */
  disturb(load: Load): Promise<void>
  /** For the last look at everything. */
  restart(): Promise<void>
  /** Told how long each answer took, in seconds. */
  readonly took?: Surroundings['took']
  /** What the calls are compared with. Default: the protocol. */
  readonly judge?: (sessions: Iterable<readonly Call[]>) => Verdict
}

export interface LoadReport {
  readonly verdict: Verdict
  readonly calls: number
  /** Calls whose outcome nobody knows. */
  readonly unanswered: number
  readonly unexpected: readonly string[]
}

/** Load, a fault, and then a look at every session once more. */
export async function underLoad(options: UnderLoadOptions): Promise<LoadReport> {
  const { url, people, seed, workers = 6, rest = 0, took = () => {}, judge = check } = options
  let isOver = false
  const history = new History()
  const unexpected: string[] = []
  const world = { url, history, unexpected, isOver: () => isOver, took }
  const load = new Load(world, { people, random: createRandom(seed, 1), rest })
  load.start(workers)
  try {
    await options.disturb(load)
  } finally {
    isOver = true
    await load.stopped
  }
  const calls = [...history.sessions.values()].flat()
  const unanswered = calls.filter(({ outcome }) => outcome === 'unknown').length
  isOver = false
  await load.sweep(() => options.restart())
  return {
    verdict: judge(history.sessions.values()),
    calls: history.length,
    unanswered: unanswered + load.failedSignIns,
    unexpected,
  }
}

/** What holds of every such run. */
export function nothingLost({ verdict, calls, unexpected }: LoadReport): Figure[] {
  for (const each of new Set(unexpected)) console.error(each)
  return [
    // Where nobody could sign in, nothing was lost either.
    atLeast('sessions', 20, verdict.sessions),
    ...noAnomaly(verdict),
    exactly(`answers that are none of ours, of ${calls}`, 0, unexpected.length),
  ]
}
