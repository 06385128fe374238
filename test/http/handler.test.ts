import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AuthError } from '../../src/errors.ts'
import { createHandler } from '../../src/http/index.ts'
import type { Api } from './open-api.ts'
import { issuer, lorenzo, openApi, refusalOf } from './open-api.ts'

const expected = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
}

describe('createHandler', () => {
  let api: Api
  before(async () => {
    api = await openApi({}, { signInLimits: 'insecure-unlimited' })
  })
  after(() => api.close())

  it('T14 B04 B14 protects every answer (CVE-2023-30861)', async () => {
    const big = { headers: { 'content-length': '99999999' }, body: '{}' }
    const { token } = await api.signIn()
    for (const [status, response] of [
      [200, await api.call('GET', '/healthz')],
      [200, await api.call('POST', '/api/v1/login', { body: lorenzo })],
      [204, await api.call('OPTIONS', '/api/v1/me')],
      [204, await api.call('POST', '/api/v1/logout', { token })],
      [400, await api.call('POST', '/api/v1/login', { body: {} })],
      [401, await api.call('GET', '/api/v1/me')],
      [404, await api.call('GET', '/nothing')],
      [405, await api.call('PUT', '/api/v1/me')],
      [
        413,
        await api.call('POST', '/api/v1/login', {
          ...big,
          headers: { ...big.headers, 'content-type': 'application/json' },
        }),
      ],
      [415, await api.call('POST', '/api/v1/login', { body: '{}' })],
    ] as const) {
      assert.equal(response.status, status)
      for (const [name, value] of Object.entries(expected)) {
        assert.equal(response.headers.get(name), value, `${status} ${name}`)
      }
      assert.match(response.headers.get('x-request-id') ?? '', /^[\w-]{22}$/)
      assert.equal(response.headers.get('vary'), 'Origin, Sec-Fetch-Site')
      for (const name of ['server', 'x-powered-by']) assert.equal(response.headers.get(name), null)
    }
  })

  it('405 says what is allowed', async () => {
    for (const [method, path, allow] of [
      ['GET', '/api/v1/login', 'POST, OPTIONS'],
      ['PUT', '/api/v1/me', 'GET, PATCH, HEAD, OPTIONS'],
      ['POST', '/verify', 'GET, HEAD, OPTIONS'],
      ['PROPFIND', '/healthz', 'GET, HEAD, OPTIONS'],
      ['get', '/healthz', undefined],
    ] as const) {
      const response = await api.call(method, path)
      if (allow === undefined) assert.equal(response.status, 200, 'Request writes it in upper case')
      else {
        assert.equal(response.headers.get('allow'), allow)
        assert.equal(await refusalOf(response), '405 method_not_allowed')
      }
    }
  })

  it('B06 HEAD is GET without the body', async () => {
    for (const path of ['/healthz', '/docs', '/openapi.json', '/.well-known/jwks.json']) {
      const [head, get] = [await api.call('HEAD', path), await api.call('GET', path)]
      assert.equal(head.status, 200)
      assert.equal(await head.text(), '')
      assert.equal(head.headers.get('content-type'), get.headers.get('content-type'))
    }
  })

  it('T16 reads no body where none is taken', async () => {
    const response = await api.call('DELETE', `/api/v1/sessions/${'a'.repeat(22)}`, {
      token: (await api.signIn()).token,
      body: 'not JSON',
    })
    assert.equal(await refusalOf(response), '404 not_found')
  })

  it('H20 takes method and path from the request line only', async () => {
    const headers = {
      'x-http-method-override': 'DELETE',
      'x-original-url': '/api/v1/me',
      'x-rewrite-url': '/api/v1/me',
    }
    assert.equal((await api.call('GET', '/healthz', { headers })).status, 200)
  })

  it('H24 stays JSON, whatever is accepted', async () => {
    const response = await api.call('GET', '/api/v1/me', { headers: { accept: 'text/html' } })
    assert.equal(await refusalOf(response), '401 credentials_missing')
  })

  it('T04 answers the same under any host', async () => {
    const handler = createHandler(api.auth)
    for (const host of ['http://evil.example', 'http://127.0.0.1:8787']) {
      assert.equal((await handler.fetch(new Request(`${host}/healthz`))).status, 200)
    }
  })

  it('K11 publishes the keys for everybody', async () => {
    const response = await api.call('GET', '/.well-known/jwks.json')
    assert.equal(response.headers.get('content-type'), 'application/jwk-set+json')
    assert.match(response.headers.get('cache-control') ?? '', /^public, max-age=\d+$/)
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
    assert.equal(response.headers.get('set-cookie'), null)
    const { keys } = (await response.json()) as { keys: object[] } // RFC 7517 §5
    assert.ok(keys.length > 0)
    for (const key of keys) {
      for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) assert.ok(!(member in key))
    }
  })

  it('uses the request id of the server, if it can stand in a header', async () => {
    for (const [requestId, kept] of [
      ['abc-123', true],
      ['a\r\nX-Evil: 1', false],
      ['', false],
    ] as const) {
      const { headers } = await api.call('GET', '/healthz', { requestId })
      assert.equal(headers.get('x-request-id') === requestId, kept)
    }
  })

  it('tells of every request, with the reason that only the operator hears', async () => {
    api.events.length = 0
    await api.call('GET', '/api/v1/me', { token: 'canary', requestId: 'one' })
    await api.call('DELETE', `/api/v1/sessions/${'a'.repeat(22)}?canary=1`, { requestId: 'two' })
    await api.call('PROPFIND', '/canary', { requestId: 'three' })
    const seen = api.events.map(({ requestId, method, route, status, code }) => [
      requestId,
      method,
      route,
      status,
      code,
    ])
    assert.deepEqual(seen, [
      ['one', 'GET', '/api/v1/me', 401, 'token_malformed'],
      ['two', 'DELETE', '/api/v1/sessions/{id}', 401, 'credentials_missing'],
      ['three', 'OTHER', undefined, 404, 'not_found'],
    ])
    assert.ok(!JSON.stringify(api.events).includes('canary'))
  })

  it('a listener that throws changes no answer', async () => {
    const handler = createHandler(api.auth, {
      onEvent: () => {
        throw new Error('the log is full')
      },
    })
    assert.equal((await handler.fetch(new Request(`${issuer}/healthz`))).status, 200)
  })

  it('R09 T15 answers 503 for a store to try again, 500 for anything broken, and explains neither (CVE-2020-15223)', async () => {
    const failure = new Error('SQLITE_CORRUPT: canary')
    const broken = Object.create(api.auth, {
      signOut: { value: () => Promise.reject(new AuthError('storage_unavailable', 'canary')) },
      signIn: { value: () => Promise.reject(failure) },
      ready: { value: () => Promise.reject(failure) },
    })
    const events: unknown[] = []
    const handler = createHandler(broken, { onEvent: ({ error }) => events.push(error) })
    const { token } = await api.signIn()
    const post = (
      path: string,
      headers: Record<string, string>,
      body?: string,
    ): Promise<Response> =>
      handler.fetch(new Request(issuer + path, { method: 'POST', headers, body: body ?? null }))

    const signOut = await post('/api/v1/logout', { authorization: `Bearer ${token}` })
    assert.equal(signOut.headers.get('retry-after'), '1')
    assert.equal(await refusalOf(signOut), '503 temporarily_unavailable')

    const type = { 'content-type': 'application/json' }
    const signIn = await post('/api/v1/login', type, JSON.stringify(lorenzo))
    assert.ok(!(await signIn.clone().text()).includes('canary'))
    assert.equal(await refusalOf(signIn), '500 server_error')
    assert.equal(events.at(-1), failure)

    const ready = await handler.fetch(new Request(`${issuer}/readyz`))
    assert.equal(await refusalOf(ready), '503 temporarily_unavailable')
    assert.equal((await api.call('GET', '/readyz')).status, 200)
  })

  it('CFG refuses options that cannot be meant', () => {
    for (const options of [
      { cors: { origins: ['*'], credentials: true } },
      { cors: { origins: ['*'] }, credentials: ['cookie'] },
      { cors: { origins: ['https://a.example/'] } },
      { cors: { origins: ['https://*.example'] } },
      { credentials: [] },
      { cookie: 'session' },
    ] as const) {
      assert.throws(() => createHandler(api.auth, options), TypeError)
    }
  })
})
