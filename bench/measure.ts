/** Median of the middle of a noisy machine. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = Number.NaN, high = Number.NaN] = [sorted[(sorted.length - 1) >> 1], sorted[middle]]
  return (low + high) / 2
}

/** One line of the table: ours against a bar, measured in turns in one run. */
export interface Comparison {
  readonly what: string
  readonly unit: string
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
  /** The ratio ours / theirs that must be reached. */
  readonly bar: number
}

export interface Line {
  readonly what: string
  readonly ours: string
  readonly against: string
  readonly ratio: string
  readonly spread: string
  readonly bar: string
  readonly verdict: 'pass' | 'falls short'
}

const rounded = (value: number): string => Math.round(value).toLocaleString('en')

/** The ratio of each turn is taken first, then their median: the machine's drift falls out. */
export function compare({ what, unit, ours, theirs, bar }: Comparison): Line {
  const ratios = ours.map((value, turn) => value / (theirs[turn] ?? Number.NaN))
  const ratio = median(ratios)
  return {
    what,
    ours: `${rounded(median(ours))} ${unit}`,
    against: `${rounded(median(theirs))} ${unit}`,
    ratio: ratio.toFixed(3),
    spread: `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    bar: `≥ ${bar}`,
    verdict: ratio >= bar ? 'pass' : 'falls short',
  }
}

/** Runs the two in turns, `turns` times, after one warm-up of each. */
export async function inTurns(
  turns: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<{ ours: number[]; theirs: number[] }> {
  const measured = { ours: [] as number[], theirs: [] as number[] }
  await ours()
  await theirs()
  for (let turn = 0; turn < turns; turn += 1) {
    // Who goes first changes, so that neither always runs on the other's heels.
    if (turn % 2 === 0) measured.ours.push(await ours())
    measured.theirs.push(await theirs())
    if (turn % 2 === 1) measured.ours.push(await ours())
  }
  return measured
}
