import type { Call } from './history.ts'
import { isLinearizable } from './linearize.ts'

/** What must not be seen of a session, whatever happens to processes, networks and disks. */
export const anomalies = [
  /** Something was accepted that was asked for after a sign-out had been acknowledged. */
  'LOST-REVOCATION',
  /** Two different refresh tokens follow one, or stand in one place. */
  'FORK',
  /** Something was accepted that was asked for after a refusal. */
  'RESURRECT',
  /** The owner, alone with the token and naming every renewal, was signed out. */
  'LOST',
  'NOT-LINEARIZABLE',
] as const

export type Anomaly = (typeof anomalies)[number]

/** How often each was seen, and the calls of the first session of each. */
export interface Verdict {
  readonly sessions: number
  readonly counts: Readonly<Record<Anomaly, number>>
  readonly examples: ReadonlyMap<Anomaly, readonly Call[]>
}

export function check(sessions: Iterable<readonly Call[]>, slack?: number): Verdict {
  const counts = Object.fromEntries(anomalies.map((name) => [name, 0])) as Record<Anomaly, number> // of them all
  const examples = new Map<Anomaly, readonly Call[]>()
  let count = 0
  for (const calls of sessions) {
    count += 1
    for (const name of anomaliesOf(calls, slack)) {
      counts[name] += 1
      if (!examples.has(name)) examples.set(name, calls)
    }
  }
  return { sessions: count, counts, examples }
}

/** What is wrong with the calls of one session. */
export function anomaliesOf(calls: readonly Call[], slack?: number): Anomaly[] {
  const found: Record<Anomaly, boolean> = {
    'LOST-REVOCATION': isAcceptedAfter(calls, (call) => call.input.op === 'revoke' && isOk(call)),
    FORK: isForked(calls),
    RESURRECT: isAcceptedAfter(calls, ({ outcome }) => outcome === 'denied'),
    LOST: isUntouched(calls) && calls.some(({ outcome }) => outcome === 'denied'),
    'NOT-LINEARIZABLE': !isLinearizable(calls, slack),
  }
  return anomalies.filter((name) => found[name])
}

const isOk = ({ outcome }: Call): boolean => outcome === 'ok'

function isAcceptedAfter(calls: readonly Call[], isEnd: (call: Call) => boolean): boolean {
  const end = Math.min(...calls.filter(isEnd).map(({ to }) => to))
  return calls.some((call) => isOk(call) && call.input.op !== 'revoke' && call.from > end)
}

function isForked(calls: readonly Call[]): boolean {
  const children = new Map<string, string>()
  for (const { input, output } of calls) {
    if (input.op !== 'renew' || !output) continue
    for (const place of [`after ${input.generation}`, `at ${output.generation}`]) {
      const known = children.get(place) ?? output.token
      if (known !== output.token) return true
      children.set(place, output.token)
    }
  }
  return false
}

const isUntouched = (calls: readonly Call[]): boolean =>
  calls.every(
    ({ by, input }) =>
      by === 'owner' &&
      input.op !== 'revoke' &&
      (input.op !== 'renew' || input.renewalId !== undefined),
  )
