import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Hmac } from '../src/hmac.ts'

const bytes = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength })

describe('HMAC', () => {
  for (const name of ['sha1', 'sha256', 'sha384', 'sha512']) {
    it(`with ${name} is OpenSSL's, for keys and messages of every length, one after the other`, () => {
      fc.assert(
        fc.property(bytes(300), fc.array(bytes(1_200)), (key, messages) => {
          const hmac = new Hmac(name, key)
          for (const message of messages) {
            const expected = createHmac(name, key).update(message).digest('hex')
            assert.equal(
              hmac.digest(Buffer.from(message).toString('latin1')).toString('hex'),
              expected,
            )
          }
        }),
      )
    })
  }
})
