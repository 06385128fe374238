import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { freshSignIn } from '../../src/defaults.ts'
import { user } from '../../src/http/schemas.ts'
import { memory } from '../../src/storage/index.ts'
import type { Store } from '../../src/storage/index.ts'
import type { LoginAnswer } from '../../src/wire.ts'
import type { Api } from './open-api.ts'
import { jsonOf, openApi, password, refusalOf } from './open-api.ts'

const path = '/api/v1/me'
const newPassword = 'an even longer sentence'

describe('/api/v1/me', () => {
  let api: Api
  let signedIn: LoginAnswer
  let store: Store
  beforeEach(async () => {
    store = memory()
    api = await openApi({}, { store, signInLimits: 'insecure-unlimited' })
    signedIn = await api.signIn()
  })
  afterEach(() => api.close())

  const change = (body: object, { token } = signedIn): Promise<Response> =>
    api.call('PATCH', path, { token, body })

  it('shows the account as it is now', async () => {
    await api.auth.accounts.update(signedIn.user.id, { roles: ['admin'], email: null })
    const response = await api.call('GET', path, { token: signedIn.token })
    assert.equal(response.headers.get('cache-control'), 'no-store')
    assert.deepEqual(user.parse(await response.json()), {
      ...signedIn.user,
      roles: ['admin'],
      email: null,
    })
  })

  it('refuses who is not signed in', async () => {
    for (const method of ['GET', 'PATCH']) {
      assert.equal(await refusalOf(await api.call(method, path)), '401 credentials_missing')
      const forged = await api.call(method, path, { token: 'x' })
      assert.equal(await refusalOf(forged), '401 invalid_token')
    }
  })

  it('R19 asks the store: a session that ended where no feed has told of it sees and changes nothing (better-auth #9991, #8708)', async () => {
    const { sid = '' } = await api.auth.verify(signedIn.token)
    await store.endSession({
      id: sid,
      reason: 'revoked',
      now: 1_795_000_000,
      revokeUntil: 1_795_000_600,
    })
    assert.equal((await api.call('GET', '/verify', { token: signedIn.token })).status, 204)
    const shown = await api.call('GET', path, { token: signedIn.token })
    assert.equal(await refusalOf(shown), '401 invalid_token')
    assert.equal(await refusalOf(await change({ password, newPassword })), '401 invalid_token')
  })

  it('changes name and address', async () => {
    const response = await change({ username: 'Renzo', email: null })
    assert.equal(response.status, 200)
    assert.deepEqual(user.parse(await response.json()), {
      ...signedIn.user,
      username: 'Renzo',
      email: null,
    })
  })

  it('L25 changes the password: other sessions end, this one stays', async () => {
    const other = await api.signIn()
    const response = await change({ password, newPassword })
    assert.equal(response.status, 200)
    assert.deepEqual(await jsonOf(response), { ...signedIn.user })
    assert.equal((await api.call('GET', path, { token: other.token })).status, 401)
    assert.equal((await api.call('GET', path, { token: signedIn.token })).status, 200)
    const body = { refreshToken: signedIn.refreshToken }
    assert.equal((await api.call('POST', '/api/v1/renew', { body })).status, 200)
    assert.ok((await api.signIn({ username: 'lorenzo', password: newPassword })).token)
  })

  for (const [id, body, expected] of [
    ['L25 wrong current password', { password: 'wrong', newPassword }, '400 password_mismatch'],
    ['L25 no current password', { newPassword }, '400 invalid_request'],
    ['L24 too short', { password, newPassword: 'short' }, '400 password_too_short'],
    ['L05 too long', { password, newPassword: 'x'.repeat(1_025) }, '400 password_too_long'],
    ['L24 the same character', { password, newPassword: 'a'.repeat(20) }, '400 password_common'],
    ['L07 NUL', { password, newPassword: `${newPassword}\u0000` }, '400 password_malformed'],
    ['nothing to change', {}, '400 invalid_request'],
    ['a password alone', { password }, '400 invalid_request'],
    ['both changes at once', { password, newPassword, username: 'renzo' }, '400 invalid_request'],
    ['L12 roles', { roles: ['admin'] }, '400 invalid_request'],
    ['L12 id', { id: 'acc_x', username: 'renzo' }, '400 invalid_request'],
    ['L10 null name', { username: null }, '400 invalid_request'],
    ['L10 operator', { email: { $ne: '' } }, '400 invalid_request'],
    ['L09 unusable name', { username: 'a\u200bb' }, '400 username_invalid'],
    ['L09 unusable address', { email: 'no address' }, '400 email_invalid'],
    ['wrong password beside a name', { password: 'x', username: 'r' }, '400 password_mismatch'],
  ] as const) {
    it(`${id}: ${expected}`, async () => {
      assert.equal(await refusalOf(await change(body)), expected)
      const unchanged = await api.call('GET', path, { token: signedIn.token })
      assert.deepEqual(await jsonOf(unchanged), { ...signedIn.user })
    })
  }

  it('refuses a name that is taken', async () => {
    await api.auth.accounts.register({ username: 'taken', email: 'taken@example.com', password })
    assert.equal(await refusalOf(await change({ username: 'TAKEN' })), '409 account_exists')
    assert.equal(
      await refusalOf(await change({ email: 'taken@example.com' })),
      '409 account_exists',
    )
  })

  it('ASVS 7.5.1 an old session does not take the account over without the password', async () => {
    api.wait(freshSignIn + 1)
    const response = await change({ email: 'mine@evil.com' })
    assert.match(response.headers.get('www-authenticate') ?? '', /insufficient_user_authentication/)
    assert.equal(await refusalOf(response), '401 reauthentication_required')
    assert.equal((await change({ email: 'new@example.com', password })).status, 200)
  })

  it('L30 refuses a change from another site', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.com' }
    const body = { username: 'renzo' }
    const response = await api.call('PATCH', path, { token: signedIn.token, headers, body })
    assert.equal(await refusalOf(response), '403 cross_site_request')
  })
})

describe('PATCH /api/v1/me under attack', () => {
  it('L25 counts wrong current passwords like wrong sign-ins', async () => {
    const api = await openApi()
    const { token } = await api.signIn()
    const statuses = []
    for (let attempt = 0; attempt < 30; attempt += 1) {
      const body = { password: 'wrong', newPassword }
      statuses.push((await api.call('PATCH', path, { token, body })).status)
    }
    assert.ok(statuses.includes(429), statuses.join(' '))
    assert.deepEqual(
      statuses.filter((status) => status !== 400 && status !== 429),
      [],
    )
    await api.close()
  })
})
