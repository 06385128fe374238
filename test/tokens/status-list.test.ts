import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { inflateSync } from 'node:zlib'
import { encodeStatuses } from '../../src/tokens/status-list.ts'

interface Vector {
  readonly name: string
  readonly size: number
  readonly set: readonly number[]
  readonly lst: string
}

const inflate = (lst: string): Buffer => inflateSync(Buffer.from(lst, 'base64url'))

describe('statuses', () => {
  const text = readFileSync(new URL('../vectors/status-list.json', import.meta.url), 'utf8')
  const vectors = JSON.parse(text) as readonly Vector[] // our own file
  for (const { name, size, set, lst } of vectors) {
    // Another zlib may pack the same octets differently.
    it(`are the octets of ${name}`, async () => {
      assert.deepEqual(inflate(await encodeStatuses(set, size)), inflate(lst))
    })
  }
})
