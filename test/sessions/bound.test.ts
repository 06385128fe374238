// Sessions that are bound to a key (RFC 9449 §5): a copied refresh token is good for nothing, and ends nothing.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AuthError } from '../../src/errors.ts'
import { createMasterSecret } from '../../src/keys/index.ts'
import { createSessions } from '../../src/sessions/index.ts'
import type { Sessions, SessionTokens } from '../../src/sessions/index.ts'
import { memory } from '../../src/storage/index.ts'
import { account } from './records.ts'

const secret = createMasterSecret('a master secret that only this test knows')
const jkt = 'k'.repeat(43)
const other = 'o'.repeat(43)

async function open(rotation: 'always' | 'never' = 'always'): Promise<{
  readonly sessions: Sessions
  readonly start: (key?: string) => Promise<SessionTokens>
  readonly isOver: (tokens: SessionTokens) => Promise<boolean>
}> {
  const store = memory()
  await store.insertAccount(account)
  const sessions = createSessions({
    store,
    secret,
    revocationLifetime: 600,
    retryWindow: 0,
    rotation,
  })
  return {
    sessions,
    start: (key) =>
      sessions.start({ account, passwordVersion: 1, clientId: 'first-party', jkt: key }),
    isOver: async ({ session }) => (await sessions.find(session.id))?.session.endedAt !== undefined,
  }
}

const refused = (code: string) => (error: unknown) =>
  error instanceof AuthError && error.code === code

describe('a session that is bound to a key', () => {
  for (const rotation of ['always', 'never'] as const) {
    it(`is renewed by its holder alone, with rotation ${rotation}`, async () => {
      const { sessions, start, isOver } = await open(rotation)
      const tokens = await start(jkt)
      const { refreshToken } = tokens
      await assert.rejects(sessions.renew(refreshToken), refused('proof_missing'))
      await assert.rejects(
        sessions.renew(refreshToken, { jkt: other }),
        refused('proof_key_mismatch'),
      )
      assert.equal(await isOver(tokens), false)
      const next = await sessions.renew(refreshToken, { jkt })
      assert.equal(next.session.jkt, jkt)
    })
  }

  it('is not ended by a spent refresh token that comes without the key', async () => {
    const { sessions, start, isOver } = await open()
    const tokens = await start(jkt)
    const second = await sessions.renew(tokens.refreshToken, { jkt })
    const third = await sessions.renew(second.refreshToken, { jkt })
    for (const key of [undefined, other]) {
      await assert.rejects(sessions.renew(tokens.refreshToken, { jkt: key }), AuthError)
      await assert.rejects(sessions.renew(second.refreshToken, { jkt: key }), AuthError)
    }
    assert.equal(await isOver(tokens), false)
    assert.equal((await sessions.renew(third.refreshToken, { jkt })).session.generation, 3)
  })

  it('ends where a spent one comes with it: then the key is in two hands, too', async () => {
    const { sessions, start, isOver } = await open()
    const tokens = await start(jkt)
    const second = await sessions.renew(tokens.refreshToken, { jkt })
    await sessions.renew(second.refreshToken, { jkt })
    await assert.rejects(
      sessions.renew(tokens.refreshToken, { jkt }),
      refused('refresh_token_reuse'),
    )
    assert.equal(await isOver(tokens), true)
  })

  it('can be signed out without it', async () => {
    const { sessions, start, isOver } = await open()
    const tokens = await start(jkt)
    await sessions.endByRefreshToken(tokens.refreshToken)
    assert.equal(await isOver(tokens), true)
  })

  it('has one successor, however many ask at once, of whom some have the key', async () => {
    const { sessions, start } = await open()
    const { refreshToken } = await start(jkt)
    const asked = Array.from({ length: 60 }, (_, index) =>
      sessions.renew(refreshToken, { renewalId: 'one', jkt: [jkt, other, undefined][index % 3] }),
    )
    const answers = await Promise.allSettled(asked)
    const given = answers.filter((answer) => answer.status === 'fulfilled')
    assert.equal(given.length, 20)
    assert.equal(new Set(given.map(({ value }) => value.refreshToken)).size, 1)
  })
})

describe('a session that is bound to no key', () => {
  it('stays so, whoever renews it with a proof: a thief must not take it over', async () => {
    const { sessions, start } = await open()
    const { refreshToken } = await start()
    const next = await sessions.renew(refreshToken, { jkt: other })
    assert.equal(next.session.jkt, undefined)
    assert.equal((await sessions.renew(next.refreshToken)).session.generation, 2)
  })
})
