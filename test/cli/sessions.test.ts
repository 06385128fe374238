import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Auth } from '../../src/auth/index.ts'
import { openAuth, readConfig } from '../../src/server/index.ts'
import { latchkey } from './latchkey.ts'

const data = mkdtempSync(join(tmpdir(), 'latchkey-'))
const password = 'a quite long passphrase 7'
const session = (...argv: readonly string[]): ReturnType<typeof latchkey> =>
  latchkey(['session', ...argv, '--data', data])

describe('latchkey session', () => {
  let auth: Auth
  before(async () => {
    auth = await openAuth(readConfig({ data }, {}).config, { issuer: 'http://127.0.0.1:4711' })
    await auth.accounts.register({ username: 'ada', password })
  })
  after(async () => {
    await auth.close()
    rmSync(data, { recursive: true })
  })

  it('L22 lists sessions; what a device calls itself moves no cursor', async () => {
    const device = '\u001b[2Jphone\r\nforged\u202e'
    const { session: started } = await auth.signIn({ username: 'ada', password }, { device })
    const { code, stdout } = await session('list', '--account', 'ada')
    assert.equal(code, 0)
    const [, line = '', ...others] = stdout.trimEnd().split('\n')
    assert.equal(others.length, 0)
    assert.ok(line.startsWith(started.id))
    assert.match(line, /\?\[2Jphone\?\?forged\?$/)
    const json = await session('list', '--account', 'ada', '--json')
    assert.equal(JSON.parse(json.stdout).device, device)
  })

  it('ends one by its id, as a server on the same database sees', async () => {
    const { session: started, refreshToken } = await auth.signIn({ username: 'ada', password })
    assert.equal((await session('revoke', started.id)).code, 0)
    await assert.rejects(auth.renew(refreshToken), { code: 'session_ended' })
    assert.equal((await session('revoke', 'A'.repeat(22))).code, 3)
  })

  it('O06 ends all of an account only with --yes where nobody can be asked', async () => {
    const { refreshToken } = await auth.signIn({ username: 'ada', password })
    assert.equal((await session('revoke', '--account', 'ada', '--all')).code, 2)
    const { refreshToken: next } = await auth.renew(refreshToken)
    assert.equal((await session('revoke', '--account', 'ada', '--all', '--yes')).code, 0)
    await assert.rejects(auth.renew(next), { code: 'session_ended' })
    assert.equal((await session('list', '--account', 'ada', '--json')).stdout, '')
  })

  it('wants either an id or an account with --all', async () => {
    for (const argv of [
      [],
      ['--account', 'ada'],
      ['--all'],
      ['A'.repeat(22), '--account', 'ada', '--all'],
    ]) {
      assert.equal((await session('revoke', ...argv)).code, 2)
    }
    assert.equal((await session('list')).code, 2)
  })
})
