/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0 up to, and without, the limit. */
  readonly below: (limit: number) => number
  readonly pick: <Item>(items: readonly Item[]) => Item
  /** True once in so many times. */
  readonly once: (times: number) => boolean
}

/** Of one case of one run, so that it can be had again without those before it. Mulberry32. */
export function createRandom(seed: number, number: number): Random {
  let state = (seed ^ Math.imul(number + 1, 0x9e3779b9)) >>> 0
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
  return {
    below,
    once: (times) => below(times) === 0,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('there is nothing to pick from')
      return item
    },
  }
}
