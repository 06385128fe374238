import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { deflate } from 'pako'
import { compactJson, URLSafeSerializer } from '../../src/signing/index.ts'
import { createRandom } from '../fuzz/random.ts'
import { deflatedSize } from '../../src/signing/deflated-size.ts'

const sizeOf = (text: Uint8Array, most = Infinity) => deflatedSize(text, text.length, most)

/**
 * Says whether it was known, and that it was right: to the byte where zlib makes the text shorter, and in
 * comparison with whatever is asked for.
 */
function isKnown(text: Uint8Array): boolean {
  const size = sizeOf(text)
  if (size === undefined) return false
  const { length } = deflate(text)
  if (Math.min(size, length) < text.length) assert.equal(size, length)
  for (const most of [text.length - 2, length - 1, length].filter((n) => n < text.length)) {
    const compared = sizeOf(text, most) ?? Number.NaN
    if (length <= most) assert.equal(compared, length)
    else assert.ok(compared > most)
  }
  return true
}

const hex = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 15 }), { minLength: length, maxLength: length })
    .map((digits) => digits.map((digit) => digit.toString(16)).join(''))
const text = (value: fc.Arbitrary<unknown>) =>
  value.map((any) => new Uint8Array(Buffer.from(JSON.stringify(any))))

const runs = 4_000

/** How many of the texts it was known of. */
function known(texts: fc.Arbitrary<Uint8Array>): number {
  let count = 0
  const property = fc.property(texts, (bytes) => {
    count += Number(isKnown(bytes))
  })
  fc.assert(property, { numRuns: runs })
  return count
}

/** Bytes from 0 to 7 of which no three follow each other twice. */
function triples(length: number): Uint8Array {
  const bytes = [0, 0]
  const seen = new Set<string>()
  while (bytes.length < length) {
    const last = bytes.slice(-2)
    const next = [7, 6, 5, 4, 3, 2, 1, 0].find((byte) => !seen.has(String([...last, byte]))) ?? 0
    seen.add(String([...last, next]))
    bytes.push(next)
  }
  return Uint8Array.from(bytes)
}

/** Even bytes, each seldomer than the one before. */
function skewed(seed: number): Uint8Array {
  const random = createRandom(seed, 0)
  return Uint8Array.from({ length: 375 }, () => {
    let byte = 0
    while (random.below(100) < 93) byte += 2
    return byte
  })
}

describe('the size of what zlib makes', () => {
  it('is known for the tokens of Flask-Security', () => {
    const uid = hex(32)
    const fields = fc.record({ ver: fc.constant('5'), uid, fs_paa: fc.double(), exp: fc.nat() })
    const tokens = text(fc.oneof(fc.tuple(uid), fc.tuple(hex(24), uid), fields))
    assert.equal(known(tokens), runs)
  })

  it('is known, or said not to be, for any JSON', () => {
    assert.ok(known(text(fc.jsonValue())) > 0)
  })

  it('is known, or said not to be, for bytes that stood there before', () => {
    const fresh = fc.uint8Array({ minLength: 1, maxLength: 30 })
    const copy = fc.record({
      back: fc.integer({ min: 1, max: 200 }),
      length: fc.integer({ min: 2, max: 34 }),
    })
    const steps = fc.array(fc.oneof(fresh, copy), { minLength: 2, maxLength: 16 })
    const bytesOf = fc.constantFrom(
      ...[0, 140].map((first) => ({ first, count: 8 })),
      { first: 0, count: 64 },
      { first: 0, count: 256 },
    )
    const texts = fc.tuple(steps, bytesOf).map(([parts, { first, count }]) => {
      const bytes: number[] = []
      for (const part of parts) {
        if (part instanceof Uint8Array) bytes.push(...part.map((byte) => first + (byte % count)))
        else for (let i = 0; i < part.length; i++) bytes.push(bytes.at(-part.back) ?? i)
      }
      return Uint8Array.from(bytes)
    })
    assert.ok(known(texts) > 0)
  })

  it('is known, or said not to be, where some bytes are much more frequent than others', () => {
    const draws = fc.uint8Array({ minLength: 12, maxLength: 375, size: 'max' })
    const shape = fc.tuple(draws, fc.integer({ min: 1, max: 12 }), fc.constantFrom(1, 2, 5, 11))
    const texts = shape.map(([all, skew, step]) =>
      all.map((draw) => step * Math.floor(23 * (draw / 256) ** skew)),
    )
    assert.ok(known(texts) > 0)
  })

  it('decides nothing else than zlib does', () => {
    const serializer = new URLSafeSerializer('a secret key')
    const word = fc.string({ maxLength: 20 })
    const words = fc.tuple(fc.array(word, { minLength: 1, maxLength: 8 }), fc.array(fc.nat(7)))
    const long = words.map(([all, which]) => which.map((index) => all[index % all.length]))
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), long), (value) => {
        const bytes = Buffer.from(compactJson.dumps(value))
        const stream = Buffer.from(deflate(bytes)).toString('base64url')
        const isShorter = deflate(bytes).length < bytes.length - 1
        const payload = isShorter ? `.${stream}` : bytes.toString('base64url')
        assert.equal(serializer.dumpPayload(value), payload)
      }),
      { numRuns: runs },
    )
  })

  it('is asked for texts of any length and alphabet, which come back', () => {
    const serializer = new URLSafeSerializer('a secret key')
    for (const unit of ['a', 'é', '€', '😀']) {
      for (const length of [1, 2, 300, 400, 700, 1_200, 1_363, 1_364, 3_000]) {
        const bytes = createRandom(length, 0)
        const noise = Array.from({ length }, () => bytes.below(16).toString(16)).join('')
        const payload = serializer.dumpPayload(unit + noise)
        assert.equal(serializer.loadPayload(payload), unit + noise)
        const plain = Buffer.from(JSON.stringify(unit + noise)).toString('base64url')
        assert.equal(serializer.loadPayload(plain), unit + noise)
        assert.equal(payload.startsWith('.'), length >= 300)
      }
    }
  })

  it('is known where two bytes repeat often and three never', () => {
    assert.ok(isKnown(triples(375)))
  })

  it('is known of one match, wherever it begins', () => {
    for (let back = 1; back < 40; back++) {
      for (const length of [3, 4, 11, 25]) {
        const bytes = [...triples(200), 40, 41, 42, 43]
        for (let i = 0; i < length; i++) bytes.push(bytes.at(-back) ?? 0)
        assert.ok(isKnown(Uint8Array.from(bytes)))
      }
    }
  })

  it('is known of many matches, each of another distance', () => {
    const spread = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256]
    for (let count = 1; count <= spread.length; count++) {
      for (let first = 0; first + count <= spread.length; first++) {
        const bytes = [...triples(270)]
        for (const [i, back] of spread.slice(first, first + count).entries()) {
          bytes.push(60 + i)
          for (let copied = 0; copied < 3; copied++) bytes.push(bytes.at(-back) ?? 0)
        }
        isKnown(Uint8Array.from(bytes))
      }
    }
  })

  it('is known where a match waits for a longer one, and where it has 16 bytes', () => {
    for (let length = 3; length <= 16; length++) {
      const all = Array.from({ length: length + 4 }, (_, i) => 100 + i)
      const pieces = [all.slice(0, length), all.slice(1), all]
      assert.ok(isKnown(Uint8Array.from(pieces.flatMap((piece, i) => [i, ...piece]))))
    }
  })

  it('is known of a rare byte far from the others', () => {
    for (let byte = 8; byte < 256; byte++) {
      assert.ok(isKnown(Uint8Array.from([...triples(120), byte, byte, ...triples(20)])))
    }
  })

  it('is known where lengths need a code of 7 bits, not where zlib would cut it to that', () => {
    assert.ok(isKnown(skewed(2)))
    assert.equal(sizeOf(skewed(24_987)), undefined)
  })

  it('is not guessed where a text is long', () => {
    assert.ok(isKnown(triples(375)))
    assert.equal(sizeOf(triples(376)), undefined)
  })

  it('is not guessed where more than 31 places begin as an earlier one', () => {
    const start = Array.from({ length: 64 }, (_, i) => (i < 32 ? i : (5 * i) % 32))
    const twice = (length: number) => Uint8Array.from([...start, ...start.slice(1, 1 + length)])
    assert.ok(isKnown(twice(33)))
    assert.equal(sizeOf(twice(34)), undefined)
  })
})
