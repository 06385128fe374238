import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { AuthError } from '../../src/errors.ts'
import { credentialCookie } from '../../src/http/cookie.ts'
import type { CredentialOptions, CredentialRequest } from '../../src/http/credentials.ts'
import { createCredentialReader } from '../../src/http/credentials.ts'
import type { Headers } from './credential-rows.ts'
import { allSources, basicOf, bearer, rows } from './credential-rows.ts'

const requestOf = (headers: Headers, url = '/', method = 'GET'): CredentialRequest => ({
  method,
  url,
  header: (name) => headers[name],
})

describe('createCredentialReader', () => {
  for (const { id, headers = {}, url, method, options, expect } of rows) {
    it(id, () => {
      const read = createCredentialReader(options)
      const request = requestOf(headers, url, method)
      if (expect === 'none') assert.equal(read(request), undefined)
      else if (typeof expect === 'object') assert.equal(read(request)?.token, expect.token)
      else assert.throws(() => read(request), { name: 'AuthError', code: expect })
    })
  }

  it('says where the token was', () => {
    const read = createCredentialReader(allSources)
    assert.equal(read(requestOf(bearer('Bearer a')))?.source, 'bearer')
    assert.equal(read(requestOf({}, '/?token=a'))?.source, 'query')
  })

  it('CFG refuses sources it does not know, none at all, and one named twice', () => {
    for (const credentials of [
      ['header'],
      [],
      ['bearer', 'bearer'],
      ['__proto__'],
      ['constructor'],
    ]) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what plain JavaScript may pass
      const options = { credentials } as CredentialOptions
      assert.throws(() => createCredentialReader(options), TypeError)
    }
  })

  it('CFG refuses a cookie without __Host- and an origin that is none', () => {
    assert.throws(() => createCredentialReader({ cookie: 'session' }), TypeError)
    assert.throws(() => createCredentialReader({ cookie: '__Host-a;b' }), TypeError)
    for (const origin of ['*', 'good.com', 'https://good.com/', 'https://GOOD.com', 'null']) {
      assert.throws(() => createCredentialReader({ origins: [origin] }), TypeError)
    }
  })

  it('takes any headers without throwing anything but its refusals', () => {
    const read = createCredentialReader(allSources)
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `Bearer ${text}`),
      fc.string().map(basicOf),
      fc.string().map((text) => `__Host-latchkey=${text}`),
    )
    const names = ['authorization', 'authentication-token', 'cookie', 'origin', 'sec-fetch-site']
    const requests = fc.record({
      headers: fc.dictionary(fc.constantFrom(...names), value),
      url: fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string({ unit: 'binary' })),
      method: fc.constantFrom('GET', 'POST', '', 'constructor'),
    })
    fc.assert(
      fc.property(requests, ({ headers, url, method }) => {
        try {
          assert.notEqual(read(requestOf(headers, url, method))?.token, '')
        } catch (error) {
          if (!(error instanceof AuthError)) throw error
        }
      }),
    )
  })
})

describe('credentialCookie', () => {
  it('B07 has every attribute that keeps it ours', () => {
    assert.equal(
      credentialCookie('a.b-c.d_e', 599.9),
      '__Host-latchkey=a.b-c.d_e; Path=/; Max-Age=599; Secure; HttpOnly; SameSite=Lax',
    )
  })

  it('H19 refuses what would become an attribute (hono 44ae0c8c)', () => {
    assert.throws(() => credentialCookie('a; Domain=evil', 1), TypeError)
    assert.throws(() => credentialCookie('a', 1, '__Host-a=b'), TypeError)
  })
})
