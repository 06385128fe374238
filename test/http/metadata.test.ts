import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { routes } from '../../src/http/routes.ts'
import { issuer, jsonOf, openApi } from './open-api.ts'

const path = '/.well-known/oauth-authorization-server'

describe(`GET ${path}`, () => {
  it('RFC 8414 names the issuer to the letter, and endpoints that are there', async () => {
    for (const each of [issuer, `${issuer}/`, `${issuer}/auth`]) {
      const api = await openApi({}, { issuer: each })
      const response = await api.call('GET', path)
      assert.equal(response.headers.get('access-control-allow-origin'), '*')
      const said = await jsonOf(response)
      assert.equal(said['issuer'], each)
      const urls = Object.entries(said).filter(([name]) => /_endpoint$|_uri$|ation$/.test(name))
      assert.equal(urls.length, 5)
      for (const [, url] of urls) {
        const place = String(url).slice(each.replace(/\/$/, '').length)
        assert.ok(
          routes.some((route) => route.path === place),
          String(url),
        )
      }
      await api.close()
    }
  })
})
