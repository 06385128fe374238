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
