import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Signer } from '../../src/signing/index.ts'

/** What Python prints of the bytes with these numbers. */
const printed: readonly (readonly [bytes: string, text: string])[] = [
  ['', "b''"],
  [' a~', "b' a~'"],
  ["it's", `b"it's"`],
  ['say "x"', `b'say "x"'`],
  [`it's "x"`, `b'it\\'s "x"'`],
  ['a\\b', "b'a\\\\b'"],
  ['\t\n\r', "b'\\t\\n\\r'"],
  ['\0\u0007\u000f\u001f', "b'\\x00\\x07\\x0f\\x1f'"],
  ['\u007f\u0080\u00ff', "b'\\x7f\\x80\\xff'"],
]

describe('a signature in a message', () => {
  for (const [signature, text] of printed) {
    it(`is printed as Python does: ${text}`, () => {
      const signer = new Signer('a secret key', { compat: true })
      const message = `Signature ${text} does not match`
      assert.throws(() => signer.unsign(Buffer.from(`value.${signature}`, 'latin1')), { message })
    })
  }
})
