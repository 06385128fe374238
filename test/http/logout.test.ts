import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { TokenAnswer } from '../../src/wire.ts'
import type { Api } from './open-api.ts'
import { jsonOf, openApi, refusalOf } from './open-api.ts'

const path = '/api/v1/logout'

describe('POST /api/v1/logout', () => {
  let api: Api
  before(async () => {
    api = await openApi({}, { signInLimits: 'insecure-unlimited' })
  })
  after(() => api.close())

  const isIn = async (token: string): Promise<boolean> =>
    (await api.call('GET', '/api/v1/me', { token })).status === 200
  const renews = async (refreshToken: string): Promise<boolean> =>
    (await api.call('POST', '/api/v1/renew', { body: { refreshToken } })).status === 200

  it('R17 ends the session of an access token: it and every renewal are refused at once', async () => {
    const { token, refreshToken } = await api.signIn()
    const other = await api.signIn()
    const response = await api.call('POST', path, { token })
    assert.equal(response.status, 204)
    assert.equal(await response.text(), '')
    assert.equal(await isIn(token), false)
    assert.equal(await renews(refreshToken), false)
    assert.equal(await isIn(other.token), true)
  })

  it('R17 ends the session of a refresh token, a spent one too', async () => {
    const { refreshToken } = await api.signIn()
    const body = { refreshToken }
    const next = await jsonOf<TokenAnswer>(await api.call('POST', '/api/v1/renew', { body }))
    assert.equal((await api.call('POST', path, { body })).status, 204)
    assert.equal(await isIn(next.token), false)
    assert.equal(await renews(next.refreshToken), false)
  })

  it('R17 ends every session of the account', async () => {
    const [one, two] = [await api.signIn(), await api.signIn()]
    assert.equal(
      (await api.call('POST', path, { token: one.token, body: { all: true } })).status,
      204,
    )
    assert.deepEqual([await isIn(one.token), await isIn(two.token)], [false, false])
    const [three, four] = [await api.signIn(), await api.signIn()]
    const body = { refreshToken: three.refreshToken, all: true }
    assert.equal((await api.call('POST', path, { body })).status, 204)
    assert.deepEqual([await isIn(three.token), await isIn(four.token)], [false, false])
  })

  it('R23 is idempotent', async () => {
    const { token, refreshToken } = await api.signIn()
    const calls = [{ token }, { token }, { body: { refreshToken } }, { body: { refreshToken } }]
    for (const call of calls) assert.equal((await api.call('POST', path, call)).status, 204)
  })

  it('R23 takes an expired access token', async () => {
    const { token, refreshToken } = await api.signIn()
    api.wait(3_600)
    assert.equal(await isIn(token), false)
    assert.equal((await api.call('POST', path, { token })).status, 204)
    assert.equal(await renews(refreshToken), false)
  })

  it('R23 needs some token, and a good one', async () => {
    assert.equal(await refusalOf(await api.call('POST', path)), '401 credentials_missing')
    const all = await api.call('POST', path, { body: { all: true } })
    assert.equal(await refusalOf(all), '401 credentials_missing')
    const { token } = await api.signIn()
    const forged = `${token.slice(0, -4)}AAAA`
    for (const bad of [forged, 'x', '%', 'lkr_x']) {
      assert.equal(
        await refusalOf(await api.call('POST', path, { token: bad })),
        '401 invalid_token',
      )
    }
    const refused = await api.call('POST', path, { body: { refreshToken: 'lkr_x' } })
    assert.equal(await refusalOf(refused), '401 invalid_token')
    assert.equal(await isIn(token), true)
  })

  it('H11 refuses two tokens at once', async () => {
    const { token, refreshToken } = await api.signIn()
    const response = await api.call('POST', path, { token, body: { refreshToken } })
    assert.equal(await refusalOf(response), '400 invalid_request')
  })

  it('L10 takes no other type', async () => {
    const { token } = await api.signIn()
    for (const body of [{ all: 'true' }, { all: 1 }, { refreshToken: [] }, { everything: true }]) {
      assert.equal(
        await refusalOf(await api.call('POST', path, { token, body })),
        '400 invalid_request',
      )
    }
    assert.equal(await isIn(token), true)
  })

  it('B14 clears what the browser kept of the pages', async () => {
    const { token } = await api.signIn()
    const response = await api.call('POST', path, { token })
    assert.equal(response.headers.get('clear-site-data'), '"cache"')
    assert.equal(response.headers.get('cache-control'), 'no-store')
  })
})

describe('POST /api/v1/logout with the cookie', () => {
  it('B01 B07 ends the session for our own page only, and takes the cookie away', async () => {
    const api = await openApi({ credentials: ['bearer', 'cookie'] })
    const { token } = await api.signIn()
    const cookie = `__Host-latchkey=${token}`
    const foreign = { cookie, 'sec-fetch-site': 'cross-site', origin: 'https://evil.com' }
    for (const headers of [{ cookie }, { cookie, origin: 'null' }, foreign]) {
      const response = await api.call('POST', path, { headers })
      assert.equal(await refusalOf(response), '403 cross_site_request')
    }
    const own = { cookie, 'sec-fetch-site': 'same-origin' }
    const response = await api.call('POST', path, { headers: own })
    assert.equal(response.status, 204)
    assert.equal(
      response.headers.get('set-cookie'),
      '__Host-latchkey=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax',
    )
    assert.equal((await api.call('GET', '/api/v1/me', { headers: { cookie } })).status, 401)
    await api.close()
  })
})
