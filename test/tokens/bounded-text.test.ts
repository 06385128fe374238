import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { boundedText } from '../../src/tokens/bounded-text.ts'

/** An answer that comes in pieces of so many bytes. */
const inPieces = (bytes: Uint8Array, size: number): Response =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) {
          controller.enqueue(bytes.subarray(at, at + size))
        }
        controller.close()
      },
    }),
  )
const euro = new TextEncoder().encode('1 €, 2 €')

describe('the text of an answer', () => {
  it('is the same in whatever pieces it comes', async () => {
    for (const size of [1, 2, 3, 4, 100]) {
      assert.equal(await boundedText(inPieces(euro, size), 100), '1 €, 2 €')
    }
    assert.equal(await boundedText(new Response(null), 100), '')
  })

  it('may have as many bytes as are allowed, and none more', async () => {
    for (const size of [1, 5, 100]) {
      assert.equal(await boundedText(inPieces(euro, size), euro.length), '1 €, 2 €')
      const long = boundedText(inPieces(euro, size), euro.length - 1)
      await assert.rejects(long, /^Error: the answer has more than 11 bytes$/)
    }
  })

  it('is UTF-8 to its end', async () => {
    await assert.rejects(boundedText(inPieces(euro.subarray(0, -1), 4), 100), TypeError)
    await assert.rejects(boundedText(new Response(new Uint8Array([0x61, 0xff])), 100), TypeError)
  })
})
