import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clientSize } from '../../scripts/client-size.ts'

describe('latchkey/client', () => {
  it('is less than 4 kB, minified and gzipped', async () => {
    const size = await clientSize()
    assert.ok(size > 1_000 && size < 4_000, `${size} bytes`)
  })
})
