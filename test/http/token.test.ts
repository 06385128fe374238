import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { shortTokenAnswer } from '../../src/http/schemas.ts'
import type { ShortTokenAnswer } from '../../src/wire.ts'
import type { Api } from './open-api.ts'
import { jsonOf, openApi, password, refusalOf } from './open-api.ts'

const challenge = 'Basic realm="latchkey", charset="UTF-8"'
const basic = (text: string | Uint8Array): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(text).toString('base64')}`,
})

describe('GET /token', () => {
  let api: Api
  before(async () => {
    api = await openApi({}, { signInLimits: 'insecure-unlimited' })
  })
  after(() => api.close())

  const get = (headers: Record<string, string>): Promise<Response> =>
    api.call('GET', '/token', { headers })
  const tokenOf = async (headers: Record<string, string>): Promise<string> =>
    (await jsonOf<ShortTokenAnswer>(await get(headers))).token

  it('answers {token, duration} for a name and its password', async () => {
    const response = await get(basic(`lorenzo:${password}`))
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('cache-control'), 'no-store')
    const { token, duration } = shortTokenAnswer.parse(await response.json())
    assert.ok(duration > 500 && duration <= 600)
    assert.equal((await api.call('GET', '/api/v1/me', { token })).status, 200)
  })

  it('takes an e-mail address as the name', async () => {
    assert.equal((await get(basic(`lorenzo@example.com:${password}`))).status, 200)
  })

  it('lets a token renew itself, with anything as the password', async () => {
    const first = await tokenOf(basic(`lorenzo:${password}`))
    for (const rest of [':blank', ':', ':a:b']) {
      const next = await tokenOf(basic(first + rest))
      assert.equal((await api.auth.verify(next)).sub, (await api.auth.verify(first)).sub)
    }
  })

  it('I15 an expired, revoked or forged token is no name and no token', async () => {
    const ended = await tokenOf(basic(`lorenzo:${password}`))
    await api.call('POST', '/api/v1/logout', { token: ended })
    const expired = await tokenOf(basic(`lorenzo:${password}`))
    api.wait(3_600)
    for (const name of [
      ended,
      expired,
      `${ended.slice(0, -4)}AAAA`,
      'eyJ.x.y',
      `eyJ${'x'.repeat(99)}..`,
    ]) {
      const response = await get(basic(`${name}:${password}`))
      assert.equal(response.headers.get('www-authenticate'), challenge)
      assert.equal(await refusalOf(response), '401 invalid_credentials')
    }
  })

  const rows: readonly (readonly [id: string, headers: Record<string, string>, expect: string])[] =
    [
      ['no credentials', {}, '401 credentials_missing'],
      ['wrong password', basic('lorenzo:wrong'), '401 invalid_credentials'],
      ['L01 unknown name', basic(`nobody:${password}`), '401 invalid_credentials'],
      [
        'H06 Bearer',
        { authorization: `Bearer ${btoa(`lorenzo:${password}`)}` },
        '401 credentials_missing',
      ],
      ['H06 another scheme', { authorization: `Token ${btoa('a:b')}` }, '401 credentials_missing'],
      [
        'H01 twice',
        { authorization: `${basic('a:b')['authorization']}, Basic YTpi` },
        '400 invalid_request',
      ],
      ['H14 empty', { authorization: 'Basic ' }, '401 invalid_credentials'],
      ['H14 no base64', { authorization: 'Basic ???' }, '401 invalid_credentials'],
      ['H14 no colon', basic('lorenzo'), '401 invalid_credentials'],
      ['H14 empty name', basic(`:${password}`), '401 invalid_credentials'],
      ['H14 empty name and password', basic(':'), '401 invalid_credentials'],
      ['H14 empty password', basic('lorenzo:'), '401 invalid_credentials'],
      ['H14 L05 8 KB', basic(`lorenzo:${'x'.repeat(8_192)}`), '400 password_too_long'],
      ['H15 Latin-1', basic(Uint8Array.of(0xe9, 0x3a, 0x61)), '401 invalid_credentials'],
      ['H17 NUL', basic(`lorenzo:${password}\u0000`), '401 invalid_credentials'],
      ['H17 newline', basic(`lorenzo\n:${password}`), '401 invalid_credentials'],
      [
        'L30 cross-site',
        { ...basic(`lorenzo:${password}`), 'sec-fetch-site': 'cross-site' },
        '403 cross_site_request',
      ],
    ]
  for (const [id, headers, expected] of rows) {
    it(`${id}: ${expected}`, async () => {
      const response = await get(headers)
      const authenticate = response.headers.get('www-authenticate')
      assert.equal(authenticate, response.status === 401 ? challenge : null)
      assert.equal(await refusalOf(response), expected)
    })
  }

  it('J66 has the same bytes for whatever is wrong with name, password or token', async () => {
    const answers = []
    for (const text of [
      'lorenzo:wrong',
      `nobody:${password}`,
      `${'eyJ.x.y'.padEnd(99, 'z')}:`,
      ':',
      'x',
    ]) {
      const response = await api.call('GET', '/token', { headers: basic(text), requestId: 'same' })
      answers.push({ headers: [...response.headers], body: await response.text() })
    }
    for (const answer of answers) assert.deepEqual(answer, answers[0])
  })

  it('H16 takes a name and a password in NFC and in NFD', async () => {
    await api.auth.accounts.register({ username: 'josé', password: 'contraseña de José' })
    for (const form of ['NFC', 'NFD']) {
      const headers = basic('josé:contraseña de José'.normalize(form))
      assert.equal((await get(headers)).status, 200)
    }
  })

  it('takes a name that looks like a token', async () => {
    await api.auth.accounts.register({ username: 'eyJ.a.b', password })
    assert.equal((await get(basic(`eyJ.a.b:${password}`))).status, 200)
  })

  it('H14 takes a password with a colon', async () => {
    await api.auth.accounts.register({ username: 'colon', password: 'one:two:three:four' })
    assert.equal((await get(basic('colon:one:two:three:four'))).status, 200)
  })

  it('L02 a disabled account is named only to who knows its password', async () => {
    const { id } = await api.auth.accounts.register({ username: 'gone', password })
    await api.auth.accounts.disable(id)
    assert.equal(await refusalOf(await get(basic(`gone:${password}`))), '403 account_disabled')
    assert.equal(await refusalOf(await get(basic('gone:wrong'))), '401 invalid_credentials')
  })

  it('B06 has no HEAD, which would start a session for nobody', async () => {
    const response = await api.call('HEAD', '/token', { headers: basic(`lorenzo:${password}`) })
    assert.equal(response.status, 405)
    assert.equal(response.headers.get('allow'), 'GET, OPTIONS')
  })
})

describe('GET /token under attack', () => {
  it('L19 is behind the same limit as sign-in', async () => {
    const api = await openApi()
    const headers = basic('lorenzo:wrong')
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => api.call('GET', '/token', { headers })),
    )
    assert.ok(answers.filter(({ status }) => status === 429).length >= 20)
    await api.close()
  })
})
