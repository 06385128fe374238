import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { tokenAnswer } from '../../src/http/schemas.ts'
import type { TokenAnswer } from '../../src/wire.ts'
import type { Api } from './open-api.ts'
import { jsonOf, openApi, password, refusalOf } from './open-api.ts'

const path = '/api/v1/renew'

describe('POST /api/v1/renew', () => {
  let api: Api
  before(async () => {
    api = await openApi({}, { signInLimits: 'insecure-unlimited' })
  })
  after(() => api.close())

  const renew = (refreshToken: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    api.call('POST', path, { headers, body: { refreshToken } })

  it('answers the next tokens, and nothing else', async () => {
    const first = await api.signIn()
    const response = await renew(first.refreshToken)
    assert.equal(response.headers.get('cache-control'), 'no-store')
    const answer = tokenAnswer.parse(await response.json())
    assert.deepEqual(Object.keys(answer), ['token', 'refreshToken', 'tokenType', 'expiresIn'])
    assert.notEqual(answer.refreshToken, first.refreshToken)
    assert.notEqual(answer.token, first.token)
    assert.equal((await api.auth.verify(answer.token)).sub, first.user.id)
  })

  it('gives the same request the same successor, hours later too', async () => {
    const { refreshToken } = await api.signIn()
    const key = { 'idempotency-key': 'a'.repeat(64) }
    const first = await jsonOf<TokenAnswer>(await renew(refreshToken, key))
    api.wait(7_200)
    const again = await jsonOf<TokenAnswer>(await renew(refreshToken, key))
    assert.equal(again.refreshToken, first.refreshToken)
  })

  it('answers a late duplicate with 409 and ends nothing', async () => {
    const { refreshToken } = await api.signIn()
    const key = { 'idempotency-key': 'first' }
    const second = await jsonOf<TokenAnswer>(await renew(refreshToken, key))
    const third = await jsonOf<TokenAnswer>(await renew(second.refreshToken))
    assert.equal(await refusalOf(await renew(refreshToken, key)), '409 stale_renewal')
    assert.equal((await renew(third.refreshToken)).status, 200)
  })

  it('J66 R01 R14 has the same bytes for every refusal', async () => {
    const spent = await api.signIn()
    const second = await jsonOf<TokenAnswer>(await renew(spent.refreshToken))
    await renew(second.refreshToken)
    const ended = await api.signIn()
    await api.call('POST', '/api/v1/logout', { token: ended.token })
    const { id } = await api.auth.accounts.register({ username: 'renewing', password })
    const disabled = await api.signIn({ username: 'renewing', password })
    await api.auth.accounts.disable(id)
    const forged = ended.refreshToken.replace(/.{9}$/, 'AAAAAAAAA')
    const presented = [
      spent.refreshToken,
      ended.refreshToken,
      disabled.refreshToken,
      forged,
      '',
      'x',
    ]
    const answers = []
    for (const refreshToken of [...presented, ended.token, 'lkr_', '\u0000']) {
      const body = { refreshToken }
      const response = await api.call('POST', path, { body, requestId: 'same' })
      const { status, headers } = response
      answers.push({ status, headers: [...headers], body: await response.text() })
    }
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.equal(answers[0]?.status, 401)
    assert.match(answers[0]?.body ?? '', /"code":"invalid_grant"/)
    // The spent token was in two hands: its session is over, and the operator is told why.
    assert.equal(api.events.findLast(({ code }) => code === 'refresh_token_reuse')?.status, 401)
  })

  for (const [id, key] of [
    ['65 characters', 'a'.repeat(65)],
    ['a space', 'a b'],
    ['beyond ASCII', 'é'],
    ['empty', ''],
  ] as const) {
    it(`refuses an Idempotency-Key: ${id}`, async () => {
      const { refreshToken } = await api.signIn()
      const response = await renew(refreshToken, { 'idempotency-key': key })
      assert.equal(await refusalOf(response), '400 invalid_request')
      assert.equal((await renew(refreshToken)).status, 200, 'and the token is not spent')
    })
  }

  it('R12 takes no other member, and no other type (GHSA-pw9m-5jxm-xr6h)', async () => {
    const { refreshToken } = await api.signIn()
    for (const body of [
      { refreshToken, scope: 'admin' },
      { refreshToken: [refreshToken] },
      { refreshToken: 1 },
      { refreshToken: null },
      {},
    ]) {
      assert.equal(await refusalOf(await api.call('POST', path, { body })), '400 invalid_request')
    }
    assert.equal((await renew(refreshToken)).status, 200)
  })

  it('reads no Authorization: Basic never renews', async () => {
    const { refreshToken } = await api.signIn()
    const headers = { authorization: `Basic ${btoa(`lorenzo:${password}`)}` }
    assert.equal((await renew('x', headers)).status, 401)
    assert.equal((await renew(refreshToken, headers)).status, 200)
  })
})

describe('POST /api/v1/renew without rotation', () => {
  it('R27 answers the refresh token that was sent', async () => {
    const api = await openApi({}, { rotation: 'never' })
    const { refreshToken } = await api.signIn()
    const body = { refreshToken }
    const answer = await jsonOf<TokenAnswer>(await api.call('POST', path, { body }))
    assert.equal(answer.refreshToken, refreshToken)
    await api.close()
  })
})
