import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Auth, IssuedTokens } from '../../src/auth/index.ts'
import { openAuth, readConfig } from '../../src/server/index.ts'
import { latchkey } from './latchkey.ts'

const data = mkdtempSync(join(tmpdir(), 'latchkey-'))
const password = 'a quite long passphrase 7'

async function inspect(
  token: string,
  ...argv: readonly string[]
): Promise<{ code: number; report: Record<string, unknown>; text: string }> {
  const command = ['token', 'inspect', '--json', ...argv]
  const { code, stdout, stderr } = await latchkey(command, { stdin: `${token}\n` })
  const text = stdout + stderr
  const [line = '{}'] = text.split('\n')
  return { code, report: JSON.parse(line) as Record<string, unknown>, text }
}

describe('latchkey token inspect', () => {
  let auth: Auth
  let tokens: IssuedTokens
  before(async () => {
    auth = await openAuth(readConfig({ data }, {}).config, { issuer: 'http://127.0.0.1:4711' })
    await auth.accounts.register({ username: 'ada', password })
    tokens = await auth.signIn({ username: 'ada', password })
  })
  after(async () => {
    await auth.close()
    rmSync(data, { recursive: true })
  })

  it('shows what an access token says, without asking anybody', async () => {
    const { code, report, text } = await inspect(tokens.accessToken)
    const { kind, verdict, header, claims } = report
    assert.deepEqual([code, kind, verdict], [0, 'access token', 'unverified'])
    assert.equal((header as { typ: string }).typ, 'at+jwt')
    assert.equal((claims as { sub: string }).sub, tokens.account.id)
    assert.ok(!text.includes(tokens.accessToken.split('.')[2] ?? ''), 'the signature is no output')
  })

  it('verifies with the keys of a data directory, whatever address issued it', async () => {
    const { code, report } = await inspect(tokens.accessToken, '--data', data)
    assert.deepEqual([code, report['verdict']], [0, 'good'])
  })

  it('says why an access token is refused', async () => {
    const [header, claims] = tokens.accessToken.split('.')
    const forged = `${header}.${claims}.${'A'.repeat(86)}`
    const { code, report } = await inspect(forged, '--data', data)
    assert.deepEqual([code, report['verdict']], [3, 'signature_invalid'])
    const other = await inspect(tokens.accessToken, '--data', data, '--audience', 'other')
    assert.deepEqual([other.code, other.report['verdict']], [3, 'audience_mismatch'])
  })

  it('shows what a refresh token belongs to, and does not use it', async () => {
    const { report } = await inspect(tokens.refreshToken)
    assert.deepEqual(report, { kind: 'refresh token', verdict: 'unverified' })
    for (let i = 0; i < 2; i++) {
      const { code, report: known } = await inspect(tokens.refreshToken, '--data', data)
      assert.deepEqual([code, known['verdict'], known['generation']], [0, 'good', 0])
      assert.equal(known['sessionId'], tokens.session.id)
    }
  })

  it('verifies no refresh token with a key', async () => {
    const key = join(data, 'key')
    writeFileSync(key, 'a long random secret', { mode: 0o600 })
    const { code } = await inspect(tokens.refreshToken, '--data', data, '--key-file', key)
    assert.equal(code, 2)
  })

  it('tells a spent refresh token and an ended session', async () => {
    const next = await auth.renew(tokens.refreshToken)
    const spent = await inspect(tokens.refreshToken, '--data', data)
    assert.deepEqual([spent.code, spent.report['verdict']], [3, 'refresh_token_reuse'])
    await auth.signOut({ refreshToken: next.refreshToken })
    const ended = await inspect(next.refreshToken, '--data', data)
    assert.deepEqual(
      [ended.report['verdict'], ended.report['endReason']],
      ['session_ended', 'signed_out'],
    )
    const revoked = await inspect(next.accessToken, '--data', data)
    assert.deepEqual([revoked.code, revoked.report['verdict']], [3, 'token_revoked'])
  })

  for (const [what, token] of [
    ['nothing', ''],
    ['a password', password],
    ['a refresh token with a letter changed', 'lkr_000000000000000000000000000000000000'],
    ['arrays for parts', 'W10.W10.W10'],
    ['a huge token', `e30.${'A'.repeat(100_000)}.AA`],
    ['many dots', '.'.repeat(50_000)],
  ] as const) {
    it(`refuses ${what} without repeating it`, async () => {
      const { code, text } = await inspect(token)
      assert.equal(code, token.length > 65_536 ? 2 : 3)
      if (token.length > 5) assert.ok(!text.includes(token))
    })
  }
})
