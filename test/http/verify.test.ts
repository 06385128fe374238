import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createHandler } from '../../src/http/index.ts'
import type { Api } from './open-api.ts'
import { issuer, openApi, password, refusalOf } from './open-api.ts'

describe('GET /verify', () => {
  let api: Api
  let token: string
  before(async () => {
    api = await openApi({ credentials: ['bearer', 'cookie', 'basic-token'] })
    token = (await api.signIn()).token
  })
  after(() => api.close())

  const verify = (headers: Record<string, string>, query = ''): Promise<Response> =>
    api.call('GET', `/verify${query}`, { headers })

  it('lets a good token pass and says who it is', async () => {
    const response = await api.call('GET', '/verify', { token })
    assert.equal(response.status, 204)
    assert.equal(response.headers.get('cache-control'), 'no-store')
    const { sub, sid, client_id } = await api.auth.verify(token)
    const names = ['subject', 'scope', 'roles', 'session', 'client']
    assert.deepEqual(
      names.map((name) => response.headers.get(`x-auth-${name}`)),
      [sub, 'orders:read orders:write', 'editor', sid, client_id],
    )
  })

  it('answers HEAD as well', async () => {
    assert.equal((await api.call('HEAD', '/verify', { token })).status, 204)
  })

  it('sends every header, so that what a client made up is overwritten', async () => {
    await api.auth.accounts.register({ username: 'plain', password })
    const plain = await api.signIn({ username: 'plain', password })
    const response = await api.call('GET', '/verify', { token: plain.token })
    assert.equal(response.headers.get('x-auth-scope'), '')
    assert.equal(response.headers.get('x-auth-roles'), '')
  })

  it('T13 encodes what would break a header or a list', async () => {
    const claims = await api.auth.verify(token)
    const roles = ['a,b', 'c d', 'e\r\nX-Evil: 1', 'ü', '100%', '\ud800', 'plain:role/1']
    const odd = Object.create(api.auth, {
      verifyNow: { value: () => ({ ...claims, roles, sub: 'a\nb', scope: 'x"y é' }) },
    })
    const request = new Request(`${issuer}/verify`, { headers: { authorization: 'Bearer x' } })
    const { status, headers } = await createHandler(odd).fetch(request)
    assert.equal(status, 204)
    assert.equal(
      headers.get('x-auth-roles'),
      'a%2Cb,c%20d,e%0D%0AX-Evil%3A%201,%C3%BC,100%25,%EF%BF%BD,plain:role/1',
    )
    assert.equal(headers.get('x-auth-subject'), 'a%0Ab')
    assert.equal(headers.get('x-auth-scope'), 'x%22y %C3%A9')
    assert.equal(headers.get('x-evil'), null)
  })

  const rows: readonly (readonly [id: string, query: string, expect: string])[] = [
    ['a scope it has', '?scope=orders:read', '204'],
    ['two scopes it has', '?scope=orders:read&scope=orders:write', '204'],
    ['two scopes in one', '?scope=orders:read%20orders:write', '204'],
    ['a scope it lacks', '?scope=orders:read&scope=admin', '403 insufficient_scope'],
    ['J39 part of a scope', '?scope=orders', '403 insufficient_scope'],
    ['a role it has', '?role=editor', '204'],
    ['one role of two', '?role=admin&role=editor', '204'],
    ['a role it lacks', '?role=admin', '403 insufficient_role'],
    ['an empty scope', '?scope=', '400 invalid_request'],
    ['an empty role', '?role=', '400 invalid_request'],
    ['T13 a quote in a scope', '?scope=a%22b', '400 invalid_request'],
    ['T13 a newline in a scope', '?scope=a%0d%0aX:1', '400 invalid_request'],
    ['H12 a token in the query is not seen', '?token=x&auth_token=y', '204'],
  ]
  for (const [id, query, expected] of rows) {
    it(`${id}: ${expected}`, async () => {
      const response = await api.call('GET', `/verify${query}`, { token })
      assert.equal(response.status === 204 ? '204' : await refusalOf(response), expected)
    })
  }

  it('names the scopes that are needed', async () => {
    const response = await api.call('GET', '/verify?scope=a:b&scope=c', { token })
    assert.equal(
      response.headers.get('www-authenticate'),
      'Bearer realm="latchkey", error="insufficient_scope", scope="a:b c"',
    )
  })

  it('H06 H07 H09 J66 refuses with 401, and says nothing more (hono 5463db27, GHSA-xmf8-cvqr-rfgj)', async () => {
    const missing = ['', `Token ${token}`, `JWT ${token}`, token]
    for (const authorization of missing) {
      const response = await verify({ authorization })
      assert.equal(response.headers.get('www-authenticate'), 'Bearer realm="latchkey"')
      assert.equal(await refusalOf(response), '401 credentials_missing')
    }
    const bad = [
      '%',
      '%41%42',
      'é',
      'a.b.c',
      '..',
      `${token}A`,
      token.slice(0, -1),
      '[object Object]',
    ]
    const answers = []
    for (const value of bad.filter((text) => !text.includes(' '))) {
      const call = { headers: { authorization: `Bearer ${value}` }, requestId: 'same' }
      const response = await api.call('GET', '/verify', call)
      answers.push({ headers: [...response.headers], body: await response.text() })
    }
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.match(answers[0]?.body ?? '', /"status":401/)
  })

  it('takes a token as the name in Basic where that is switched on', async () => {
    const authorization = `Basic ${btoa(`${token}:blank`)}`
    assert.equal((await verify({ authorization })).status, 204)
  })

  it('B01 believes a cookie only for a safe method or on our own pages', async () => {
    const cookie = `__Host-latchkey=${token}`
    const statuses = []
    for (const headers of [
      { cookie },
      { cookie, 'x-forwarded-method': 'POST', 'sec-fetch-site': 'cross-site' },
      { cookie, 'x-original-method': 'POST', 'sec-fetch-site': 'cross-site' },
      { cookie, 'x-forwarded-method': 'GET', 'sec-fetch-site': 'cross-site' },
      { cookie, 'x-original-method': 'POST', 'sec-fetch-site': 'same-origin' },
    ]) {
      statuses.push((await verify(headers)).status)
    }
    assert.deepEqual(statuses, [403, 403, 403, 204, 204])
  })
})
