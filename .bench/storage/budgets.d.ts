import type { Budget } from '../accounts/index.ts';
import type { NumericDate } from '../clock.ts';
/**
 * Seconds by which an arrival may be early: today's dates as doubles are good to a quarter of a
 * microsecond, and a burst of a thousand adds that up without using this.
 */
export declare const arrivalTolerance = 0.001;
/** Budgets by their keys: a key named twice is one budget. */
export declare const distinctBudgets: (budgets: readonly Budget[]) => readonly Budget[];
/**
 * When the budget is full again, as of `now`. Further ahead than a whole burst can put it, the clock was
 * set back: then it counts as all but spent, so that nobody waits for the clock to come round again.
 */
export declare const arrivalAt: ({ burst, interval }: Budget, arrival: NumericDate | undefined, now: NumericDate) => NumericDate;
/** Seconds until this budget allows one more; 0 or less: now. */
export declare const waitFor: (budget: Budget, arrival: NumericDate | undefined, now: NumericDate) => number;
