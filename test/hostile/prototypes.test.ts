import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { TokenAnswer } from '../../src/wire.ts'
import { type Api, jsonOf, lorenzo, openApi, password } from '../http/open-api.ts'
import { forge } from '../jwt/tokens.ts'

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype]
const shape = (): string[] =>
  prototypes.flatMap((prototype) => Reflect.ownKeys(prototype).map(String))

const pollution = [
  '"__proto__":{"admin":true,"roles":["admin"],"all":true}',
  '"constructor":{"prototype":{"admin":true}}',
  '"__proto__":{"__proto__":{"admin":true}}',
]

describe('prototypes under attack', () => {
  const untouched = shape()
  let api: Api
  before(async () => {
    api = await openApi({}, { passwords: { argon2id: { memoryCost: 64 } } })
  })
  after(() => api.close())

  for (const members of pollution) {
    it(`O09 nothing is taken from, or left on, a prototype: {${members}}`, async () => {
      const { token, refreshToken } = await api.signIn()
      const bodies = {
        'POST /api/v1/login': { ...lorenzo },
        'POST /api/v1/renew': { refreshToken },
        'POST /api/v1/logout': {},
        'PATCH /api/v1/me': { username: 'renzo', password },
      }
      for (const [route, body] of Object.entries(bodies)) {
        const [method = '', path = ''] = route.split(' ')
        const rest = JSON.stringify(body).slice(1)
        const text = `{${members}${rest === '}' ? '' : ','}${rest}`
        const headers = { 'content-type': 'application/json' }
        const { status } = await api.call(method, path, { token, headers, body: text })
        assert.equal(status, 400, route)
      }
      const key = api.auth.keys.signingKey()
      const claims = JSON.stringify(await api.auth.verify(token)).slice(1)
      const odd = forge(key, { alg: 'ES256', typ: 'at+jwt', kid: key.kid }, `{${members},${claims}`)
      const { roles } = await api.auth.verify(odd)
      assert.deepEqual(roles, ['editor'])
      assert.equal((await api.call('GET', '/verify?role=admin', { token: odd })).status, 403)
      assert.deepEqual(shape(), untouched)
    })
  }

  it('O09 everything works while they are frozen', async () => {
    for (const prototype of prototypes) Object.freeze(prototype)
    const frozen = await openApi({}, { passwords: { argon2id: { memoryCost: 64 } } })
    const { refreshToken } = await frozen.signIn()
    const renewal = await frozen.call('POST', '/api/v1/renew', { body: { refreshToken } })
    const { token } = await jsonOf<TokenAnswer>(renewal)
    for (const [method, path] of [
      ['GET', '/api/v1/me'],
      ['GET', '/api/v1/sessions'],
      ['GET', '/openapi.json'],
      ['POST', '/api/v1/logout'],
    ] as const) {
      assert.ok((await frozen.call(method, path, { token })).ok, path)
    }
    assert.equal((await frozen.call('POST', '/api/v1/login', { body: { a: 1 } })).status, 400)
    await frozen.close()
  })
})
