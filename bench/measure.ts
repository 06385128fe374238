/** Median of the middle of a noisy machine. */
export function median(values: readonly number[]): number {
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

/** The same work done in several ways, which took turns. */
export interface Race {
  readonly what: string
  readonly unit: string
  /** A figure of every turn, by who did it. */
  readonly turns: Readonly<Record<string, readonly number[]>>
}

/** Does one turn and gives its figure. */
export type Contender = () => number | Promise<number>

/** Each does `turns` turns after one that does not count; who goes first changes from turn to turn. */
export async function race(
  { what, unit, turns }: { what: string; unit: string; turns: number },
  contenders: Readonly<Record<string, Contender>>,
): Promise<Race> {
  const names = Object.keys(contenders)
  const figures = names.map((): number[] => [])
  for (let turn = -1; turn < turns; turn += 1) {
    for (let step = 0; step < names.length; step += 1) {
      const who = (turn + 1 + step) % names.length
      const figure = (await contenders[names[who] ?? '']?.()) ?? Number.NaN
      if (turn >= 0) figures[who]?.push(figure)
    }
  }
  return { what, unit, turns: Object.fromEntries(names.map((name, i) => [name, figures[i] ?? []])) }
}

/** How often a second of CPU time `work` is done: other programs on the machine do not count, other threads of this one do. */
export const perCpuSecond =
  (work: () => unknown, milliseconds = 150): Contender =>
  async () => {
    const until = performance.now() + milliseconds
    const before = process.cpuUsage()
    let count = 0
    // The clock is looked at once in a while, or it would be a good part of what is measured.
    for (let batch = 1; performance.now() < until; batch = Math.min(2 * batch, 256)) {
      for (let i = 0; i < batch; i += 1) {
        const done = work()
        if (done instanceof Promise) await done
      }
      count += batch
    }
    const { user, system } = process.cpuUsage(before)
    return (count * 1e6) / (user + system)
  }
