import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createHandler } from '../../src/http/index.ts'
import type { Api } from './open-api.ts'
import { issuer, openApi, refusalOf } from './open-api.ts'

describe('paths', () => {
  let api: Api
  let token: string
  before(async () => {
    api = await openApi()
    token = (await api.signIn()).token
  })
  after(() => api.close())

  const paths = [
    '//api/v1/me',
    '/api//v1/me',
    '/api/v1/me/',
    '/api/v1/me;x',
    '/API/V1/ME',
    '/api/v1/Me',
    '/api%2fv1/me',
    '/api/v1%2Fme',
    '/api/v1/me%00',
    '/api/v1/m%65',
    '/%zz',
    '/api/v1/me%20',
    '/api/v1/me.json',
    '/api/v1',
    '/',
    '/api/v1/sessions/',
    '/api/v1/sessions/{id}',
    '/api/v1/sessions/%7Bid%7D',
    '/api/v1/login/',
    '/verify/',
    '/verify/orders',
    '/token;a',
    '/.well-known/jwks.json/',
    '/__proto__',
    '/constructor',
    '/api/v1/me//',
    '/\u00e4',
  ]
  for (const path of paths) {
    it(`H22 ${path} is not there, with a token or without`, async () => {
      // Put together as text: resolving `//api` against the origin would make it a host.
      for (const headers of [{}, { authorization: `Bearer ${token}` }]) {
        const handler = createHandler(api.auth)
        const response = await handler.fetch(new Request(issuer + path, { headers }))
        assert.equal(await refusalOf(response), '404 not_found')
      }
    })
  }

  it('H22 reads a path once, the way the URL standard does', async () => {
    for (const path of ['/x/../healthz', '/x/%2e%2e/healthz', '\\healthz']) {
      assert.equal((await api.call('GET', path)).status, 200)
    }
    for (const path of ['/x/../api/v1/me', '\\api\\v1\\me']) {
      assert.equal(await refusalOf(await api.call('GET', path)), '401 credentials_missing')
    }
  })

  it('knows its own paths', () => {
    const { handles } = createHandler(api.auth)
    for (const path of ['/api/v1/login', '/token', '/docs', `/api/v1/sessions/${'a'.repeat(22)}`]) {
      assert.ok(handles(path), path)
    }
    for (const path of [...paths, '/api/v1/sessions/short', '']) assert.ok(!handles(path), path)
  })
})
