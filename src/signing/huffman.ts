// Codes as zlib's trees.c makes them. There are many optimal Huffman codes; which of them it is decides how
// well their lengths pack, so the order in which its heap breaks ties is kept.

/** What stands there: no index is beyond the end, which its type does not say. */
const numberAt = (numbers: Int32Array, index: number): number => numbers[index] ?? 0

/** What is written in one code. First its symbols are counted, then those are taken that occur. */
export class Alphabet {
  /** By symbol. All 0 where nothing is counted that was not taken. */
  readonly counts: Int32Array
  /** In their order, with how often each occurs and what its code has: `size` of each. */
  readonly symbols: Int32Array
  readonly times: Int32Array
  readonly lengths: Int32Array
  size = 0

  constructor(size: number) {
    this.counts = new Int32Array(size)
    this.symbols = new Int32Array(size)
    this.times = new Int32Array(size)
    this.lengths = new Int32Array(size)
  }

  count(symbol: number, times = 1): void {
    this.counts[symbol] = numberAt(this.counts, symbol) + times
  }

  /** Takes those from `first` to `last`, behind those taken since `clear`. */
  take(first: number, last: number): void {
    const { counts, symbols, times } = this
    let { size } = this
    for (let symbol = first; symbol <= last; symbol++) {
      const count = numberAt(counts, symbol)
      if (count === 0) continue
      counts[symbol] = 0
      symbols[size] = symbol
      times[size++] = count
    }
    this.size = size
  }

  /** zlib gives at least two symbols a code, of one bit, whether they occur or not. */
  takeTwo(): void {
    const { symbols, times } = this
    while (this.size < 2) {
      const only = this.size === 0 ? -1 : numberAt(symbols, 0)
      const isNext = only < 2
      if (!isNext) {
        symbols[1] = only
        times[1] = numberAt(times, 0)
      }
      const at = isNext ? this.size : 0
      symbols[at] = isNext ? only + 1 : 0
      times[at] = 0
      this.size++
    }
  }
}

/**
 * A heap from 1, of nodes in one number: how often (9 bits), how deep the tree below is (4), which (10).
 * zlib orders by the first two. What comes behind its end is more than all of them.
 */
const heap = new Int32Array(288)
const identity = 0x3ff
const depth = 0x3c00
const end = 0x7fffffff
const parents = new Int32Array(572)
const depths = new Int32Array(572)

/** Puts a node to its place in a heap of `size` where `at` is free. */
function sink(node: number, at: number, size: number): void {
  for (let child = at << 1; child <= size; child = at << 1) {
    let below = numberAt(heap, child)
    const other = numberAt(heap, child + 1)
    if (other <= (below | identity)) {
      below = other
      child++
    }
    if (node <= (below | identity)) break
    heap[at] = below
    at = child
  }
  heap[at] = node
}

/** Gives each symbol a code; says how many bits all of them have that occur. */
export function makeCode({ times, lengths, size }: Alphabet): number {
  for (let i = 0; i < size; i++) heap[i + 1] = (numberAt(times, i) << 14) | i
  heap[size + 1] = end
  for (let at = size >> 1; at >= 1; at--) sink(numberAt(heap, at), at, size)
  let bits = 0
  let node = size
  for (let left = size; left >= 2; node++) {
    const least = numberAt(heap, 1)
    const last = numberAt(heap, left)
    heap[left--] = end
    sink(last, 1, left)
    const next = numberAt(heap, 1)
    const count = (least >> 14) + (next >> 14)
    bits += count
    parents[least & identity] = parents[next & identity] = node
    sink((count << 14) | (Math.max(least & depth, next & depth) + 0x400) | node, 1, left)
  }
  depths[--node] = 0
  while (--node >= size) depths[node] = numberAt(depths, numberAt(parents, node)) + 1
  for (let i = 0; i < size; i++) lengths[i] = numberAt(depths, numberAt(parents, i)) + 1
  return bits
}
