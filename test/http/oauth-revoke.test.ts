import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AuthError } from '../../src/errors.ts'
import { memory } from '../../src/storage/index.ts'
import { basic, oauthErrorOf as refused } from './oauth.ts'
import { type Api, lorenzo, openApi } from './open-api.ts'

async function done(response: Response): Promise<void> {
  assert.equal(response.status, 200)
  assert.equal(await response.text(), '')
}

describe('POST /oauth/revoke', () => {
  let api: Api
  let secret: string
  let broken = false
  before(async () => {
    const store = memory()
    const failing: typeof store = {
      ...store,
      endSession: async (end) => {
        if (broken) throw new AuthError('storage_unavailable', 'the disk is full')
        return store.endSession(end)
      },
    }
    api = await openApi({}, { store: failing })
    ;({ secret } = await api.auth.clients.add('billing', {
      grants: ['client_credentials', 'refresh_token'],
    }))
  })
  after(() => api.close())

  const revoke = (token: string, more = '', as?: string): Promise<Response> =>
    api.call('POST', '/oauth/revoke', {
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(as !== undefined && basic('billing', as)),
      },
      body: `token=${token}${more}`,
    })
  const ofClient = async (): Promise<string> =>
    api.auth.issueToClient((await api.auth.clients.find('billing')) ?? assert.fail()).accessToken

  for (const hint of ['', '&token_type_hint=access_token', '&token_type_hint=nonsense']) {
    it(`ends the session of a refresh token ${hint}`, async () => {
      const { token, refreshToken } = await api.signIn()
      const { refreshToken: next } = await api.auth.renew(refreshToken)
      await done(await revoke(refreshToken, hint))
      await assert.rejects(api.auth.verify(token), { code: 'token_revoked' })
      await assert.rejects(api.auth.renew(next), { code: 'session_ended' })
      await done(await revoke(refreshToken, hint))
    })

    it(`ends the session of an access token, of an expired one too ${hint}`, async () => {
      const { token, refreshToken } = await api.signIn()
      api.wait(700)
      await done(await revoke(token, hint))
      await assert.rejects(api.auth.renew(refreshToken), { code: 'session_ended' })
    })
  }

  it("refuses a client's own token from then on, when the client asks", async () => {
    const [token, other] = [await ofClient(), await ofClient()]
    assert.equal(await refused(await revoke(token)), '401 invalid_client')
    assert.equal(await refused(await revoke(token, '', `${secret}x`)), '401 invalid_client')
    await api.auth.verify(token)
    await done(await revoke(token, '', secret))
    await assert.rejects(api.auth.verify(token), { code: 'token_revoked' })
    await api.auth.verify(other)
  })

  it('answers 200 for what is no token of ours', async () => {
    const { token } = await api.signIn()
    for (const none of ['x', `${token}x`, 'lkr_x', 'a.b.c', '%00', secret]) {
      await done(await revoke(none))
      await done(await revoke(none, '', secret))
    }
    await api.auth.verify(token)
  })

  it("answers 200 for another client's, which stays good (RFC 7009 §2.1)", async () => {
    const { token, refreshToken } = await api.signIn()
    const ours = (await api.auth.signIn(lorenzo, { clientId: 'billing' })).refreshToken
    await done(await revoke(token, '', secret))
    await done(await revoke(refreshToken, '', secret))
    await done(await revoke(refreshToken, '&client_id=somebody'))
    await done(await revoke(ours, '&client_id=first-party'))
    await api.auth.verify(token)
    await api.auth.renew(refreshToken)
    await api.auth.renew(ours, { clientId: 'billing' })
  })

  it('R09 CVE-2020-15223 is 503, and not 200, when the store has failed', async () => {
    const { token, refreshToken } = await api.signIn()
    broken = true
    for (const each of [token, refreshToken]) {
      const response = await revoke(each)
      assert.ok(Number(response.headers.get('retry-after')) > 0)
      assert.equal(await refused(response), '503 temporarily_unavailable')
    }
    broken = false
    await api.auth.verify(token)
    await done(await revoke(refreshToken))
  })

  it('wants a form with one token', async () => {
    for (const more of ['', '&token=a']) {
      assert.equal(await refused(await revoke('', more)), '400 invalid_request')
    }
  })
})
