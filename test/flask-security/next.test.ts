import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isOwnPage } from '../../src/flask-security/next.ts'

const here = 'https://api.example.com'
const parts = ['/', '//', '\\', '.', '..', '@', ':', '?', '#', '%2f', '%5c', '%09', '\t', '\n', ' ']
const next = fc
  .array(
    fc.oneof(fc.constantFrom(...parts, 'evil.example', 'https:'), fc.string({ unit: 'binary' })),
    {
      maxLength: 6,
    },
  )
  .map((pieces) => `/${pieces.join('')}`)

describe('the page that follows', () => {
  it('GHSA-w2j7-f3c6-g8cw is on this host, as browsers read addresses', () => {
    let accepted = 0
    fc.assert(
      fc.property(next, (path) => {
        if (!isOwnPage(path)) return
        accepted += 1
        assert.equal(new URL(path, here).origin, here)
        assert.equal(new URL(path, `${here}/auth/login`).origin, here)
      }),
      { numRuns: 5_000 },
    )
    assert.ok(accepted > 500)
  })

  it('may have a query and a fragment', () => {
    for (const path of ['/', '/orders?page=2#top', '/a//b', '/%2F/b', '/@b', '/ü']) {
      assert.ok(isOwnPage(path), path)
    }
  })
})
