import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { maxBodyBytes } from '../../src/defaults.ts'
import { createHandler } from '../../src/http/index.ts'
import type { Api, Call } from './open-api.ts'
import { issuer, jsonOf, lorenzo, openApi, password, refusalOf } from './open-api.ts'

const path = '/api/v1/login'
const asJson = { 'content-type': 'application/json' }

describe('a request body', () => {
  let api: Api
  before(async () => {
    api = await openApi({}, { signInLimits: 'insecure-unlimited' })
  })
  after(() => api.close())

  const bodies: readonly (readonly [id: string, body: unknown])[] = [
    ['L05 password of 1,025 characters', { username: 'lorenzo', password: 'x'.repeat(1_025) }],
    ['L05 password of 5,000 characters', { username: 'lorenzo', password: 'x'.repeat(5_000) }],
    ['L10 operators', { email: { $gt: '' }, password: { $ne: 1 } }],
    ['L10 array', { username: ['lorenzo'], password }],
    ['L10 number', { username: 'lorenzo', password: 12345678 }],
    ['L10 boolean', { username: true, password }],
    ['L10 null', { username: null, password }],
    ['L10 toString', { username: { toString: 'lorenzo' }, password }],
    ['L10 empty name', { username: '', password }],
    ['L10 neither name', { password }],
    ['L10 both names', { username: 'lorenzo', email: 'lorenzo@example.com', password }],
    ['L10 no password', { username: 'lorenzo' }],
    ...['role', 'is_admin', 'email_verified', 'id', 'roles[]', 'constructor', 'grant_type'].map(
      (member) => [`L12 ${member}`, { ...lorenzo, [member]: 'admin' }] as const,
    ),
    ['L12 __proto__', `{"username":"lorenzo","password":"${password}","__proto__":{"a":1}}`],
    ['L13 duplicate member', `{"username":"nobody","username":"lorenzo","password":"${password}"}`],
    [
      'L13 duplicate, escaped',
      `{"username":"a","user\\u006eame":"lorenzo","password":"${password}"}`,
    ],
    ['L14 empty', ''],
    ['L14 null', 'null'],
    ['L14 array', '[]'],
    ['L14 string', '"x"'],
    ['L14 number', '1'],
    ['L14 truncated', '{"username":"lorenzo"'],
    ['L14 trailing garbage', `${JSON.stringify(lorenzo)}x`],
    ['L14 BOM', `\ufeff${JSON.stringify(lorenzo)}`],
    ['L14 UTF-16', new Uint8Array(Buffer.from(JSON.stringify(lorenzo), 'utf16le'))],
    ['L14 invalid UTF-8', Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)],
    ['L14 deep', '['.repeat(30_000)],
    ['L14 lone surrogate', '{"username":"\\ud800","password":"x"}'],
  ]
  for (const [id, body] of bodies) {
    it(`${id} is a 400`, async () => {
      const response = await api.call('POST', path, { headers: asJson, body })
      assert.match(await refusalOf(response), /^400 (invalid_request|password_too_long)$/)
    })
  }

  it('says which member is wrong, and never with what value', async () => {
    const body = { username: 1, password: 'canary', extra: 'canary', 'not a name canary': 1 }
    const response = await api.call('POST', path, { body })
    const { errors } = await jsonOf(response)
    assert.deepEqual(errors, [
      { pointer: '#/username', detail: 'Invalid input: expected string, received number' },
      { pointer: '#/extra', detail: 'unknown member' },
      { pointer: '#/…', detail: 'unknown member' },
    ])
  })

  const types: readonly (readonly [id: string, headers: Record<string, string>])[] = [
    ['H23 text/plain', { 'content-type': 'text/plain' }],
    ['B05 text/plain with JSON in it', { 'content-type': 'text/plain;application/json' }],
    ['H23 form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['H23 none', {}],
    ['H23 UTF-16', { 'content-type': 'application/json;charset=utf-16' }],
    ['H23 two types', { 'content-type': 'application/json, text/plain' }],
    ['H23 another JSON', { 'content-type': 'application/problem+json' }],
    ['H23 prefix', { 'content-type': 'application/jsonp' }],
    ['L14 gzip', { ...asJson, 'content-encoding': 'gzip' }],
    ['L14 deflate', { ...asJson, 'content-encoding': 'deflate' }],
    ['L14 br', { ...asJson, 'content-encoding': 'br' }],
    ['L14 unknown encoding', { ...asJson, 'content-encoding': 'identity, gzip' }],
  ]
  for (const [id, headers] of types) {
    it(`${id} is a 415`, async () => {
      const response = await api.call('POST', path, { headers, body: JSON.stringify(lorenzo) })
      assert.equal(await refusalOf(response), '415 unsupported_media_type')
    })
  }

  it('L15 a form is a 415, whatever is in it (hono ef902257)', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    for (const body of ['a[b]=', 'a=1&a=2', 'email[]=']) {
      const response = await api.call('POST', path, { headers, body })
      assert.equal(response.status, 415)
    }
  })

  for (const type of ['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"']) {
    it(`takes ${type}`, async () => {
      const headers = { 'content-type': type }
      const response = await api.call('POST', path, { headers, body: JSON.stringify(lorenzo) })
      assert.equal(response.status, 200)
    })
  }

  it('L14 refuses a body over the limit, announced or not', async () => {
    const body = JSON.stringify({ username: 'x'.repeat(maxBodyBytes), password })
    const announced: Call = { headers: { ...asJson, 'content-length': '999999999' }, body: '{}' }
    for (const call of [{ headers: asJson, body }, announced]) {
      assert.equal(await refusalOf(await api.call('POST', path, call)), '413 payload_too_large')
    }
  })

  it('L16 stops reading a body that never ends', async () => {
    let pulled = 0
    let cancelled = false
    const body = new ReadableStream({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(8_192))
      },
      cancel() {
        cancelled = true
      },
    })
    const response = await api.call('POST', path, { headers: asJson, body })
    assert.equal(response.status, 413)
    assert.ok(cancelled && pulled < 20)
  })

  it('T09 a body that breaks off is a 400, not a failure of ours', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.error(new Error('ECONNRESET')),
    })
    const response = await api.call('POST', path, { headers: asJson, body })
    assert.equal(await refusalOf(response), '400 invalid_request')
  })

  it('tells the operator that a body was read before', async () => {
    const request = new Request(issuer + path, { method: 'POST', headers: asJson, body: '{}' })
    await request.text()
    const events: unknown[] = []
    const handler = createHandler(api.auth, { onEvent: ({ error }) => events.push(error) })
    assert.equal((await handler.fetch(request)).status, 500)
    assert.ok(events[0] instanceof TypeError)
  })
})
