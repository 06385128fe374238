import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { applySchema, SchemaMismatch } from '../../src/tokens/index.ts'
import type { StandardResult, StandardSchema } from '../../src/tokens/index.ts'

const answering = (result: StandardResult<unknown>): StandardSchema => ({
  '~standard': { version: 1, vendor: 'test', validate: () => result },
})

describe('applySchema', () => {
  it('gives what the schema makes of a value', () => {
    assert.equal(applySchema(z.string().transform(Number), '7'), 7)
  })

  const issues: readonly [what: string, issues: readonly object[], members: string][] = [
    ['a member', [{ path: ['plan'] }], 'plan'],
    ['one by an object', [{ path: [{ key: 'plan' }, { key: 'limit' }] }], 'plan'],
    ['the outermost of several', [{ path: ['plan', 'limit', 0] }], 'plan'],
    ['the place in a list', [{ path: [3] }], '3'],
    ['a member once', [{ path: ['a'] }, { path: ['b'] }, { path: ['a'] }], 'a, b'],
    ['the whole', [{ path: [] }, {}], 'the top'],
  ]
  for (const [what, found, members] of issues) {
    it(`names ${what} that does not fit, and quotes nothing`, () => {
      const said = found.map((issue) => ({ message: 'got ada@example.com', ...issue }))
      assert.throws(() => applySchema(answering({ issues: said }), {}), {
        name: 'SchemaMismatch',
        message: `the claims do not fit their schema at: ${members}`,
      })
      assert.throws(() => applySchema(answering({ issues: said }), {}), SchemaMismatch)
    })
  }

  it('refuses a schema that answers later, whatever it would say', () => {
    const schema: StandardSchema = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: () => Promise.reject(new Error('later')),
      },
    }
    assert.throws(() => applySchema(schema, {}), /^TypeError: claims schema: expected a synchro/)
  })
})
