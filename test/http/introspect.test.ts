import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { basic, oauthErrorOf as refusalOf } from './oauth.ts'
import { type Api, jsonOf, openApi } from './open-api.ts'

describe('POST /oauth/introspect', () => {
  let api: Api
  let credential: string
  before(async () => {
    api = await openApi()
    ;({ credential } = await api.auth.verifiers.add('orders'))
  })
  after(() => api.close())

  const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
    api.call('POST', '/oauth/introspect', {
      token: credential,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    })

  it('tells what a good access token says', async () => {
    const { token, user } = await api.signIn()
    const { active, token_type: type, sub, scope } = await jsonOf(await post(`token=${token}`))
    assert.deepEqual([active, type, sub], [true, 'Bearer', user.id])
    assert.equal(scope, 'orders:read orders:write')
    assert.equal((await jsonOf(await post(`token_type_hint=x&token=${token}&y=`)))['active'], true)
  })

  it('says no more than that of any other, and takes back what it said', async () => {
    const { token, refreshToken } = await api.signIn()
    const ended = await api.signIn()
    await api.call('POST', '/api/v1/logout', { token: ended.token })
    for (const each of [ended.token, refreshToken, `${token}x`, credential, 'x', '%00', '%ff']) {
      const response = await post(`token=${each}`)
      assert.equal(response.status, 200)
      assert.equal(await response.text(), '{"active":false}', each)
    }
    api.wait(601)
    assert.equal(await (await post(`token=${token}`)).text(), '{"active":false}', 'expired')
  })

  it('knows the latest although the process stood still', async () => {
    const { token } = await api.signIn()
    api.wait(60)
    assert.equal((await jsonOf(await post(`token=${token}`)))['active'], true)
  })

  it('wants a form with one token', async () => {
    for (const body of ['', 'token=', 'x=y', 'token=a&token=a']) {
      assert.equal(await refusalOf(await post(body)), '400 invalid_request')
    }
    const json = await post('{"token":"x"}', { 'content-type': 'application/json' })
    assert.equal(await refusalOf(json), '400 invalid_request')
    const large = await post(`token=${'x'.repeat(65_536)}`)
    assert.equal(await refusalOf(large), '413 invalid_request')
  })

  it('takes the credential in Basic too, form-encoded (RFC 6749 §2.3.1)', async () => {
    const { token } = await api.signIn()
    const encoded = credential.replaceAll('_', '%5F').replaceAll('-', '%2D')
    const response = await api.call('POST', '/oauth/introspect', {
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...basic('orders', encoded) },
      body: `token=${token}`,
    })
    assert.equal((await jsonOf(response))['active'], true)
  })

  it('answers registered verifiers only', async () => {
    const { token } = await api.signIn()
    const body = `token=${token}`
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const own = await api.call('POST', '/oauth/introspect', { token, headers, body })
    assert.equal(await refusalOf(own), '401 invalid_client')
    const nobody = await api.call('POST', '/oauth/introspect', { headers, body })
    assert.equal(await refusalOf(nobody), '401 invalid_client')
  })
})
