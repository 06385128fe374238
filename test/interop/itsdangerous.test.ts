import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BadData } from '../../src/signing/index.ts'
import { assertAsExpected, type Expected } from '../signing/expected.ts'
import { call, type Vector } from '../signing/python.ts'
import { needs } from '../system/tools.ts'
import { randomVectors } from './random-vectors.ts'
import { run } from './run.ts'

const cases = 24_000
const peer = new URL('itsdangerous_peer.py', import.meta.url).pathname

/** What escapes from Python as it is: from reading it is a BadData here, from writing a mistake of the caller. */
const escaping = /^(ValueError|OverflowError|UnicodeEncodeError|RecursionError|OSError)$/

function assertSame(vector: Vector, expected: Expected): void {
  if (expected.error && escaping.test(expected.error.type)) {
    if (vector.op === 'dumps') assert.throws(() => call(vector), TypeError)
    else if (vector.op === 'validate') assert.equal(call(vector), false)
    else if (vector.op === 'loads_unsafe') assert.equal(Reflect.get(Object(call(vector)), 0), false)
    else assert.throws(() => call(vector), BadData)
  } else assertAsExpected(vector, expected)
}

describe('itsdangerous of Debian', needs('itsdangerous'), () => {
  it('does the same with what chance makes', async (t) => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
    t.diagnostic(`SEED=${seed}`)
    const vectors = randomVectors(seed, cases)
    const input = vectors.map((vector) => `${JSON.stringify(vector)}\n`).join('')
    const { code, stdout, stderr } = await run('/usr/bin/python3', [peer], { input })
    assert.equal(code, 0, stderr)
    const lines = stdout.trimEnd().split('\n')
    assert.equal(lines.length, cases)
    const counts = { given: 0, refused: 0 }
    for (const [index, vector] of vectors.entries()) {
      const expected = JSON.parse(lines[index] ?? '') as Expected // as the peer writes it
      counts[expected.ok ? 'given' : 'refused'] += 1
      try {
        assertSame(vector, expected)
      } catch (cause) {
        const what = JSON.stringify({ ...vector, expect: expected })
        throw new Error(`SEED=${seed}: they differ for ${what}`, { cause })
      }
    }
    // Neither side may have it easy.
    assert.ok(counts.given > cases / 4 && counts.refused > cases / 8, JSON.stringify(counts))
    t.diagnostic(`${counts.given} given, ${counts.refused} refused, 0 differences`)
  })
})
