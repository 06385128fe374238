/** How well one number tells two kinds of samples apart. */
export interface Separation {
  /**
   * How often a sample of the second kind is greater than one of the first: the area under the ROC curve of the best
   * threshold on this number. 0.5: it tells nothing.
   */
  readonly auc: number
  /** Half of the interval that holds it with 95 %, where it tells nothing. */
  readonly margin: number
}

/** Rank statistics: what a noisy machine adds to a few samples moves no rank far (Mann and Whitney's U). */
export function separation(first: readonly number[], second: readonly number[]): Separation {
  const all = [
    ...first.map((value) => ({ value, isSecond: false })),
    ...second.map((value) => ({ value, isSecond: true })),
  ].toSorted((a, b) => a.value - b.value)
  let ranks = 0
  for (let from = 0; from < all.length;) {
    let to = from
    while (all[to]?.value === all[from]?.value && to < all.length) to += 1
    // Equal ones share the mean of their ranks.
    const rank = (from + 1 + to) / 2
    ranks += rank * all.slice(from, to).filter(({ isSecond }) => isSecond).length
    from = to
  }
  const [n, m] = [first.length, second.length]
  const auc = (ranks - (m * (m + 1)) / 2) / (n * m)
  return { auc, margin: 1.96 * Math.sqrt((n + m + 1) / (12 * n * m)) }
}

/**
 * Welch's t of the difference of means. The slowest `cut` of all samples together are left out, interrupts and not secrets:
 * one limit for both kinds, which knows nothing of which is which.
 */
export function welch(first: readonly number[], second: readonly number[], cut = 0.1): number {
  const all = [...first, ...second].toSorted((a, b) => a - b)
  const limit = all[Math.floor(all.length * (1 - cut))] ?? Infinity
  const [a, b] = [first, second].map((values) => momentsOf(values.filter((each) => each <= limit)))
  if (!a || !b) return Number.NaN
  return (a.mean - b.mean) / Math.sqrt(a.variance / a.count + b.variance / b.count)
}

function momentsOf(values: readonly number[]) {
  const count = values.length
  const mean = values.reduce((sum, each) => sum + each, 0) / count
  const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (count - 1)
  return { count, mean, variance }
}
