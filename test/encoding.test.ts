import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { encodeBase64url } from '../src/bytes.ts'
import { decodeBase64url, decodeByTable } from '../src/encoding.ts'

describe('base64url without Buffer', () => {
  it('reads what is written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        assert.deepEqual(decodeByTable(encodeBase64url(bytes)), bytes)
      }),
    )
  })

  it('J44–J46 takes one spelling of each, as with Buffer', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('A', 'Q', 'g', 'w', '_', '-', '=', '+', '/', ' ', '\n', 'é', '😀'),
      }),
      fc.base64String(),
    )
    fc.assert(
      fc.property(text, (spelling) => {
        const expected = decodeBase64url(spelling)
        assert.deepEqual(decodeByTable(spelling), expected && new Uint8Array(expected))
      }),
      { numRuns: 2_000 },
    )
  })
})
