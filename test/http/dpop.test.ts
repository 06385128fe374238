// Proofs of possession over HTTP, RFC 9449.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { LoginAnswer, OAuthTokenAnswer, TokenAnswer } from '../../src/wire.ts'
import { createDevice, hashOf } from '../tokens/device.ts'
import { hostileProofs } from '../tokens/hostile-proofs.ts'
import type { Api } from './open-api.ts'
import { basic, form, oauthErrorOf } from './oauth.ts'
import { issuer, jsonOf, lorenzo, openApi, refusalOf } from './open-api.ts'

const start = 1_795_000_000
const owner = createDevice()
const thief = createDevice()

describe('proofs of possession', () => {
  let api: Api
  let iat = start
  before(async () => {
    api = await openApi(
      { credentials: ['bearer', 'cookie'] },
      { signInLimits: 'insecure-unlimited' },
    )
  })
  after(() => api.close())

  const post = (path: string, claims: object = {}, device = owner): Record<string, string> => ({
    dpop: device.prove({ htm: 'POST', htu: `${issuer}${path}`, iat, ...claims }),
  })
  const signIn = async (): Promise<LoginAnswer> => {
    const headers = post('/api/v1/login')
    return jsonOf(await api.call('POST', '/api/v1/login', { headers, body: lorenzo }))
  }
  const get = (path: string, token: string, device = owner): Record<string, string> => ({
    authorization: `DPoP ${token}`,
    dpop: device.prove({ htm: 'GET', htu: `${issuer}${path}`, iat, ath: hashOf(token) }),
  })
  const renew = (refreshToken: string, headers: Record<string, string> = {}): Promise<Response> =>
    api.call('POST', '/api/v1/renew', { headers, body: { refreshToken } })
  const renewal = (refreshToken: string, device = owner): Record<string, string> =>
    post('/api/v1/renew', { ath: hashOf(refreshToken) }, device)
  const me = (headers: Record<string, string>): Promise<Response> =>
    api.call('GET', '/api/v1/me', { headers })

  it('bind a session when it begins, and its access tokens', async () => {
    const answer = await signIn()
    assert.equal(answer.tokenType, 'DPoP')
    const { cnf } = api.auth.tokens.verifyWithoutProof(answer.token)
    assert.deepEqual(cnf, { jkt: owner.jkt })
    assert.equal((await me(get('/api/v1/me', answer.token))).status, 200)
    assert.equal((await api.signIn()).tokenType, 'Bearer', 'without one all is as before')
  })

  it('make a copied access token good for nothing', async () => {
    const { token } = await signIn()
    const bearer = await me({ authorization: `Bearer ${token}` })
    assert.match(
      bearer.headers.get('www-authenticate') ?? '',
      /^DPoP realm="latchkey", error="invalid_token", algs="ES256 /,
    )
    assert.equal(await refusalOf(bearer), '401 invalid_token')
    const another = await me(get('/api/v1/me', token, thief))
    assert.match(another.headers.get('www-authenticate') ?? '', /^DPoP /)
    assert.equal(await refusalOf(another), '401 invalid_token')
    const cookie = `__Host-latchkey=${token}`
    assert.equal(await refusalOf(await me({ cookie })), '401 invalid_token', 'in a cookie, too')
    assert.equal(await refusalOf(await me({ authorization: `DPoP ${token}` })), '401 invalid_token')
  })

  for (const [name, { proof, code }] of Object.entries(hostileProofs)) {
    it(`are refused where one is ${name}: ${code}`, async () => {
      const { token } = await signIn()
      const htu = `${issuer}/api/v1/me`
      const good = { htm: 'GET', htu, iat, ath: hashOf(token) }
      const dpop = proof(owner, good, { htm: 'GET', htu, iat, token })
      const response = await me({ authorization: `DPoP ${token}`, dpop })
      assert.match(response.headers.get('www-authenticate') ?? '', /^DPoP .*algs="/)
      const face = /missing|key/.test(code) ? 'invalid_token' : 'invalid_dpop_proof'
      assert.equal(await refusalOf(response), `401 ${face}`)
      assert.equal(api.events.at(-1)?.code, code, 'the operator is told why')
    })
  }

  it('are refused the second time', async () => {
    const { token } = await signIn()
    const headers = get('/api/v1/me', token)
    assert.equal((await me(headers)).status, 200)
    assert.equal(await refusalOf(await me(headers)), '401 invalid_dpop_proof')
    assert.equal(api.events.at(-1)?.code, 'proof_replayed')
  })

  it('are asked for beside one token alone', async () => {
    const { token } = await signIn()
    const headers = get('/api/v1/me', token)
    const cookie = `__Host-latchkey=${token}`
    assert.equal(await refusalOf(await me({ ...headers, cookie })), '400 invalid_request')
    for (const authorization of [`DPoP ${token}, Bearer ${token}`, 'DPoP', `DPoP ${token} x`]) {
      assert.equal(await refusalOf(await me({ ...headers, authorization })), '400 invalid_request')
    }
    const bearer = (await api.signIn()).token
    const unbound = get('/api/v1/me', bearer)
    assert.equal(
      await refusalOf(await me(unbound)),
      '401 invalid_token',
      'of a bound token, that is',
    )
  })

  it('refuse a sign-in before the password is looked at', async () => {
    const body = { ...lorenzo, password: 'wrong' }
    const headers = post('/api/v1/login', { htm: 'GET' })
    const response = await api.call('POST', '/api/v1/login', { headers, body })
    assert.match(
      response.headers.get('www-authenticate') ?? '',
      /^DPoP .*error="invalid_dpop_proof"/,
    )
    assert.equal(await refusalOf(response), '401 invalid_dpop_proof')
  })

  it('make a copied refresh token good for nothing, and it ends nothing', async () => {
    const first = await signIn()
    const { refreshToken } = first
    assert.equal(await refusalOf(await renew(refreshToken)), '401 invalid_grant')
    assert.equal(
      await refusalOf(await renew(refreshToken, renewal(refreshToken, thief))),
      '401 invalid_grant',
    )
    const second = await jsonOf<TokenAnswer>(await renew(refreshToken, renewal(refreshToken)))
    assert.equal(second.tokenType, 'DPoP')
    const third = await jsonOf<TokenAnswer>(
      await renew(second.refreshToken, renewal(second.refreshToken)),
    )
    // Spent long ago, it is a copy; without the key it is nobody's.
    assert.equal(await refusalOf(await renew(refreshToken)), '401 invalid_grant')
    assert.equal((await renew(third.refreshToken, renewal(third.refreshToken))).status, 200)
  })

  it('cannot be made in advance for refresh tokens that are yet to come', async () => {
    const { refreshToken } = await signIn()
    const made = post('/api/v1/renew')
    assert.equal(await refusalOf(await renew(refreshToken, made)), '401 invalid_dpop_proof')
    assert.equal((await renew(refreshToken, renewal(refreshToken))).status, 200)
  })

  it('have a proof of their own for every attempt, and one successor', async () => {
    const { refreshToken } = await signIn()
    const attempts = Array.from({ length: 20 }, () =>
      renew(refreshToken, { ...renewal(refreshToken), 'idempotency-key': 'one' }),
    )
    const answers = await Promise.all(
      attempts.map(async (response) => jsonOf<TokenAnswer>(await response)),
    )
    assert.equal(new Set(answers.map((answer) => answer.refreshToken)).size, 1)
    assert.ok(answers.every(({ tokenType }) => tokenType === 'DPoP'))
  })

  it('leave a session that is bound to no key as it is', async () => {
    const { refreshToken } = await api.signIn()
    const answer = await jsonOf<TokenAnswer>(await renew(refreshToken, renewal(refreshToken)))
    assert.equal(answer.tokenType, 'Bearer')
  })

  it('are not needed to sign out', async () => {
    const [one, other] = [await signIn(), await signIn()]
    const headers = { authorization: `DPoP ${one.token}` }
    assert.equal((await api.call('POST', '/api/v1/logout', { headers })).status, 204)
    const body = { all: true }
    const everywhere = { authorization: `DPoP ${other.token}` }
    assert.equal(
      (await api.call('POST', '/api/v1/logout', { headers: everywhere, body })).status,
      204,
    )
    for (const { token } of [one, other]) {
      assert.equal(await refusalOf(await me(get('/api/v1/me', token))), '401 invalid_token')
    }
  })

  it('are for the request that a proxy asks about', async () => {
    const { token } = await signIn()
    const ask = (path: string, method: string): Promise<Response> =>
      api.call('GET', '/verify', {
        headers: {
          ...get('/orders/7', token),
          'x-forwarded-method': method,
          'x-forwarded-uri': path,
        },
      })
    assert.equal((await ask('/orders/7?full=1', 'GET')).status, 204)
    assert.equal(await refusalOf(await ask('/orders/8', 'GET')), '401 invalid_dpop_proof')
    assert.equal(await refusalOf(await ask('/orders/7', 'DELETE')), '401 invalid_dpop_proof')
    const copied = { authorization: `Bearer ${token}`, 'x-forwarded-uri': '/orders/7' }
    assert.equal(
      await refusalOf(await api.call('GET', '/verify', { headers: copied })),
      '401 invalid_token',
    )
  })

  it('are left to whoever introspects a token (RFC 9449 §6.2)', async () => {
    const { token } = await signIn()
    const { credential } = await api.auth.verifiers.add('orders')
    const headers = { ...form, authorization: `Bearer ${credential}` }
    const body = new URLSearchParams({ token }).toString()
    const answer = await jsonOf(await api.call('POST', '/oauth/introspect', { headers, body }))
    assert.deepEqual(
      [answer['active'], answer['token_type'], answer['cnf']],
      [true, 'DPoP', { jkt: owner.jkt }],
    )
  })

  it('bind what an OAuth client is given, and are refused as RFC 6749 §5.2 has it', async () => {
    const { secret } = await api.auth.clients.add('robot', {
      grants: ['client_credentials'],
      scopes: ['orders:read'],
    })
    const body = new URLSearchParams({ grant_type: 'client_credentials' }).toString()
    const ask = (headers: Record<string, string>): Promise<Response> =>
      api.call('POST', '/oauth/token', {
        headers: { ...form, ...basic('robot', secret), ...headers },
        body,
      })
    const answer = await jsonOf<OAuthTokenAnswer>(await ask(post('/oauth/token')))
    assert.equal(answer.token_type, 'DPoP')
    assert.deepEqual(api.auth.tokens.verifyWithoutProof(answer.access_token).cnf, {
      jkt: owner.jkt,
    })
    assert.equal(
      await oauthErrorOf(await ask(post('/oauth/token', { htm: 'GET' }))),
      '400 invalid_dpop_proof',
    )
    const plain = await jsonOf<OAuthTokenAnswer>(await ask({}))
    assert.equal(plain.token_type, 'Bearer')
  })

  it('renew at the OAuth endpoint as RFC 9449 §5 has it', async () => {
    const { refreshToken } = await signIn()
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: 'first-party',
    }).toString()
    const ask = (headers: Record<string, string>): Promise<Response> =>
      api.call('POST', '/oauth/token', { headers: { ...form, ...headers }, body })
    assert.equal(await oauthErrorOf(await ask({})), '400 invalid_grant')
    const answer = await jsonOf<OAuthTokenAnswer>(await ask(post('/oauth/token')))
    assert.equal(answer.token_type, 'DPoP')
  })

  it('are announced with their algorithms, of which none is symmetric', async () => {
    const metadata = await jsonOf(await api.call('GET', '/.well-known/oauth-authorization-server'))
    const algorithms = metadata['dpop_signing_alg_values_supported']
    assert.ok(Array.isArray(algorithms) && algorithms.includes('ES256'))
    assert.ok(!algorithms.some((name) => /^HS|none/.test(String(name))))
  })

  it('are of the moment, by the clock of the server', async () => {
    const { token } = await signIn()
    api.wait(61)
    assert.equal(await refusalOf(await me(get('/api/v1/me', token))), '401 invalid_dpop_proof')
    assert.equal(api.events.at(-1)?.code, 'proof_expired')
    iat += 61
    assert.equal((await me(get('/api/v1/me', token))).status, 200)
  })
})

describe('the origin that proofs name', () => {
  it('is configured, and no matter of Host', async () => {
    const api = await openApi(
      {},
      { issuer: 'https://api.example.com/auth', proofOrigins: ['https://www.example.com'] },
    )
    const signIn = (htu: string): Promise<Response> => {
      const dpop = owner.prove({ htm: 'POST', htu, iat: start })
      return api.call('POST', '/api/v1/login', {
        headers: { dpop, host: 'evil.example' },
        body: lorenzo,
      })
    }
    assert.equal((await signIn('https://www.example.com/auth/api/v1/login')).status, 200)
    for (const htu of [
      'https://api.example.com/auth/api/v1/login',
      'https://evil.example/auth/api/v1/login',
      'https://www.example.com/api/v1/login',
    ]) {
      assert.equal(await refusalOf(await signIn(htu)), '401 invalid_dpop_proof')
    }
    await api.close()
  })
})
