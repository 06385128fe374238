import type { Budget } from '../accounts/index.ts'
import type { NumericDate } from '../clock.ts'

/**
 * Seconds by which an arrival may be early: today's dates as doubles are good to a quarter of a
 * microsecond, and a burst of a thousand adds that up without using this.
 */
export const arrivalTolerance = 0.001

/** Budgets by their keys: a key named twice is one budget. */
export const distinctBudgets = (budgets: readonly Budget[]): readonly Budget[] => [
  ...new Map(budgets.map((budget) => [budget.key, budget])).values(),
]

/** Seconds until this budget allows one more; 0 or less: now. */
export const waitFor = (
  budget: Budget,
  arrival: NumericDate | undefined,
  now: NumericDate,
): number => Math.max(arrival ?? now, now) - now - (budget.burst - 1) * budget.interval
