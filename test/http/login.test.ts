import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { loginAnswer } from '../../src/http/schemas.ts'
import type { Api } from './open-api.ts'
import { jsonOf, lorenzo, openApi, password, refusalOf } from './open-api.ts'

const path = '/api/v1/login'

describe('POST /api/v1/login', () => {
  let api: Api
  before(async () => {
    api = await openApi({}, { signInLimits: 'insecure-unlimited' })
  })
  after(() => api.close())

  it('answers tokens and the user, and nothing else', async () => {
    const response = await api.call('POST', path, { body: lorenzo })
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'application/json')
    assert.equal(response.headers.get('cache-control'), 'no-store')
    const answer = loginAnswer.parse(await response.json())
    assert.deepEqual(Object.keys(answer), [
      'token',
      'refreshToken',
      'tokenType',
      'expiresIn',
      'user',
    ])
    assert.equal(answer.tokenType, 'Bearer')
    assert.ok(answer.expiresIn > 0 && answer.expiresIn <= 600)
    const { sub } = await api.auth.verify(answer.token)
    assert.deepEqual(answer.user, {
      id: sub,
      username: 'lorenzo',
      email: 'lorenzo@example.com',
      roles: ['editor'],
    })
  })

  it('takes the e-mail address instead', async () => {
    const response = await api.call('POST', path, {
      body: { email: 'lorenzo@example.com', password },
    })
    assert.equal(response.status, 200)
  })

  it('L01 answers the same bytes for an unknown name and a wrong password (GHSA-83cg-9mwq-gj42)', async () => {
    const answers = await Promise.all(
      [
        { username: 'nobody', password },
        { username: 'lorenzo', password: 'wrong' },
        { email: 'nobody@example.com', password },
        { username: 'lorenzo', password: '' },
        { username: 'lorenzo', password: 'with\u0000control' },
        { username: 'x'.repeat(400), password },
        { username: '\u200b', password },
        { email: 'no address', password },
      ].map(async (body) => {
        const response = await api.call('POST', path, { body, requestId: 'same' })
        return {
          status: response.status,
          headers: [...response.headers],
          body: await response.text(),
        }
      }),
    )
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.equal(answers[0]?.status, 401)
    assert.match(answers[0]?.body ?? '', /"code":"invalid_credentials"/)
  })

  it('L401 asks for no Basic, so that no browser opens its pop-up', async () => {
    const response = await api.call('POST', path, { body: { username: 'nobody', password: 'x' } })
    assert.equal(response.headers.get('www-authenticate'), 'Bearer realm="latchkey"')
  })

  it('L02 says that an account is disabled only to who knows its password', async () => {
    const { id } = await api.auth.accounts.register({ username: 'gone', password })
    await api.auth.accounts.disable(id)
    const answers = [password, 'wrong'].map((guess) =>
      api.call('POST', path, { body: { username: 'gone', password: guess } }).then(refusalOf),
    )
    assert.deepEqual(await Promise.all(answers), [
      '403 account_disabled',
      '401 invalid_credentials',
    ])
  })

  const sites: readonly (readonly [id: string, headers: Record<string, string>, status: number])[] =
    [
      ['cross-site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.com' }, 403],
      ['same-site', { 'sec-fetch-site': 'same-site', origin: 'https://other.example.com' }, 403],
      ['an old browser on a foreign page', { origin: 'https://evil.com' }, 403],
      ['a sandboxed page', { origin: 'null' }, 403],
      ['same-origin', { 'sec-fetch-site': 'same-origin', origin: 'https://api.example.com' }, 200],
      ['an old browser on our page', { origin: 'https://api.example.com' }, 200],
      ['a program', {}, 200],
    ]
  for (const [id, headers, status] of sites) {
    it(`L30 login CSRF: ${id} gets ${status}`, async () => {
      assert.equal((await api.call('POST', path, { headers, body: lorenzo })).status, status)
    })
  }

  it('L31 a GET never answers a token (CVE-2021-21241)', async () => {
    const query = `?username=lorenzo&password=${encodeURIComponent(password)}&callback=x`
    for (const method of ['GET', 'HEAD']) {
      const response = await api.call(method, path + query)
      assert.equal(response.status, 405)
      assert.equal(response.headers.get('allow'), 'POST, OPTIONS')
    }
  })

  it('L22 does not fall for a name that looks like a log line', async () => {
    const username = 'x\r\n{"level":"error"}\u001b[31m'
    const response = await api.call('POST', path, { body: { username, password } })
    assert.equal(await refusalOf(response), '401 invalid_credentials')
    assert.ok(!JSON.stringify(api.events).includes('level'))
  })

  it('H21 takes the address from the server and from no header (better-auth #9134)', async () => {
    await api.auth.accounts.register({ username: 'traveller', password })
    const who = { username: 'traveller', password }
    const headers = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9' }
    const response = await api.call('POST', path, { body: who, headers, address: '198.51.100.4' })
    const { token } = await jsonOf<{ token: string }>(response)
    const listed = await (await api.call('GET', '/api/v1/sessions', { token })).text()
    assert.ok(listed.includes('198.51.100') && !listed.includes('203.0.113'))
  })
})

describe('POST /api/v1/login under attack', () => {
  it('L17 refuses with 429 and says when to come back', async () => {
    const api = await openApi()
    const guess = { username: 'lorenzo', password: 'a wrong guess' }
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => api.call('POST', path, { body: guess })),
    )
    const refused = answers.filter(({ status }) => status === 429)
    assert.ok(refused.length >= 20)
    for (const { headers } of refused) assert.match(headers.get('retry-after') ?? '', /^[1-9]\d*$/)
    await api.close()
  })

  it('T09 looks at no password of a client that has gone while it waited', async () => {
    const api = await openApi({}, { passwords: { concurrency: 1, argon2id: { timeCost: 6 } } })
    const signIn = (signal?: AbortSignal): Promise<Response> =>
      api.call('POST', path, { body: lorenzo, ...(signal && { signal }) })
    const client = new AbortController()
    const staying = [signIn(), signIn()]
    const leaving = signIn(client.signal)
    while (api.auth.vitals().pendingHashes < 3 && api.events.length === 0) await setImmediate()
    client.abort()
    assert.equal((await leaving).status, 499)
    assert.deepEqual(
      (await Promise.all(staying)).map(({ status }) => status),
      [200, 200],
    )
    assert.deepEqual(
      api.events.map(({ status, error }) => [status, error]),
      [
        [499, undefined],
        [200, undefined],
        [200, undefined],
      ],
    )
    await api.close()
  })
})
