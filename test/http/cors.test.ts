import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lorenzo, openApi } from './open-api.ts'

describe('CORS', () => {
  const preflight = { 'access-control-request-method': 'POST', origin: 'https://app.example.com' }

  it('B03 is off by default', async () => {
    const api = await openApi()
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await api.call(method, '/api/v1/me', { headers: preflight })
      assert.equal(headers.get('access-control-allow-origin'), null)
    }
    await api.close()
  })

  it('B03 allows listed origins to the letter, and credentials only when told', async () => {
    const api = await openApi({ cors: { origins: ['https://app.example.com'], credentials: true } })
    const allowed = await api.call('OPTIONS', '/api/v1/login', { headers: preflight })
    assert.equal(allowed.status, 204)
    assert.equal(allowed.headers.get('access-control-allow-origin'), preflight.origin)
    assert.equal(allowed.headers.get('access-control-allow-credentials'), 'true')
    assert.equal(allowed.headers.get('access-control-allow-methods'), 'POST, OPTIONS')
    assert.match(allowed.headers.get('access-control-allow-headers') ?? '', /Idempotency-Key/)
    assert.equal(allowed.headers.get('vary'), 'Origin, Sec-Fetch-Site')
    for (const origin of [
      'null',
      'https://app.example.com.evil',
      'http://app.example.com',
      'https://evil.com',
    ]) {
      for (const method of ['GET', 'OPTIONS']) {
        const { headers } = await api.call(method, '/api/v1/me', {
          headers: { ...preflight, origin },
        })
        assert.equal(headers.get('access-control-allow-origin'), null)
        assert.equal(headers.get('access-control-allow-credentials'), null)
      }
    }
    await api.close()
  })

  it('L30 lets a listed origin sign in, and reads refusals too', async () => {
    const api = await openApi({ cors: { origins: ['https://app.example.com'] } })
    const headers = { origin: preflight.origin, 'sec-fetch-site': 'cross-site' }
    const response = await api.call('POST', '/api/v1/login', { headers, body: lorenzo })
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('access-control-allow-origin'), preflight.origin)
    const refused = await api.call('GET', '/api/v1/me', { headers })
    assert.equal(refused.headers.get('access-control-allow-origin'), preflight.origin)
    assert.match(refused.headers.get('access-control-expose-headers') ?? '', /WWW-Authenticate/)
    await api.close()
  })

  it('B03 * never comes with credentials (hono f0b094db)', async () => {
    const api = await openApi({ cors: { origins: ['*'] } })
    const headers = { origin: 'https://anyone.example', 'sec-fetch-site': 'cross-site' }
    const response = await api.call('POST', '/api/v1/login', { headers, body: lorenzo })
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
    assert.equal(response.headers.get('access-control-allow-credentials'), null)
    await api.close()
  })
})
