import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AuthError } from '../src/errors.ts'
import { problem } from '../src/http/index.ts'
import { whole } from '../src/whole.ts'

describe('a whole answer', () => {
  for (const text of ['', 'plain', 'ü€😀']) {
    it(`says how many bytes ${JSON.stringify(text)} is`, async () => {
      const answer = whole(text, { headers: { 'content-type': 'text/plain' } })
      const length = String(new TextEncoder().encode(text).length)
      assert.equal(answer.status, 200)
      assert.equal(answer.headers.get('content-type'), 'text/plain')
      assert.equal(answer.headers.get('content-length'), length)
      assert.equal(await answer.text(), text)
    })
  }

  it('is what a refusal is', async () => {
    const refused = problem(new AuthError('overloaded', 'too many'))
    const length = Number(refused.headers.get('content-length'))
    assert.equal(length, (await refused.bytes()).length)
  })
})
