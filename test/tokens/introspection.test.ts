import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createAccessTokens, createRevocationSet, introspect } from '../../src/tokens/index.ts'
import {
  account,
  audience,
  issuer,
  privateJwk,
  refusal,
  session,
  start,
  testClock,
} from './issuer.ts'

const clock = testClock()
const options = { issuer, audience, keys: privateJwk, clock }
const tokens = createAccessTokens(options)
const { token } = tokens.issue({ session, account })

it('says what an active token says, RFC 7662 §2.2', () => {
  const found = introspect(tokens, token)
  assert.deepEqual(found, { ...tokens.verify(token), active: true, token_type: 'Bearer' })
})

it('says of any other token only that it is not active', async () => {
  await tokens.revoke({ jti: tokens.identify(token).jti })
  for (const inactive of [token, `${token}x`, '', 'lkr_refresh']) {
    assert.deepEqual(introspect(tokens, inactive), { active: false })
  }
})

it('does not say that a token is inactive when it cannot know', () => {
  const feed = { ...createRevocationSet({ clock }), viewedAt: start - 60, revokes: () => false }
  const cut = createAccessTokens({ ...options, feed: { ...feed, revoke: async () => {} } })
  const good = cut.issue({ session, account })
  assert.throws(() => introspect(cut, good.token), refusal('revocations_stale'))
})

it('says of a token that is bound to a key to which, RFC 9449 §6.2', () => {
  const jkt = 'x'.repeat(43)
  const bound = tokens.issueToClient({ name: 'robot', scope: 'a', jkt })
  const found: object = introspect(tokens, bound.token)
  assert.deepEqual(found, {
    ...tokens.verifyWithoutProof(bound.token),
    cnf: { jkt },
    active: true,
    token_type: 'DPoP',
  })
})

it('is no answer when the check itself fails', () => {
  const failure = new TypeError('schema: later')
  const failing = {
    verifyWithoutProof: (): never => {
      throw failure
    },
  }
  assert.throws(() => introspect(failing, token), failure)
})
