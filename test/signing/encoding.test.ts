import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { base64Decode, bytesToInt, intToBytes } from '../../src/signing/index.ts'

/** What itsdangerous 2.2.0 decodes of a text and of the same as UTF-8, in hex; `undefined` where it refuses. */
const decoded: readonly (readonly [text: string, ofText?: string | undefined, ofBytes?: string])[] =
  [
    ['', '', ''],
    ['A'],
    ['AA', '00', '00'],
    ['AAA', '0000', '0000'],
    ['QR', '41', '41'],
    ['QUJD', '414243', '414243'],
    ['QUJDR'],
    ['QUJDRA', '41424344', '41424344'],
    ['QUJDREVG', '414243444546', '414243444546'],
    ['_-8', 'ffef', 'ffef'],
    ['+/8', 'fbff', 'fbff'],
    ['/+8=', 'ffef', 'ffef'],
    ['////', 'ffffff', 'ffffff'],
    ['=QUJD', '414243', '414243'],
    ['QU=JD', '414243', '414243'],
    ['QUF=B', '4141', '4141'],
    ['QUJD=', '414243', '414243'],
    ['QUJD====', '414243', '414243'],
    ['QQ=', '41', '41'],
    ['QQ=Q=', '4104', '4104'],
    ['Q=Q='],
    ['QQ==QQ==', '41', '41'],
    ['Q!Q'],
    ['Q!Q!'],
    ['!!', '', ''],
    ['QQ!='],
    ['QUJDRA=!=', '41424344', '41424344'],
    ['QU JD', '414243', '414243'],
    ['QUFB\nQUFB', '414141414141', '414141414141'],
    ['QUéJD', '414243', '414243'],
    ['éQQ', '41'],
    ['Qé=Q', undefined, '41'],
  ]

describe('base64Decode', () => {
  for (const [text, ...expected] of decoded) {
    it(`takes in compat what CPython takes of ${JSON.stringify(text)}`, () => {
      for (const [i, value] of [text, Buffer.from(text)].entries()) {
        const decode = () => base64Decode(value, { compat: true })
        const hex = expected[i]
        if (hex === undefined) assert.throws(decode, { code: 'token_malformed' })
        else assert.equal(Buffer.from(decode()).toString('hex'), hex)
      }
    })
  }
})

describe('an integer in bytes', () => {
  const most = 2n ** 64n - 1n

  it('has no leading zero, and 0 no byte', () => {
    assert.deepEqual([...intToBytes(0)], [])
    assert.deepEqual([...intToBytes(15)], [15])
    assert.deepEqual([...intToBytes(256)], [1, 0])
    assert.deepEqual([...intToBytes(most)], Array(8).fill(255))
  })

  it('is read with leading zeros too', () => {
    assert.equal(bytesToInt(Uint8Array.of()), 0n)
    assert.equal(bytesToInt(Uint8Array.of(0, 1, 0)), 256n)
    assert.equal(bytesToInt(Uint8Array.of(9, 9, 1, 0).subarray(2)), 256n)
    assert.equal(bytesToInt(new Uint8Array(8).fill(255)), most)
  })

  it('is neither negative nor broken', () => {
    for (const value of [-1, -1n]) {
      assert.throws(() => intToBytes(value), {
        name: 'RangeError',
        message: 'expected an integer ≥ 0',
      })
    }
    assert.throws(() => intToBytes(0.5), RangeError)
  })

  it('has 8 bytes at most, but in 0.24', () => {
    const bytes = new Uint8Array(9).fill(1)
    const value = BigInt(`0x${'01'.repeat(9)}`)
    for (const options of [{}, { era: '1.x' }, { era: '2.x' }] as const) {
      assert.throws(() => intToBytes(value, options), RangeError)
      assert.throws(() => bytesToInt(bytes, options), RangeError)
    }
    assert.deepEqual(new Uint8Array(intToBytes(value, { era: '0.24' })), bytes)
    assert.equal(bytesToInt(bytes, { era: '0.24' }), value)
  })
})
