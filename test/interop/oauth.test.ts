import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as oauth from 'openid-client'
import { needs } from '../system/tools.ts'
import { run } from './run.ts'
import { startServer, type ServerProcess } from './server-process.ts'

const password = 'a quite long passphrase 7'
const script = new URL('resource_server.py', import.meta.url).pathname

async function printed(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run('npx', ['latchkey', ...args])
  assert.equal(code, 0, stderr)
  return stdout.trim()
}

describe('OAuth clients of others', () => {
  let server: ServerProcess
  let secret: string
  let credential: string
  before(async () => {
    server = await startServer()
    const data = ['--data', server.data]
    const add = ['latchkey', 'account', 'add', '--username', 'ada', '--password-stdin']
    await run('npx', [...add, '--scope', 'orders:read', ...data], { input: password })
    secret = await printed('client', 'add', 'billing', '--scope', 'orders:read', ...data)
    credential = await printed('verifier', 'add', 'orders', ...data)
  })
  after(() => server.stop())

  /** openid-client, which finds everything by itself. */
  const discover = (clientId: string, how: oauth.ClientAuth): Promise<oauth.Configuration> =>
    oauth.discovery(new URL(server.url), clientId, {}, how, {
      algorithm: 'oauth2',
      execute: [oauth.allowInsecureRequests],
    })
  async function refreshTokenOf(): Promise<string> {
    const response = await fetch(`${server.url}/api/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'ada', password }),
    })
    return ((await response.json()) as { refreshToken: string }).refreshToken // as documented
  }
  const isActive = async (token: string): Promise<oauth.IntrospectionResponse> =>
    oauth.tokenIntrospection(await discover('orders', oauth.ClientSecretBasic(credential)), token)

  it('finds endpoints that are there, and says only what is true', async () => {
    const metadata = (await discover('billing', oauth.None())).serverMetadata()
    assert.equal(metadata.issuer, server.url)
    assert.equal(metadata.supportsPKCE(), false)
    const { jwks_uri: keys = '', token_endpoint: tokens = '' } = metadata
    assert.equal((await fetch(keys)).status, 200)
    for (const url of [tokens, metadata.revocation_endpoint, metadata.introspection_endpoint]) {
      const { status } = await fetch(String(url), { method: 'POST', body: new URLSearchParams() })
      assert.ok(status === 400 || status === 401, String(url))
    }
    assert.equal(metadata.authorization_endpoint, undefined)
    assert.deepEqual(metadata.grant_types_supported, ['refresh_token', 'client_credentials'])
  })

  for (const [method, authentication] of [
    ['client_secret_basic', oauth.ClientSecretBasic],
    ['client_secret_post', oauth.ClientSecretPost],
  ] as const) {
    it(`get a token of their own with ${method}, have it introspected, and revoke it`, async () => {
      const config = await discover('billing', authentication(secret))
      const { access_token: token, scope } = await oauth.clientCredentialsGrant(config)
      assert.equal(scope, 'orders:read')
      const { active, sub } = await isActive(token)
      assert.deepEqual([active, sub], [true, 'billing'])
      await oauth.tokenRevocation(config, token)
      assert.equal((await isActive(token)).active, false)
    })
  }

  it('renew without a secret, and revoke the refresh token', async () => {
    const config = await discover('first-party', oauth.None())
    const first = await oauth.refreshTokenGrant(config, await refreshTokenOf())
    const second = await oauth.refreshTokenGrant(config, first.refresh_token ?? '')
    assert.notEqual(second.refresh_token, first.refresh_token)
    assert.equal((await isActive(second.access_token)).active, true)
    await oauth.tokenRevocation(config, second.refresh_token ?? '')
    assert.equal((await isActive(second.access_token)).active, false)
    await assert.rejects(oauth.refreshTokenGrant(config, second.refresh_token ?? ''), {
      name: 'ResponseBodyError',
      error: 'invalid_grant',
      status: 400,
    })
  })

  it('bind a token to their key, and show with each request that they have it', async () => {
    const config = await discover('billing', oauth.ClientSecretBasic(secret))
    const keys = await oauth.randomDPoPKeyPair('ES256')
    const DPoP = oauth.getDPoPHandle(config, keys)
    const {
      access_token: token,
      token_type: type,
      ...rest
    } = await oauth.clientCredentialsGrant(config, {}, { DPoP })
    assert.equal(type, 'dpop')
    assert.equal(rest.scope, 'orders:read')
    const { cnf } = await isActive(token)
    assert.deepEqual(cnf, { jkt: await DPoP.calculateThumbprint() })
    const url = new URL(`${server.url}/verify`)
    // As a proxy asks about a request for this same address.
    const headers = new Headers({ 'x-forwarded-method': 'GET', 'x-forwarded-uri': '/verify' })
    const visit = (handle: oauth.DPoPHandle): Promise<Response> =>
      oauth.fetchProtectedResource(config, token, url, 'GET', undefined, headers, { DPoP: handle })
    assert.equal((await visit(DPoP)).status, 204)
    const others = oauth.getDPoPHandle(config, await oauth.randomDPoPKeyPair('ES256'))
    await assert.rejects(visit(others), { name: 'WWWAuthenticateChallengeError', status: 401 })
    headers.set('authorization', `Bearer ${token}`)
    assert.equal((await fetch(url, { headers })).status, 401)
  })

  it('are told what is wrong in words they know', async () => {
    const wrong = await discover('billing', oauth.ClientSecretBasic(`${secret}x`))
    await assert.rejects(oauth.clientCredentialsGrant(wrong), {
      name: 'WWWAuthenticateChallengeError',
      status: 401,
    })
    const right = await discover('billing', oauth.ClientSecretPost(secret))
    await assert.rejects(oauth.clientCredentialsGrant(right, { scope: 'admin' }), {
      error: 'invalid_scope',
    })
    await assert.rejects(oauth.refreshTokenGrant(right, await refreshTokenOf()), {
      error: 'unauthorized_client',
    })
  })

  it(
    'has a resource server in Python check tokens with PyJWT',
    needs('jwt', 'cryptography'),
    async () => {
      const config = await discover('billing', oauth.ClientSecretBasic(secret))
      const { access_token: token } = await oauth.clientCredentialsGrant(config)
      const renewed = await oauth.refreshTokenGrant(
        await discover('first-party', oauth.None()),
        await refreshTokenOf(),
      )
      const input = [token, renewed.access_token, `${token.slice(0, -8)}AAAAAAAA`].join('\n')
      const { code, stdout, stderr } = await run('/usr/bin/python3', [script, server.url], {
        input,
      })
      assert.equal(code, 0, stderr)
      assert.match(
        stdout,
        /^billing orders:read\nacc_[\w-]{22} orders:read\nrefused InvalidSignatureError\n$/,
      )
    },
  )
})
