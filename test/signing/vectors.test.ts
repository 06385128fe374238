import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { assertAsExpected, type Expected } from './expected.ts'
import { eraOf, type Vector } from './python.ts'

const { vectors } = JSON.parse(
  readFileSync(new URL('../vectors/itsdangerous.json', import.meta.url), 'utf8'),
) as { vectors: readonly Vector[] } // as test/vectors has it

describe('what the real libraries did', () => {
  it('is known for three eras', () => {
    assert.equal(vectors.length, 890)
    assert.equal(new Set(vectors.map(({ version }) => eraOf(version))).size, 3)
  })

  for (const vector of vectors) {
    it(`${vector.id} ${vector.class}.${vector.op}`, () => {
      assertAsExpected(vector, vector.expect as unknown as Expected) // as `meta` in the file has it
    })
  }
})
