import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { deflate } from 'pako'
import { compactJson, URLSafeSerializer } from '../../src/signing/index.ts'
import { deflatedSize } from '../../src/signing/deflated-size.ts'

/** Says whether it was known, and that it was right: to the byte where zlib makes the text shorter. */
function isKnown(text: Uint8Array): boolean {
  const size = deflatedSize(text)
  if (size === undefined) return false
  const { length } = deflate(text)
  if (Math.min(size, length) < text.length) assert.equal(size, length)
  return true
}

const hex = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 15 }), { minLength: length, maxLength: length })
    .map((digits) => digits.map((digit) => digit.toString(16)).join(''))
const text = (value: fc.Arbitrary<unknown>) =>
  value.map((any) => new Uint8Array(Buffer.from(JSON.stringify(any))))

describe('the size of what zlib makes', () => {
  const seldom = { numRuns: 4_000 }

  it('is known for the tokens of Flask-Security', () => {
    const uid = hex(32)
    const fields = fc.record({ ver: fc.constant('5'), uid, fs_paa: fc.double(), exp: fc.nat() })
    const tokens = text(fc.oneof(fc.tuple(uid), fc.tuple(hex(24), uid), fields))
    fc.assert(
      fc.property(tokens, (bytes) => assert.ok(isKnown(bytes))),
      seldom,
    )
  })

  it('is known, or said not to be, for any JSON', () => {
    fc.assert(
      fc.property(text(fc.jsonValue()), (bytes) => void isKnown(bytes)),
      seldom,
    )
  })

  it('is known, or said not to be, for bytes that repeat themselves', () => {
    const alphabet = fc.integer({ min: 1, max: 255 })
    const piece = alphabet.chain((max) => fc.uint8Array({ max, maxLength: 40 }))
    const pieces = fc.array(piece, { minLength: 1, maxLength: 6 })
    const order = fc.array(fc.nat(5), { maxLength: 20 })
    let known = 0
    fc.assert(
      fc.property(pieces, order, (parts, which) => {
        const bytes = Buffer.concat(
          which.map((index) => parts[index % parts.length] ?? new Uint8Array()),
        )
        known += Number(isKnown(bytes))
      }),
      seldom,
    )
    assert.ok(known > 0)
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
      seldom,
    )
  })

  it('is not guessed where a text is long or all the same', () => {
    assert.equal(deflatedSize(new Uint8Array(513)), undefined)
    assert.equal(deflatedSize(new Uint8Array(100)), undefined)
  })
})
