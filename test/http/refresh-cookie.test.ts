import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { CookieLoginAnswer, CookieTokenAnswer } from '../../src/wire.ts'
import type { Api } from './open-api.ts'
import { jsonOf, lorenzo, openApi, refusalOf } from './open-api.ts'

const own = { 'sec-fetch-site': 'same-origin' }
const [login, renew, logout] = ['/api/v1/login', '/api/v1/renew', '/api/v1/logout']

/** Name and value of the cookies that an answer sets, without those it takes away. */
const cookiesOf = (response: Response): string[] =>
  response.headers
    .getSetCookie()
    .filter((cookie) => !cookie.includes('Max-Age=0'))
    .map((cookie) => cookie.split(';', 1).join())

describe('a refresh token in a cookie', () => {
  let api: Api
  before(async () => {
    api = await openApi(
      { cors: { origins: ['https://app.example.com'], credentials: true } },
      { signInLimits: 'insecure-unlimited' },
    )
  })
  after(() => api.close())

  const post = (path: string, headers: Record<string, string>, body: object): Promise<Response> =>
    api.call('POST', path, { headers, body })
  const signIn = async (headers: Record<string, string> = {}) => {
    const response = await post(login, { ...own, ...headers }, { ...lorenzo, cookie: true })
    const { token } = await jsonOf<CookieLoginAnswer>(response)
    return { token, response, cookie: cookiesOf(response).join('; ') }
  }
  const renewed = (cookie: string, headers: Record<string, string> = own): Promise<Response> =>
    post(renew, { cookie, ...headers }, { cookie: true })
  const isIn = async (token: string): Promise<boolean> =>
    (await api.call('GET', '/api/v1/me', { token })).status === 200

  it('B07 B08 is in no answer, and in a cookie that no script and no other site gets', async () => {
    const { response, cookie } = await signIn()
    const [set = ''] = response.headers.getSetCookie()
    assert.match(
      set,
      /^__Host-latchkey-refresh-[\w-]{6}=\d+\.lkr_\w+; Path=\/; Max-Age=2592000; Secure; HttpOnly; SameSite=Strict$/,
    )
    const answer = await jsonOf<CookieTokenAnswer>(await renewed(cookie))
    assert.deepEqual(Object.keys(answer), ['token', 'tokenType', 'expiresIn'])
    assert.ok(await isIn(answer.token))
  })

  it('rotates, once a minute', async () => {
    const { cookie } = await signIn()
    const [first, second] = [await renewed(cookie), await renewed(cookie)]
    assert.deepEqual(cookiesOf(first), [cookie])
    assert.deepEqual(cookiesOf(second), [cookie])
    api.wait(61)
    const [next = ''] = cookiesOf(await renewed(cookie))
    assert.notEqual(next, cookie)
    assert.deepEqual(cookiesOf(await renewed(next)), [next])
  })

  it('gives the same request the same successor, hours later too', async () => {
    const { cookie } = await signIn()
    api.wait(61)
    const lost = cookiesOf(await renewed(cookie))
    api.wait(7_200)
    assert.deepEqual(cookiesOf(await renewed(cookie)), lost)
  })

  it('R02 does not make its own renewal of a token that was stolen from elsewhere', async () => {
    const { refreshToken } = await api.signIn()
    const thief = `__Host-latchkey-refresh-AAAAAA=1.${refreshToken}`
    api.wait(61)
    const body = { refreshToken }
    const headers = { 'idempotency-key': 'the-owner' }
    const owner = await api.call('POST', renew, { body, headers })
    api.wait(11)
    assert.equal(await refusalOf(await renewed(thief)), '401 invalid_grant')
    const { refreshToken: next } = await jsonOf(owner)
    const gone = await api.call('POST', renew, { body: { refreshToken: next } })
    assert.equal(await refusalOf(gone), '401 invalid_grant')
  })

  for (const [id, headers, expected] of [
    ['our own page', own, 200],
    ['a listed origin', { 'sec-fetch-site': 'same-site', origin: 'https://app.example.com' }, 200],
    ['our origin, of an old browser', { origin: 'https://api.example.com' }, 200],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.com' }, 403],
    ['a sibling domain', { 'sec-fetch-site': 'same-site', origin: 'https://x.example.com' }, 403],
    ['a page without origin', { 'sec-fetch-site': 'cross-site', origin: 'null' }, 403],
    ['the address bar', { 'sec-fetch-site': 'none' }, 403],
    ['a program', {}, 403],
    ['an origin that only looks like ours', { origin: 'https://api.example.com.evil.com' }, 403],
    ['another port', { origin: 'https://api.example.com:8443' }, 403],
    ['another scheme', { origin: 'http://api.example.com' }, 403],
  ] as const) {
    it(`B01 B02 answers ${expected} to ${id}`, async () => {
      const { cookie, token } = await signIn()
      for (const [path, body] of [
        [renew, { cookie: true }],
        [logout, { cookie: true }],
        [login, { ...lorenzo, cookie: true }],
      ] as const) {
        const response = await post(path, { cookie, ...headers }, body)
        assert.equal(response.ok, expected === 200, path)
        if (expected !== 200) {
          assert.equal(await refusalOf(response), '403 cross_site_request')
          assert.deepEqual(response.headers.getSetCookie(), [])
        }
      }
      assert.equal(await isIn(token), expected !== 200)
    })
  }

  it('B05 takes no form, which needs no preflight', async () => {
    const { cookie } = await signIn()
    const headers = { cookie, ...own, 'content-type': 'text/plain' }
    const response = await api.call('POST', renew, { headers, body: '{"cookie":true}' })
    assert.equal(await refusalOf(response), '415 unsupported_media_type')
  })

  it('has one face for no cookie, a cut one, a forged one and one of a session that is over', async () => {
    const { cookie } = await signIn()
    await post(logout, { cookie, ...own }, { cookie: true })
    const bad = ['', 'x=y', cookie.slice(0, -1), `${cookie.slice(0, -6)}AAAAAA`, cookie]
    for (const presented of bad) {
      assert.equal(await refusalOf(await renewed(presented)), '401 invalid_grant', presented)
    }
  })

  it('is not read where the request does not say so', async () => {
    const { cookie } = await signIn()
    const response = await post(renew, { cookie, ...own }, {})
    assert.equal(await refusalOf(response), '400 invalid_request')
    const out = await post(logout, { cookie, ...own }, {})
    assert.equal(await refusalOf(out), '401 credentials_missing')
  })

  it('H11 stands beside no other token', async () => {
    const { cookie, token } = await signIn()
    const { refreshToken } = await api.signIn()
    const both = { cookie: true, refreshToken }
    for (const path of [renew, logout]) {
      assert.equal(
        await refusalOf(await post(path, { cookie, ...own }, both)),
        '400 invalid_request',
      )
    }
    const headers = { cookie, ...own, authorization: `Bearer ${token}` }
    assert.equal(
      await refusalOf(await post(logout, headers, { cookie: true })),
      '400 invalid_request',
    )
  })

  it('L10 takes nothing but true', async () => {
    for (const cookie of [false, 'true', 1, null]) {
      const response = await post(login, own, { ...lorenzo, cookie })
      assert.equal(await refusalOf(response), '400 invalid_request')
    }
  })

  it('ends the session that a sign-in replaces, and leaves one cookie', async () => {
    const earlier = await signIn()
    api.wait(1)
    const { response, token } = await signIn({ cookie: earlier.cookie })
    assert.equal(await isIn(earlier.token), false)
    assert.equal(await isIn(token), true)
    const [name] = earlier.cookie.split('=', 1)
    assert.ok(response.headers.getSetCookie().some((set) => set.startsWith(`${name}=; `)))
  })

  it('ends nothing when the sign-in is refused', async () => {
    const { cookie, token } = await signIn()
    const wrong = { ...lorenzo, password: 'not the right one', cookie: true }
    assert.equal(
      await refusalOf(await post(login, { cookie, ...own }, wrong)),
      '401 invalid_credentials',
    )
    assert.equal(await isIn(token), true)
  })

  it("of two sessions is the newer one's, whichever answer came last", async () => {
    const earlier = await signIn()
    api.wait(61)
    const late = cookiesOf(await renewed(earlier.cookie)).join()
    const { cookie, token } = await signIn()
    const response = await renewed(`${cookie}; ${late}`)
    const { sub, sid } = await api.auth.verify((await jsonOf<CookieTokenAnswer>(response)).token)
    assert.deepEqual(
      { sub, sid },
      (({ sub: s, sid: i }) => ({ sub: s, sid: i }))(await api.auth.verify(token)),
    )
  })

  it('R23 goes away with the sign-out, which is idempotent', async () => {
    const { cookie, token } = await signIn()
    const response = await post(logout, { cookie, ...own }, { cookie: true })
    assert.equal(response.status, 204)
    assert.match(
      response.headers.getSetCookie().join(),
      /^__Host-latchkey-refresh-[\w-]{6}=; Path=\/; Max-Age=0; /,
    )
    assert.equal(await isIn(token), false)
    assert.equal((await post(logout, { ...own }, { cookie: true })).status, 204)
  })

  it('R17 signs out everywhere', async () => {
    const [one, two] = [await signIn(), await signIn()]
    await post(logout, { cookie: one.cookie, ...own }, { cookie: true, all: true })
    assert.deepEqual([await isIn(one.token), await isIn(two.token)], [false, false])
  })
})

describe('a refresh token in a cookie, where every origin may read answers', () => {
  it('B03 is for our own pages only all the same', async () => {
    const api = await openApi({ cors: { origins: ['*'] } })
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.com' }
    const response = await api.call('POST', login, { headers, body: { ...lorenzo, cookie: true } })
    assert.equal(await refusalOf(response), '403 cross_site_request')
    await api.close()
  })
})
