import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { createHandler } from '../../src/http/index.ts'
import { problems } from '../../src/http/problems.ts'
import { routes } from '../../src/http/routes.ts'
import { oauthErrorAnswer, problemAnswer } from '../../src/http/schemas.ts'
import type { Api } from './open-api.ts'
import { issuer, openApi } from './open-api.ts'

describe('the API under hostile input', () => {
  let api: Api
  before(async () => {
    api = await openApi()
  })
  after(() => api.close())

  it('answers every odd request with a well-formed refusal and never with a 5xx', async () => {
    const paths = [
      ...routes.map(({ path }) => path.replace('{id}', 'a'.repeat(22))),
      '/%zz',
      '//',
      '/x',
    ]
    const { token } = await api.signIn()
    const text = fc.string({ unit: 'binary', maxLength: 40 })
    const json = fc.json({ maxDepth: 3 })
    const headers = fc.record(
      {
        authorization: fc.oneof(
          text,
          text.map((value) => `Bearer ${value}`),
          fc.base64String().map((value) => `Basic ${value}`),
          fc.constant(`Bearer ${token}`),
        ),
        'content-type': fc.oneof(
          fc.constantFrom('application/json', 'application/x-www-form-urlencoded'),
          text,
        ),
        'content-encoding': fc.constantFrom('gzip', 'identity'),
        'content-length': fc.oneof(fc.nat().map(String), text),
        'idempotency-key': text,
        origin: fc.constantFrom('null', issuer, 'https://evil.com'),
        'sec-fetch-site': fc.constantFrom('same-origin', 'cross-site', 'none', ''),
        cookie: text,
      },
      { requiredKeys: [] },
    )
    const methods = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'X')
    await fc.assert(
      fc.asyncProperty(
        methods,
        fc.constantFrom(...paths),
        text,
        headers,
        fc.oneof(
          json,
          text,
          text.map((value) => `grant_type=refresh_token&token=${value}`),
        ),
        async (method, path, query, given, body) => {
          const url = new URL(issuer + path)
          url.search = query
          const sent = new Headers()
          for (const [name, value] of Object.entries(given)) {
            try {
              sent.set(name, value)
            } catch {
              // Not a header that HTTP can carry.
            }
          }
          const init = method === 'GET' || method === 'HEAD' ? {} : { body }
          const request = new Request(url, { method, headers: sent, ...init })
          const response = await createHandler(api.auth).fetch(request)
          assert.ok(response.status < 500, `${method} ${path}: ${response.status}`)
          if (response.status < 400 || method === 'HEAD') return
          if (response.headers.get('content-type') === 'application/json') {
            assert.ok(path.startsWith('/oauth/'))
            oauthErrorAnswer.parse(await response.json())
            return
          }
          assert.equal(response.headers.get('content-type'), 'application/problem+json')
          const { code, status } = problemAnswer.parse(await response.json())
          assert.ok(code in problems && status === response.status)
          assert.equal(response.headers.has('www-authenticate'), status === 401)
        },
      ),
      { numRuns: 500 },
    )
  })
})
