import { sessionIdleLifetime } from '../src/defaults.ts'
import type { Call } from './history.ts'

/** What the server's clock said from here on. */
export interface Phase {
  /** In the seconds of the clients. */
  readonly from: number
  /** Seconds that it was off. */
  readonly offset: number
}

/** Seconds in which a request that was under way when the clock was set may still be answered. */
const underWay = 1

/**
 * The calls without what a clock may do to them: it ends access tokens, and where it moves further than a session
 * lives, sessions too. It never brings one back, and has no say in which refresh token is the last one.
 */
export function allowed(
  sessions: Iterable<readonly Call[]>,
  phases: readonly Phase[],
  starts: ReadonlyMap<string, number>,
): readonly (readonly Call[])[] {
  const leaps = phases.filter(({ offset }, n) => isFar(offset, phases[n - 1]?.offset ?? 0))
  return [...sessions].map((calls) => {
    const session = calls[0]?.session ?? ''
    const startedAt = (starts.get(session) ?? 0) - underWay
    const known = calls.filter(({ input, outcome, from, to }) => {
      if (outcome !== 'denied') return true
      if (input.op !== 'renew') return false
      // One that was over while the clock was ahead is not so any more when it is right.
      return !isFar(offsetAt(phases, to), offsetAt(phases, Math.min(startedAt, from)))
    })
    const ends = leaps.filter(({ from }) => from > startedAt)
    return [...known, ...ends.map((leap) => mayEnd(session, leap))]
  })
}

const isFar = (a: number, b: number): boolean => Math.abs(a - b) >= sessionIdleLifetime

const offsetAt = (phases: readonly Phase[], at: number): number =>
  phases.findLast(({ from }) => from <= at)?.offset ?? 0

/** An end of which nobody knows whether it came. */
const mayEnd = (session: string, { from }: Phase): Call => ({
  session,
  input: { op: 'revoke' },
  by: 'owner',
  from,
  to: Infinity,
  outcome: 'unknown',
})
