import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sha256Crypt, verifyPassword } from '../../src/passwords/index.ts'

describe('sha256Crypt', () => {
  it('makes what verifyPassword verifies, with a salt of its own each time', async () => {
    const [first, second] = [await sha256Crypt('ünïcode@example.com'), await sha256Crypt('x')]
    assert.match(first, /^\$5\$rounds=1000\$[./0-9A-Za-z]{16}\$[./0-9A-Za-z]{43}$/)
    assert.notEqual(first.split('$')[3], second.split('$')[3])
    assert.equal((await verifyPassword(first, 'ünïcode@example.com')).scheme, 'sha256_crypt')
    await assert.rejects(verifyPassword(first, 'x'), { code: 'password_mismatch' })
  })
})
