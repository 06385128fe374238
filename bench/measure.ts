/** Median of the middle of a noisy machine. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = Number.NaN, high = Number.NaN] = [sorted[(sorted.length - 1) >> 1], sorted[middle]]
  return (low + high) / 2
}

/** Of many figures of one run, each as its one turn. */
export function percentiles(
  values: readonly number[],
): Readonly<Record<string, readonly number[]>> {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN
  return { p50: [at(0.5)], p99: [at(0.99)], longest: [at(1)] }
}

/** The same work done in several ways, which took turns. */
export interface Race {
  readonly what: string
  readonly unit: string
  /** A figure of every turn, by who did it. */
  readonly turns: Readonly<Record<string, readonly number[]>>
}

/**
 * All turns of a race that is run several times, in new processes each time: how one was compiled and where it lies in
 * memory is worth 4 % either way as long as it lives, which no number of turns evens out.
 */
export async function inSeveralProcesses(times: number, run: () => Promise<Race>): Promise<Race> {
  const { what, unit, ...first } = await run()
  const turns: Record<string, readonly number[]> = { ...first.turns }
  for (let n = 1; n < times; n += 1) {
    for (const [name, figures] of Object.entries((await run()).turns)) {
      turns[name] = [...(turns[name] ?? []), ...figures]
    }
  }
  return { what, unit, turns }
}

/** Does one turn and gives its figure. */
export type Contender = () => number | Promise<number>

/** Each does `turns` turns after one that does not count; who goes first changes from turn to turn. */
export async function race(
  { what, unit, turns }: { what: string; unit: string; turns: number },
  contenders: Readonly<Record<string, Contender>>,
): Promise<Race> {
  const all = Object.entries(contenders).map(([name, run]) => ({
    name,
    run,
    figures: [] as number[],
  }))
  for (let turn = -1; turn < turns; turn += 1) {
    const first = (turn + 1) % all.length
    for (const { run, figures } of [...all.slice(first), ...all.slice(0, first)]) {
      const figure = await run()
      if (turn >= 0) figures.push(figure)
    }
  }
  return { what, unit, turns: Object.fromEntries(all.map(({ name, figures }) => [name, figures])) }
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
