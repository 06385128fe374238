import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isLive } from '../../src/sessions/session.ts'
import { account, session } from './records.ts'

it('a session is live until it was ended or one of its times has come', () => {
  const { idleExpiresAt, expiresAt } = session
  const rows = [
    [session, idleExpiresAt - 1, true],
    [session, idleExpiresAt, false],
    [{ ...session, idleExpiresAt: expiresAt + 1 }, expiresAt - 1, true],
    [{ ...session, idleExpiresAt: expiresAt + 1 }, expiresAt, false],
    [{ ...session, endedAt: 1 }, idleExpiresAt - 1, false],
  ] as const
  for (const [one, readAt, expected] of rows) {
    assert.equal(isLive({ session: one, account, readAt }), expected)
  }
})
