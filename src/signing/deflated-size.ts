// What zlib (level 6, as Python calls it) would make of a short text, in bytes and without making it. Most
// tokens do not get shorter, and to know that costs a small part of what compressing them does. The steps are
// those of zlib's deflate_slow and trees.c where a text is short and repeats itself little.
import { Alphabet, makeCode } from './huffman.ts'

/** Longer texts mostly get shorter, so they are compressed at once. Codes of these have 11 bits at most. */
const longest = 375
/**
 * Where no more places begin as an earlier one does, zlib's search is never cut short: it looks at 128 places,
 * or at 32 once it has a match of 8. So a hash that is not of the same bytes changes nothing either, and no
 * match is longer than 33.
 */
const mostRepeats = 31

/**
 * By zlib's hash of three bytes: the last place that had it, counted through all texts, of which this one
 * begins at `begin`: so nothing has to be cleared.
 */
const heads = new Float64Array(32_768)
let begin = 0
/**
 * By place: the one before it with the same hash, 0 for none. Place 0 is never found: zlib's 0 says none. The
 * last two places of a text keep what another left there, where nothing of three bytes can match.
 */
const previous = new Int32Array(longest)
/** The places that have one before them. */
const repeated = new Int32Array(longest)

/** Each literal (0–255), the end (256) and each length (257–285). */
const literals = new Alphabet(286)
const distances = new Alphabet(30)
/** What code lengths are packed as (RFC 1951 §3.2.7). */
const packed = new Alphabet(19)

/** Not of another module, which makes all of this a fifth slower. */
const numberAt = (numbers: Int32Array, index: number): number => numbers[index] ?? 0

const byteAt = (text: Uint8Array, at: number): number => text[at] ?? 0

/** Counts each byte as a literal; gives a number that none is beyond. */
function countLiterals(text: Uint8Array, size: number): number {
  let highest = 0
  for (let at = 0; at < size; at++) {
    const literal = byteAt(text, at)
    literals.count(literal)
    highest |= literal
  }
  return highest
}

/** Fills {@link previous} and {@link repeated}; gives how many these are. */
function link(text: Uint8Array, size: number): number {
  begin += longest
  let repeats = 0
  let hash = (byteAt(text, 1) << 5) ^ byteAt(text, 2)
  for (let at = 1; at < size - 2; at++) {
    hash = ((hash << 5) ^ byteAt(text, at + 2)) & 0x7fff
    const before = (heads[hash] ?? 0) - begin
    heads[hash] = begin + at
    previous[at] = Math.max(before, 0)
    if (before > 0) repeated[repeats++] = at
  }
  return repeats
}

/**
 * Counts matches instead, those that zlib would write; gives the bits behind their codes. A match waits for a
 * longer one at the next place, unless it has 16 bytes.
 */
function countMatches(text: Uint8Array, size: number, repeats: number): number {
  let extra = 0
  let next = 0
  for (let i = 0; i < repeats; i++) {
    let at = numberAt(repeated, i)
    if (at < next) continue
    let length = 2
    let start = 0
    for (let place = at; ; place++) {
      for (let other = numberAt(previous, place); other !== 0; other = numberAt(previous, other)) {
        const found = lengthOfMatch(text, size, other, place)
        if (found <= length) continue
        length = found
        start = other
        at = place
      }
      if (at < place || length < 3 || length >= 16) break
    }
    if (length < 3) continue
    next = at + length
    extra += countMatch(length - 3, at - start - 1)
    for (let covered = at; covered < next; covered++) literals.count(byteAt(text, covered), -1)
  }
  return extra
}

function lengthOfMatch(text: Uint8Array, size: number, from: number, to: number): number {
  let length = 0
  while (to + length < size && text[from + length] === text[to + length]) length++
  return length
}

/** RFC 1951 §3.2.5; the length is less 3, the distance less 1. Gives the bits behind the codes. */
function countMatch(length: number, distance: number): number {
  const lengthBits = Math.max(0, 29 - Math.clz32(length))
  const distanceBits = Math.max(0, 30 - Math.clz32(distance))
  literals.count(257 + 4 * lengthBits + (length >> lengthBits))
  distances.count(2 * distanceBits + (distance >> distanceBits))
  return lengthBits + distanceBits
}

/** Packs the 0s of symbols without a code (RFC 1951 §3.2.7); gives the bits behind the codes. */
function packZeros({ symbols, size }: Alphabet): number {
  let extra = 0
  let next = 0
  for (let i = 0; i < size; i++) {
    const symbol = numberAt(symbols, i)
    for (let zeros = symbol - next; zeros > 0; zeros -= 138) {
      if (zeros < 3) packed.count(0, zeros)
      else {
        packed.count(zeros <= 10 ? 17 : 18)
        extra += zeros <= 10 ? 3 : 7
      }
    }
    next = symbol + 1
  }
  return extra
}

/** Packs the lengths of the codes; gives the bits behind the codes. */
function packLengths({ symbols, lengths, size }: Alphabet): number {
  let extra = 0
  for (let i = 0; i < size;) {
    const length = numberAt(lengths, i)
    const start = i
    const shift = numberAt(symbols, i) - i
    do i++
    while (i < size && numberAt(lengths, i) === length && numberAt(symbols, i) - i === shift)
    packed.count(length)
    for (let rest = i - start - 1; rest > 0; rest -= 6) {
      if (rest < 3) packed.count(length, rest)
      else {
        packed.count(16)
        extra += 2
      }
    }
  }
  return extra
}

/** By count: that many times its logarithm. */
const timesLog = Float64Array.from({ length: longest + 2 }, (_, count) =>
  count === 0 ? 0 : count * Math.log2(count),
)

/** Bits that no code has less of, whole ones: of Shannon's entropy. */
function leastBits({ times, size }: Alphabet): number {
  let all = 0
  let saved = 0
  for (let i = 0; i < size; i++) {
    const count = numberAt(times, i)
    all += count
    saved += timesLog[count] ?? 0
  }
  return Math.floor((timesLog[all] ?? 0) - saved)
}

/** RFC 1951 §3.2.6. So short, a length has 7 bits and a distance 5. */
function fixedBits({ symbols, times, size }: Alphabet): number {
  let bits = 0
  for (let i = 0; i < size; i++) {
    const symbol = numberAt(symbols, i)
    bits += numberAt(times, i) * (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol === 256 ? 7 : 12)
  }
  return bits
}

/** Header and checksum, the bits that say which kind of block it is, whole bytes. */
const bytesOf = (bits: number): number => 6 + Math.ceil((3 + bits) / 8)

/**
 * Bytes of the zlib stream of the first `size` bytes where it is no longer than `most`; where it is longer, anything
 * that is. `undefined` where the text would have to be compressed to know.
 */
export function deflatedSize(text: Uint8Array, size: number, most: number): number | undefined {
  if (size > longest) return undefined
  const repeats = link(text, size)
  if (repeats > mostRepeats) return undefined
  literals.size = distances.size = packed.size = 0
  const highest = countLiterals(text, size)
  literals.count(256)
  let extra = repeats === 0 ? 0 : countMatches(text, size, repeats)
  literals.take(0, highest)
  literals.take(256, repeats === 0 ? 256 : 285)
  literals.takeTwo()
  if (repeats > 0) distances.take(0, 29)
  distances.takeTwo()
  // Without a match the fixed code is longer than the text.
  const fixed = repeats === 0 ? Infinity : fixedBits(literals) + extra
  extra += packZeros(literals) + packZeros(distances)
  // No code has fewer bits than the entropy, and lengths of 12 codes are sent at least (see below): mostly
  // that is enough to know that nothing gets shorter.
  const least = 14 + 3 * 12 + extra + leastBits(literals) + leastBits(distances)
  if (bytesOf(Math.min(fixed, least)) > most) {
    packed.counts.fill(0)
    return bytesOf(Math.min(fixed, least))
  }
  const bits = makeCode(literals) + makeCode(distances)
  extra += packLengths(literals) + packLengths(distances)
  packed.take(0, 18)
  const packedBits = makeCode(packed)
  // zlib would cut these to 7 bits (RFC 1951 §3.2.7): left to it.
  for (let i = 0; i < packed.size; i++) if (numberAt(packed.lengths, i) > 7) return undefined
  // Lengths are sent in an order that ends with 4, 12, 3, 13, 2, 14, 1, 15, up to the last that is used (RFC 1951
  // §3.2.7). That is the least: one of 17 distances always has a code of 4 bits or fewer.
  const shortest = numberAt(packed.symbols, packed.symbols[0] === 0 ? 1 : 0)
  const dynamic = 14 + 3 * (20 - 2 * shortest) + packedBits + extra + bits
  return bytesOf(Math.min(fixed, dynamic))
}
