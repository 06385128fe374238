import type { Call } from './history.ts'
import { keyOf, start, step, usualSlack } from './model.ts'
import type { State } from './model.ts'

/**
 * Whether the calls of one session can be put in an order, one after the other, in which each was answered as the model
 * answers it and none comes before another that had ended when it began. Calls with an unknown outcome
 * may have worked at any time after they were sent, or never.
 *
 * Wing and Gong's search with Lowe's memo: what is done, with the state it led to, is looked at once.
 *
 * @param slack seconds that the clocks of servers may be off; with `Infinity` nobody knows what is within the retry window.
 */
export function isLinearizable(history: readonly Call[], slack: number = usualSlack): boolean {
  const calls = history.toSorted((a, b) => a.from - b.from)
  const seen = new Set<string>()

  const search = (done: bigint, state: State): boolean => {
    const open = [...calls.entries()].filter(([index]) => !(done & (1n << BigInt(index))))
    if (open.every(([, { outcome }]) => outcome === 'unknown')) return true
    const firstEnd = Math.min(...open.map(([, { to }]) => to))
    const tried = new Set<string>()
    for (const [index, call] of open) {
      if (call.from > firstEnd) break
      if (call.outcome === 'unknown') {
        // Of those that asked for the same, the one sent first is as good as any.
        const asked = JSON.stringify(call.input)
        if (tried.has(asked)) continue
        tried.add(asked)
      }
      for (const next of step(state, call, slack)) {
        if (call.outcome === 'unknown' && next === state) continue
        const reached = done | (1n << BigInt(index))
        const key = `${reached.toString(36)} ${keyOf(next)}`
        if (seen.has(key)) continue
        seen.add(key)
        if (search(reached, next)) return true
      }
    }
    return false
  }
  return search(0n, start)
}
