import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import type { RegisteredClient } from '../../src/clients/index.ts'
import { defineAccessToken } from '../../src/tokens/index.ts'
import { basic, form, oauthErrorOf as errorOf } from './oauth.ts'
import { type Api, issuer, jsonOf, lorenzo, openApi, refusalOf } from './open-api.ts'

const encoded = (text: string): string => Buffer.from(text).toString('hex').replace(/../g, '%$&')

describe('POST /oauth/token', () => {
  let api: Api
  let secret: string
  let renewing: string
  before(async () => {
    api = await openApi()
    const scopes = ['orders:read', 'orders:write']
    ;({ secret } = await api.auth.clients.add('billing', { scopes }))
    ;({ secret: renewing } = await api.auth.clients.add('shop', { grants: ['refresh_token'] }))
  })
  after(() => api.close())

  const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
    api.call('POST', '/oauth/token', {
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    })
  const own = (more = '', as = basic('billing', secret)): Promise<Response> =>
    post(`grant_type=client_credentials${more}`, as)
  const renew = (token: string, more = '', as = {}): Promise<Response> =>
    post(`grant_type=refresh_token&refresh_token=${token}${more}`, as)
  const issuedTo = async (clientId: string): Promise<string> =>
    (await api.auth.signIn(lorenzo, { clientId })).refreshToken

  describe('client_credentials', () => {
    it('gives a client a token of its own, RFC 9068 §2.2', async () => {
      const response = await own()
      assert.equal(response.headers.get('cache-control'), 'no-store')
      assert.equal(response.headers.get('pragma'), 'no-cache')
      const { access_token: token, ...rest } = await jsonOf(response)
      const { expires_in: expiresIn, ...said } = rest
      assert.deepEqual(said, { token_type: 'Bearer', scope: 'orders:read orders:write' })
      assert.ok(Number(expiresIn) > 560 && Number(expiresIn) <= 600)
      const { jti, exp: _, iat: __, ...claims } = await api.auth.verify(String(token))
      assert.ok(jti)
      assert.deepEqual(claims, {
        iss: issuer,
        aud: 'api',
        sub: 'billing',
        client_id: 'billing',
        scope: 'orders:read orders:write',
      })
    })

    it('gives less when it is asked for less, and never more', async () => {
      const { scope } = await jsonOf(await own('&scope=orders:read'))
      assert.equal(scope, 'orders:read')
      for (const more of ['admin', 'orders:read admin', 'orders:read  x', 'a"b', ' ']) {
        const refused = await own(`&scope=${encodeURIComponent(more)}`)
        assert.equal(await errorOf(refused), '400 invalid_scope', more)
      }
    })

    it('takes the secret in the form too, and form-encoded in Basic (RFC 6749 §2.3.1)', async () => {
      const posted = `&client_id=billing&client_secret=${secret}`
      assert.equal((await own(posted, {})).status, 200)
      assert.equal((await own('', basic(encoded('billing'), encoded(secret)))).status, 200)
      assert.equal((await own('&client_id=billing')).status, 200)
      assert.equal((await own('&unknown=1&client_secret=')).status, 200)
    })

    it('refuses whoever is not the client', async () => {
      for (const headers of [
        {},
        basic('billing', `${secret}x`),
        basic('billing', ''),
        basic('nobody', secret),
        basic('shop', secret),
        basic('billing', '%'),
        basic('billing', '%ff'),
        { authorization: 'Basic !' },
        { authorization: `Bearer ${secret}` },
      ]) {
        assert.equal(await errorOf(await own('', headers)), '401 invalid_client')
      }
      const posted = await own('&client_id=billing&client_secret=x', {})
      assert.equal(await errorOf(posted), '401 invalid_client')
      assert.match(posted.headers.get('www-authenticate') ?? '', /^Basic /)
      assert.equal(await errorOf(await own('&client_id=billing', {})), '401 invalid_client')
    })

    it('refuses two ways at once, and Authorization twice', async () => {
      for (const more of [`&client_secret=${secret}`, '&client_id=shop']) {
        assert.equal(await errorOf(await own(more)), '400 invalid_request')
      }
      const { authorization = '' } = basic('billing', secret)
      const twice = await own('', { authorization: `${authorization}, ${authorization}` })
      assert.equal(await errorOf(twice), '400 invalid_request')
    })

    it('refuses a client that was not registered for it', async () => {
      assert.equal(await errorOf(await own('', basic('shop', renewing))), '400 unauthorized_client')
    })

    it('refuses every client where the claims of the application need an account', async () => {
      const schema = z.object({ tenant: z.string() })
      const accessToken = defineAccessToken({ schema, fromSession: () => ({ tenant: 'a' }) })
      const tenants = await openApi({}, { accessToken })
      const added = await tenants.auth.clients.add('billing')
      const refused = await tenants.call('POST', '/oauth/token', {
        headers: { ...form, ...basic('billing', added.secret) },
        body: 'grant_type=client_credentials',
      })
      assert.equal(await errorOf(refused), '400 unauthorized_client')
      await tenants.close()
    })

    it('A04 refuses secret and tokens of a removed client at once', async () => {
      const gone = await api.auth.clients.add('gone')
      const { access_token: token } = await jsonOf(await own('', basic('gone', gone.secret)))
      assert.equal(await api.auth.clients.remove('gone'), true)
      await assert.rejects(api.auth.verify(String(token)), { code: 'token_revoked' })
      assert.equal(await errorOf(await own('', basic('gone', gone.secret))), '401 invalid_client')
    })

    it('A11 a token issued while its client is removed does not outlive that', async () => {
      const racing = await api.auth.clients.add('racing')
      const network = '192.0.2.0/24'
      const credentials = { name: 'racing', secret: racing.secret }
      const proven: RegisteredClient = await api.auth.clients.authenticate(credentials, { network })
      await api.auth.clients.remove('racing')
      api.wait(1)
      const { accessToken } = api.auth.issueToClient(proven)
      await assert.rejects(api.auth.verify(accessToken), { code: 'token_revoked' })
    })

    it('RFC 9700 §4.15 is nobody where an account is asked for', async () => {
      const { access_token: token } = await jsonOf(await own())
      for (const [method, path] of [
        ['GET', '/api/v1/me'],
        ['GET', '/api/v1/sessions'],
      ] as const) {
        const response = await api.call(method, path, { token: String(token) })
        assert.equal(await refusalOf(response), '401 invalid_token')
      }
    })

    it('is signed out like any other token, everywhere too', async () => {
      const next = async (): Promise<string> => String((await jsonOf(await own()))['access_token'])
      const [first, second, third] = [await next(), await next(), await next()]
      await api.call('POST', '/api/v1/logout', { token: first })
      await assert.rejects(api.auth.verify(first), { code: 'token_revoked' })
      await api.auth.verify(second)
      await api.call('POST', '/api/v1/logout', { token: second, body: { all: true } })
      await assert.rejects(api.auth.verify(third), { code: 'token_revoked' })
      api.wait(1)
      assert.equal((await own()).status, 200)
    })
  })

  describe('refresh_token', () => {
    it('trades a refresh token for the next one, and repeats itself', async () => {
      const { refreshToken } = await api.signIn()
      const key = { 'idempotency-key': 'once' }
      const first = await jsonOf(await renew(refreshToken, '', key))
      const { access_token: token, refresh_token: next, token_type: type } = first
      assert.deepEqual(Object.keys(first).toSorted(), [
        'access_token',
        'expires_in',
        'refresh_token',
        'token_type',
      ])
      assert.equal(type, 'Bearer')
      await api.auth.verify(String(token))
      api.wait(3_600)
      const again = await jsonOf(await renew(refreshToken, '', key))
      assert.equal(again['refresh_token'], next)
      assert.equal((await renew(String(next), '&client_id=first-party')).status, 200)
    })

    it('R03 ends the session when a spent one comes back', async () => {
      const { refreshToken } = await api.signIn()
      const { refresh_token: next } = await jsonOf(await renew(refreshToken))
      api.wait(3_600)
      assert.equal(await errorOf(await renew(refreshToken)), '400 invalid_grant')
      assert.equal(await errorOf(await renew(String(next))), '400 invalid_grant')
    })

    it('gives less scope when it is asked for less; with more, no token and nothing is spent', async () => {
      const { refreshToken } = await api.signIn()
      const more = await renew(refreshToken, '&scope=orders:read+admin')
      assert.equal(await errorOf(more), '400 invalid_scope')
      const less = await jsonOf(await renew(refreshToken, '&scope=orders:read'))
      assert.equal(less['scope'], 'orders:read')
      const { scope } = await api.auth.verify(String(less['access_token']))
      assert.equal(scope, 'orders:read')
      const all = await jsonOf(await renew(String(less['refresh_token'])))
      const { scope: whole } = await api.auth.verify(String(all['access_token']))
      assert.equal(whole, 'orders:read orders:write')
    })

    it("refuses another client's, and nothing is spent by it", async () => {
      const { refreshToken } = await api.signIn()
      for (const [more, headers] of [
        ['&client_id=somebody', {}],
        ['', basic('shop', renewing)],
      ] as const) {
        assert.equal(await errorOf(await renew(refreshToken, more, headers)), '400 invalid_grant')
      }
      assert.equal((await renew(refreshToken)).status, 200)
    })

    it("RFC 6749 §6 wants the secret for a registered client's", async () => {
      const refreshToken = await issuedTo('shop')
      const unproven = await renew(refreshToken, '&client_id=shop')
      assert.equal(await errorOf(unproven), '401 invalid_client')
      const answer = await renew(refreshToken, '', basic('shop', renewing))
      assert.equal(answer.status, 200)
      const { access_token: token } = await jsonOf(answer)
      assert.equal((await api.auth.verify(String(token))).client_id, 'shop')
    })

    for (const path of ['/oauth/token', '/api/v1/renew']) {
      it(`ends the session of a client whose refresh token comes to ${path} without the client`, async () => {
        const refreshToken = await issuedTo('shop')
        const stolen =
          path === '/oauth/token'
            ? await renew(refreshToken)
            : await api.call('POST', path, { body: { refreshToken } })
        assert.ok(stolen.status >= 400)
        assert.equal((await stolen.text()).includes('lkr_'), false)
        const owner = await renew(refreshToken, '', basic('shop', renewing))
        assert.equal(await errorOf(owner), '400 invalid_grant')
      })
    }

    it('refuses a client that was not registered for it', async () => {
      const refreshToken = await issuedTo('billing')
      const refused = await renew(refreshToken, '', basic('billing', secret))
      assert.equal(await errorOf(refused), '400 unauthorized_client')
    })

    it('L19 refuses a disabled account', async () => {
      const account = await api.auth.accounts.register({
        username: 'eve',
        password: lorenzo.password,
      })
      const { refreshToken } = await api.signIn({ ...lorenzo, username: 'eve' })
      await api.auth.accounts.disable(account.id)
      assert.equal(await errorOf(await renew(refreshToken)), '400 invalid_grant')
    })
  })

  it('has no other grant', async () => {
    for (const grant of [
      'password',
      'authorization_code',
      'implicit',
      'REFRESH_TOKEN',
      '__proto__',
    ]) {
      const response = await post(
        `grant_type=${grant}&username=lorenzo&password=${lorenzo.password}`,
      )
      assert.equal(await errorOf(response), '400 unsupported_grant_type', grant)
    }
  })

  it('wants a form with everything once', async () => {
    const twice = 'grant_type=client_credentials&grant_type=client_credentials'
    for (const body of ['', 'grant_type=', twice, 'grant_type=refresh_token', '%ff=%ff']) {
      assert.equal(await errorOf(await post(body)), '400 invalid_request', body)
    }
    const json = await post('{}', { 'content-type': 'application/json' })
    assert.equal(await errorOf(json), '400 invalid_request')
    const large = await post(`grant_type=${'x'.repeat(65_536)}`)
    assert.equal(await errorOf(large), '413 invalid_request')
    const garbage = await renew('lkr_nonsense')
    assert.equal(await errorOf(garbage), '400 invalid_grant')
    const get = await api.call('GET', '/oauth/token')
    assert.equal(get.status, 405)
  })

  it('A07 counts wrong secrets per network, and never keeps a right one waiting', async () => {
    const fresh = await openApi()
    const { secret: right } = await fresh.auth.clients.add('billing')
    const ask = (password: string): Promise<Response> =>
      fresh.call('POST', '/oauth/token', {
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          ...basic('billing', password),
        },
        body: 'grant_type=client_credentials',
      })
    for (let i = 0; i < 100; i += 1) assert.equal((await ask('wrong')).status, 401)
    const refused = await ask('wrong')
    assert.ok(Number(refused.headers.get('retry-after')) > 0)
    assert.equal(await errorOf(refused), '429 temporarily_unavailable')
    assert.equal((await ask(right)).status, 200)
    await fresh.close()
  })

  it('A01 keeps no secret', async () => {
    const stored = JSON.stringify(await api.auth.clients.list())
    assert.doesNotMatch(stored, /lkc_|hash/i)
  })
})
