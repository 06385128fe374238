import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Hmac } from '../src/hmac.ts'

const bytes = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength })

describe('HMAC', () => {
  for (const [name, blockSize] of [
    ['sha1', 64],
    ['sha256', 64],
    ['sha384', 128],
    ['sha512', 128],
    ['sha3-256', 136],
    ['blake2b512', 128],
  ] as const) {
    it(`with ${name} is OpenSSL's, for keys and messages of every length, one after the other`, () => {
      fc.assert(
        fc.property(bytes(300), fc.array(bytes(1_200)), (key, messages) => {
          const hmac = new Hmac(name, blockSize, key)
          for (const message of messages) {
            const expected = createHmac(name, key).update(message).digest('base64url')
            const text = Buffer.from(message).toString('latin1')
            assert.equal(hmac.digest(text).toString('base64url'), expected)
            assert.equal(hmac.base64url(text), expected)
          }
        }),
      )
    })
  }
})
