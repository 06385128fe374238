import type { Budget } from '../accounts/index.ts'
import type { NumericDate } from '../clock.ts'

/**
 * Seconds by which an arrival may be early: today's dates as doubles are good to a quarter of a
 * microsecond, and a burst of a thousand adds that up without using this.
 */
export const arrivalTolerance = 0.001

/**
 * Budgets by their keys: a key named twice is one budget. In one order for all, so that of two who
 * spend the same ones neither waits for the other.
 */
export const distinctBudgets = (budgets: readonly Budget[]): readonly Budget[] =>
  [...new Map(budgets.map((budget) => [budget.key, budget])).values()].toSorted((a, b) =>
    a.key < b.key ? -1 : 1,
  )

/**
 * When the budget is full again, as of `now`. Further ahead than a whole burst can put it, the clock was
 * set back: then it counts as all but spent, so that nobody waits for the clock to come round again.
 */
export const arrivalAt = (
  { burst, interval }: Budget,
  arrival: NumericDate | undefined,
  now: NumericDate,
): NumericDate =>
  arrival !== undefined && arrival > now + burst * interval + arrivalTolerance
    ? now + (burst - 1) * interval
    : Math.max(arrival ?? now, now)

/** Seconds until this budget allows one more; 0 or less: now. */
export const waitFor = (
  budget: Budget,
  arrival: NumericDate | undefined,
  now: NumericDate,
): number => arrivalAt(budget, arrival, now) - now - (budget.burst - 1) * budget.interval
