import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { StreamReader } from '../feed/stream-reader.ts'
import { type Api, openApi, refusalOf } from './open-api.ts'

describe('GET /api/v1/revocations', () => {
  let api: Api
  let credential: string
  before(async () => {
    api = await openApi()
    ;({ credential } = await api.auth.verifiers.add('orders'))
  })
  after(() => api.close())

  const open = async (
    path = '/api/v1/revocations',
    headers: Record<string, string> = {},
  ): Promise<StreamReader> => {
    const response = await api.call('GET', path, { token: credential, headers })
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'text/event-stream')
    assert.equal(response.headers.get('cache-control'), 'no-store')
    return new StreamReader(response.body ?? assert.fail('no body'))
  }

  it('tells a verifier of a session that ends', async () => {
    const reader = await open()
    assert.equal((await reader.next())?.type, 'snapshot')
    assert.equal((await reader.next())?.type, 'heartbeat')
    const { token } = await api.signIn()
    const { sid } = await api.auth.verify(token)
    await api.call('POST', '/api/v1/logout', { token })
    const event = await reader.next()
    assert.ok(event?.type === 'revocations')
    assert.deepEqual(
      event.revocations.map(({ kind, subject }) => [kind, subject]),
      [['session', sid]],
    )
    await reader.cancel()
    for (const resumed of [
      await open('/api/v1/revocations', { 'last-event-id': `${event.until}` }),
      await open(`/api/v1/revocations?after=${event.until}`),
    ]) {
      assert.equal((await resumed.next())?.type, 'heartbeat')
      await resumed.cancel()
    }
    assert.equal(api.auth.vitals().feedListeners, 0)
  })

  const withBasic = (name: string): Promise<Response> =>
    api.call('GET', '/api/v1/revocations', {
      headers: { authorization: `Basic ${btoa(`${name}:${credential}`)}` },
    })

  it('takes the credential in Basic too, under the name it was registered with', async () => {
    const response = await withBasic('orders')
    assert.equal(response.status, 200)
    await response.body?.cancel()
    assert.equal(await refusalOf(await withBasic('other')), '401 invalid_client')
  })

  it('is for nobody else', async () => {
    const { token, refreshToken } = await api.signIn()
    const wrong = `${credential.slice(0, -1)}${credential.endsWith('A') ? 'B' : 'A'}`
    const unknown = `lkv_${'A'.repeat(65)}`
    for (const each of [token, refreshToken, wrong, unknown, 'lkv_', 'x']) {
      const response = await api.call('GET', '/api/v1/revocations', { token: each })
      assert.equal(await refusalOf(response), '401 invalid_client')
    }
    const none = await api.call('GET', '/api/v1/revocations')
    assert.equal(await refusalOf(none), '401 credentials_missing')
    const basic = await api.call('GET', '/token', {
      headers: { authorization: `Basic ${btoa(`${credential}:x`)}` },
    })
    assert.equal(await refusalOf(basic), '401 invalid_credentials')
    const verify = await api.call('GET', '/verify', { token: credential })
    assert.equal(await refusalOf(verify), '401 invalid_token')
  })

  it('has no HEAD, and wants a number', async () => {
    const head = await api.call('HEAD', '/api/v1/revocations', { token: credential })
    assert.equal(head.status, 405)
    for (const last of ['x', '-1', '1.5', '1'.repeat(20)]) {
      const headers = { 'last-event-id': last }
      const response = await api.call('GET', '/api/v1/revocations', { token: credential, headers })
      assert.equal(await refusalOf(response), '400 invalid_request')
    }
  })

  it('counts wrong credentials per network, and never keeps a right one waiting', async () => {
    const address = '198.51.100.7'
    const guess = (): Promise<Response> =>
      api.call('GET', '/api/v1/revocations', { token: 'x', address })
    for (let n = 0; n < 100; n += 1) assert.equal((await guess()).status, 401)
    const limited = await guess()
    assert.equal(await refusalOf(limited), '429 rate_limited')
    assert.ok(Number(limited.headers.get('retry-after')) > 0)
    const right = await api.call('GET', '/api/v1/revocations', { token: credential, address })
    assert.equal(right.status, 200)
    await right.body?.cancel()
  })

  it('ends for a verifier that is removed, and refuses it from then on', async () => {
    const { credential: other } = await api.auth.verifiers.add('other')
    assert.equal(await api.auth.verifiers.remove('other'), true)
    const response = await api.call('GET', '/api/v1/revocations', { token: other })
    assert.equal(await refusalOf(response), '401 invalid_client')
  })
})
