import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readFlaskSession, writeFlaskSession } from '../../src/signing/index.ts'
import { needs } from '../system/tools.ts'
import { run } from './run.ts'

const cases = 2_000
const secretKey = 'a secret key'
const peer = new URL('flask_sessions_peer.py', import.meta.url).pathname

describe('Flask of Debian', needs('flask'), () => {
  it('has session cookies that are read without loss and written again, byte for byte', async (t) => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
    t.diagnostic(`SEED=${seed}`)
    const args = [peer, String(seed), String(cases), secretKey]
    const { code, stdout, stderr } = await run('/usr/bin/python3', args)
    assert.equal(code, 0, stderr)
    const cookies = stdout.trimEnd().split('\n')
    assert.equal(cookies.length, cases)
    const options = { secretKey, clock: () => 1_700_000_000 }
    for (const cookie of cookies) {
      const session = readFlaskSession(cookie, { ...options, lossless: true })
      assert.equal(writeFlaskSession(session, options), cookie, `SEED=${seed}`)
    }
    const compressed = cookies.filter((cookie) => cookie.startsWith('.')).length
    assert.ok(compressed > cases / 20, `${compressed} of them are compressed`)
  })
})
