// Code lengths as zlib's trees.c assigns them. There are many optimal Huffman codes; which of them it is
// decides how well their lengths pack, so the order in which its heap breaks ties is kept.

/** As many symbols as the largest alphabet has, and the inner nodes of their tree. */
const nodes = 573
const heap = new Int32Array(nodes)
/** What the heap orders by: how often, and in the low 8 bits how deep the tree below is. */
const keys = new Int32Array(nodes)
const parents = new Int32Array(nodes)
const depths = new Int32Array(nodes)
const used = new Int32Array(nodes)

/** What stands there: no index is beyond the end, which its type does not say. */
export const numberAt = (numbers: Int32Array, index: number): number => numbers[index] ?? 0

/** What sinks to its place in a heap of `size`, from 1. */
function sink(from: number, size: number): void {
  const node = numberAt(heap, from)
  const key = numberAt(keys, node)
  let at = from
  for (let child = at << 1; child <= size; child <<= 1) {
    let below = numberAt(heap, child)
    if (child < size) {
      const other = numberAt(heap, child + 1)
      if (numberAt(keys, other) <= numberAt(keys, below)) {
        below = other
        child++
      }
    }
    if (key <= numberAt(keys, below)) break
    heap[at] = below
    at = child
  }
  heap[at] = node
}

/** A code: the last symbol that has one, and the bits of all that was counted. */
export interface Code {
  readonly last: number
  readonly bits: number
}

/** Writes the length of the code of each symbol into `lengths`, 0 for those that do not occur. */
export function codeLengths(counts: Int32Array, lengths: Int32Array): Code {
  let size = 0
  let last = -1
  for (let symbol = 0; symbol < counts.length; symbol++) {
    const count = numberAt(counts, symbol)
    if (count === 0) continue
    keys[symbol] = count << 8
    used[size] = last = symbol
    heap[++size] = symbol
  }
  let bits = 0
  // zlib gives at least two symbols a code, of one bit, whether they occur or not.
  while (size < 2) {
    const symbol = last < 2 ? ++last : 0
    keys[symbol] = 1 << 8
    used[size] = symbol
    heap[++size] = symbol
    bits--
  }
  const symbols = size
  for (let at = size >> 1; at >= 1; at--) sink(at, size)
  let node = counts.length
  for (; size >= 2; node++) {
    const least = numberAt(heap, 1)
    heap[1] = numberAt(heap, size--)
    sink(1, size)
    const next = numberAt(heap, 1)
    const a = numberAt(keys, least)
    const b = numberAt(keys, next)
    const count = (a >> 8) + (b >> 8)
    keys[node] = (count << 8) | (Math.max(a & 0xff, b & 0xff) + 1)
    bits += count
    parents[least] = parents[next] = heap[1] = node
    sink(1, size)
  }
  depths[--node] = 0
  while (--node >= counts.length) depths[node] = numberAt(depths, numberAt(parents, node)) + 1
  lengths.fill(0)
  for (let i = 0; i < symbols; i++) {
    const symbol = numberAt(used, i)
    lengths[symbol] = numberAt(depths, numberAt(parents, symbol)) + 1
  }
  return { last, bits }
}
