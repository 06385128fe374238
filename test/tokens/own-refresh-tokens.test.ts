import assert from 'node:assert/strict'
import { it } from 'node:test'
import { z } from 'zod'
import { generateKey } from '../../src/keys/index.ts'
import {
  authRequired,
  createAccessTokens,
  defineAccessToken,
  parseAuthorization,
} from '../../src/tokens/index.ts'
import { audience, issuer, refusal, testClock } from './issuer.ts'

// The exchange of long-lived for short-lived tokens, by an application that keeps its own refresh
// tokens and none of Latchkey's stores.

interface RefreshToken {
  readonly id: string
  readonly userId: number
  readonly scopes: readonly string[]
}

it('an application with refresh tokens of its own signs in, calls, renews and signs out', async () => {
  const clock = testClock()
  const refreshTokens = new Map<string, RefreshToken>()
  const shortlivedToken = defineAccessToken({
    schema: z.object({ user_id: z.number(), scopes: z.array(z.string()) }),
    fromRefreshToken: (refreshToken: RefreshToken) => ({
      sub: String(refreshToken.userId),
      sid: refreshToken.id,
      user_id: refreshToken.userId,
      scopes: [...refreshToken.scopes],
    }),
  })
  const keys = generateKey('HS256').privateKey
  const tokens = createAccessTokens({ definition: shortlivedToken, issuer, audience, keys, clock })
  const renew = (id: string): string => {
    const refreshToken = refreshTokens.get(id)
    assert.ok(refreshToken)
    return tokens.issue(refreshToken).token
  }
  const call = (authorization?: string): number => {
    const claims = authRequired(parseAuthorization(authorization, tokens))
    assert.deepEqual(claims.scopes, ['360noscope'])
    return claims.user_id
  }

  refreshTokens.set('r1', { id: 'r1', userId: 7, scopes: ['360noscope'] })
  const first = renew('r1')
  assert.equal(call(`Bearer ${first}`), 7)
  const { sub, client_id, scope, sid } = tokens.verify(first)
  assert.deepEqual([sub, client_id, scope, sid], ['7', 'first-party', '', 'r1'])
  assert.throws(() => call(), refusal('credentials_missing'))
  assert.throws(() => call('Basic eDp5'), refusal('credentials_missing'))
  assert.throws(() => call(`Bearer ${first}x`), refusal('signature_invalid'))

  clock.now += 600
  assert.throws(() => call(`Bearer ${first}`), refusal('token_expired'))
  const second = renew('r1')
  assert.equal(call(`Bearer ${second}`), 7)

  refreshTokens.delete('r1')
  await tokens.revoke({ sid: 'r1' })
  assert.throws(() => call(`Bearer ${second}`), refusal('token_revoked'))
})

it('claims that say who the token is for are checked like the others', () => {
  const keys = generateKey('ES256').privateKey
  const issue = (claims: object): string => {
    const definition = defineAccessToken({
      schema: z.looseObject({}),
      fromRefreshToken: () => claims as { sub: string },
    })
    return createAccessTokens({ definition, issuer, audience, keys }).issue({}).token
  }
  assert.ok(issue({ sub: 'a', client_id: 'app', scope: 'a b', roles: ['r'], auth_time: 5 }))
  for (const claims of [
    {},
    { sub: '' },
    { sub: 7 },
    { sub: 'a', sid: '' },
    { sub: 'a', client_id: 5 },
    { sub: 'a', scope: ['a'] },
    { sub: 'a', scope: 'a\tb' },
    { sub: 'a', roles: 'r' },
    { sub: 'a', auth_time: Number.NaN },
    { sub: 'a', exp: 1 },
    { sub: 'a', iss: 'https://mallory.example' },
    { sub: 'a', jti: 'mine' },
    { sub: 'a', big: 1n },
  ]) {
    assert.throws(() => issue(claims), TypeError)
  }
})
