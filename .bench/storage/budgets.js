/**
 * Seconds by which an arrival may be early: today's dates as doubles are good to a quarter of a
 * microsecond, and a burst of a thousand adds that up without using this.
 */
export const arrivalTolerance = 0.001;
/** Budgets by their keys: a key named twice is one budget. */
export const distinctBudgets = (budgets) => [
    ...new Map(budgets.map((budget) => [budget.key, budget])).values(),
];
/**
 * When the budget is full again, as of `now`. Further ahead than a whole burst can put it, the clock was
 * set back: then it counts as all but spent, so that nobody waits for the clock to come round again.
 */
export const arrivalAt = ({ burst, interval }, arrival, now) => arrival !== undefined && arrival > now + burst * interval + arrivalTolerance
    ? now + (burst - 1) * interval
    : Math.max(arrival ?? now, now);
/** Seconds until this budget allows one more; 0 or less: now. */
export const waitFor = (budget, arrival, now) => arrivalAt(budget, arrival, now) - now - (budget.burst - 1) * budget.interval;
