// What zlib (level 6, as Python calls it) would make of a short text, in bytes and without making it. Most
// tokens do not get shorter, and to know that costs a twentieth of what compressing them does. The steps are
// those of zlib's deflate_slow and trees.c where a text is short and repeats itself little.
import { codeLengths, numberAt } from './huffman.ts'

/** Longer texts mostly get shorter, so they are compressed at once. Codes of these have 11 bits at most. */
const longest = 375
/**
 * Where no more places begin as an earlier one does, zlib's search is never cut short: it looks at 128 places,
 * or at 32 once it has a match of 8. So a hash that is not of the same bytes changes nothing either, and no
 * match is longer than 33.
 */
const mostRepeats = 31

/** By zlib's hash of three bytes: the last place that had it. All 0 between two calls. */
const heads = new Int32Array(32_768)
/**
 * By place: the one before it with the same hash, 0 for none. Place 0 is never found: zlib's 0 says none. The
 * last two places of a text keep what another left there, where nothing of three bytes can match.
 */
const previous = new Int32Array(longest)

/** How often each literal (0–255), the end (256) and each length (257–285) is written. */
const literals = new Int32Array(286)
const distances = new Int32Array(30)
const packed = new Int32Array(19)
const literalLengths = new Int32Array(literals.length)
const distanceLengths = new Int32Array(distances.length)
const packedLengths = new Int32Array(packed.length)

/** Of a block: those behind the codes of lengths and distances, and all of them if its codes are the fixed ones. */
interface Bits {
  extra: number
  fixed: number
}

const byteAt = (text: Uint8Array, at: number): number => text[at] ?? 0

const hashAt = (text: Uint8Array, at: number): number =>
  ((byteAt(text, at) << 10) ^ (byteAt(text, at + 1) << 5) ^ byteAt(text, at + 2)) & 0x7fff

/** Fills {@link previous}; gives how many places have one before them. */
function link(text: Uint8Array): number {
  const end = text.length - 2
  let repeats = 0
  for (let at = 1; at < end; at++) {
    const hash = hashAt(text, at)
    const before = numberAt(heads, hash)
    previous[at] = before
    if (before !== 0) repeats++
    heads[hash] = at
  }
  for (let at = 1; at < end; at++) heads[hashAt(text, at)] = 0
  return repeats
}

function countLiterals(text: Uint8Array): Bits {
  const bits = { extra: 0, fixed: 7 }
  for (const literal of text) countLiteral(literal, bits)
  return bits
}

/** Counts what zlib would write: a match waits for a longer one at the next place, unless it has 16 bytes. */
function countAll(text: Uint8Array): Bits {
  const bits = { extra: 0, fixed: 7 }
  let length = 2
  let start = 0
  let isPending = false
  for (let at = 0; at < text.length;) {
    const lastLength = length
    const lastStart = start
    if (lastLength < 16) {
      for (let other = numberAt(previous, at); other !== 0; other = numberAt(previous, other)) {
        const found = lengthOfMatch(text, other, at)
        if (found <= length) continue
        length = found
        start = other
      }
    }
    if (lastLength >= 3 && length === lastLength) {
      countMatch(lastLength - 3, at - 2 - lastStart, bits)
      at += lastLength - 1
      length = 2
      isPending = false
      continue
    }
    if (isPending) countLiteral(byteAt(text, at - 1), bits)
    isPending = true
    at++
  }
  if (isPending) countLiteral(byteAt(text, text.length - 1), bits)
  return bits
}

function lengthOfMatch(text: Uint8Array, from: number, to: number): number {
  let length = 0
  while (to + length < text.length && text[from + length] === text[to + length]) length++
  return length
}

function countLiteral(literal: number, bits: Bits): void {
  count(literals, literal)
  bits.fixed += literal < 144 ? 8 : 9
}

/** RFC 1951 §3.2.5; the length is less 3, the distance less 1. So short, they have fixed codes of 7 bits and 5. */
function countMatch(length: number, distance: number, bits: Bits): void {
  const lengthBits = Math.max(0, 29 - Math.clz32(length))
  const distanceBits = Math.max(0, 30 - Math.clz32(distance))
  count(literals, 257 + 4 * lengthBits + (length >> lengthBits))
  count(distances, 2 * distanceBits + (distance >> distanceBits))
  bits.extra += lengthBits + distanceBits
  bits.fixed += 12 + lengthBits + distanceBits
}

function count(counts: Int32Array, symbol: number, times = 1): void {
  counts[symbol] = numberAt(counts, symbol) + times
}

/** Counts the symbols that code lengths are packed as (RFC 1951 §3.2.7); gives their extra bits. */
function countPacked(lengths: Int32Array, last: number): number {
  let extra = 0
  let before: number | undefined
  for (let at = 0; at <= last;) {
    const length = numberAt(lengths, at)
    const most = length === 0 ? 138 : length === before ? 6 : 7
    let run = 1
    while (run < most && lengths[at + run] === length) run++
    const isFew = run < (length === 0 || length === before ? 3 : 4)
    if (isFew) count(packed, length, run)
    else if (length !== 0) {
      if (length !== before) count(packed, length)
      count(packed, 16)
      extra += 2
    } else {
      count(packed, run <= 10 ? 17 : 18)
      extra += run <= 10 ? 3 : 7
    }
    before = length
    at += run
  }
  return extra
}

/**
 * Bytes of the zlib stream where it is shorter than the text; where it is not, no less than the text has.
 * `undefined` where the text would have to be compressed to know.
 */
export function deflatedSize(text: Uint8Array): number | undefined {
  if (text.length > longest) return undefined
  const repeats = link(text)
  if (repeats > mostRepeats) return undefined
  for (const counts of [literals, distances, packed]) counts.fill(0)
  literals[256] = 1
  const { extra, fixed } = repeats === 0 ? countLiterals(text) : countAll(text)
  const literal = codeLengths(literals, literalLengths)
  const distance = codeLengths(distances, distanceLengths)
  const packedExtra =
    countPacked(literalLengths, literal.last) + countPacked(distanceLengths, distance.last)
  const { bits } = codeLengths(packed, packedLengths)
  // zlib would cut these to 7 bits (RFC 1951 §3.2.7): left to it.
  if (packedLengths.some((length) => length > 7)) return undefined
  // Lengths are sent in an order that ends with 4, 12, 3, 13, 2, 14, 1, 15, up to the last that is used (RFC 1951
  // §3.2.7). That is the least: one of 17 distances always has a code of 4 bits or fewer.
  const least = packedLengths.findIndex((length, symbol) => length > 0 && symbol > 0)
  const codes = 20 - 2 * least
  const dynamic = 14 + 3 * codes + packedExtra + bits + extra + literal.bits + distance.bits
  // Header and checksum, the bits that say which kind of block it is, whole bytes.
  return 6 + ((3 + Math.min(dynamic, fixed) + 7) >> 3)
}
