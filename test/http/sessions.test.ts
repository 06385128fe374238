import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sessionsAnswer } from '../../src/http/schemas.ts'
import type { SessionsAnswer } from '../../src/wire.ts'
import type { Api } from './open-api.ts'
import { openApi, password, refusalOf } from './open-api.ts'

const path = '/api/v1/sessions'

describe('/api/v1/sessions', () => {
  let api: Api
  let number = 0
  before(async () => {
    api = await openApi({}, { signInLimits: 'insecure-unlimited' })
  })
  after(() => api.close())

  /** The token of an account of its own, so that no test sees another's sessions. */
  async function person(): Promise<{ username: string; password: string }> {
    number += 1
    const who = { username: `person-${number}`, password }
    await api.auth.accounts.register(who)
    return who
  }
  const list = async (token: string): Promise<SessionsAnswer['sessions']> => {
    const response = await api.call('GET', path, { token })
    assert.equal(response.headers.get('cache-control'), 'no-store')
    return sessionsAnswer.parse(await response.json()).sessions
  }

  it('R22 lists the own sessions, with a network instead of an address', async () => {
    const who = await person()
    const headers = { 'user-agent': 'curl/8.14.1' }
    const first = await api.call('POST', '/api/v1/login', {
      body: who,
      headers,
      address: '192.0.2.77',
    })
    const { token } = (await first.json()) as { token: string } // what login answers
    api.wait(10)
    const second = await api.signIn(who)
    const claims = await api.auth.verify(token)
    const listed = await list(second.token)
    assert.equal(listed.length, 2)
    const entry = listed.find(({ id }) => id === claims.sid)
    assert.equal(entry?.device, 'curl/8.14.1')
    assert.ok(entry?.network?.startsWith('192.0.2') && !entry.network.includes('77'))
    assert.equal(entry?.createdAt, claims.auth_time)
    assert.equal(listed.filter(({ current }) => current).length, 1)
    assert.equal((await list(token)).find(({ current }) => current)?.id, claims.sid)
  })

  it('ends one of them, and its tokens are refused at once', async () => {
    const who = await person()
    const [stays, goes] = [await api.signIn(who), await api.signIn(who)]
    const { sid } = await api.auth.verify(goes.token)
    const response = await api.call('DELETE', `${path}/${sid}`, { token: stays.token })
    assert.equal(response.status, 204)
    assert.equal((await api.call('GET', path, { token: goes.token })).status, 401)
    const body = { refreshToken: goes.refreshToken }
    assert.equal((await api.call('POST', '/api/v1/renew', { body })).status, 401)
    assert.equal((await list(stays.token)).length, 1)
    const again = await api.call('DELETE', `${path}/${sid}`, { token: stays.token })
    assert.equal(await refusalOf(again), '404 not_found')
  })

  it('ends all others at once, and those of nobody else', async () => {
    const who = await person()
    const [stays, one, other] = [
      await api.signIn(who),
      await api.signIn(who),
      await api.signIn(who),
    ]
    const theirs = await api.signIn(await person())
    for (let turn = 0; turn < 2; turn += 1) {
      const response = await api.call('DELETE', path, { token: stays.token })
      assert.equal(response.status, 204)
    }
    assert.deepEqual(
      (await list(stays.token)).map(({ current }) => current),
      [true],
    )
    for (const { token } of [one, other]) {
      assert.equal(await refusalOf(await api.call('GET', path, { token })), '401 invalid_token')
    }
    assert.equal((await list(theirs.token)).length, 1)
  })

  it('may end the one that asks', async () => {
    const { token } = await api.signIn(await person())
    const { sid } = await api.auth.verify(token)
    assert.equal((await api.call('DELETE', `${path}/${sid}`, { token })).status, 204)
    assert.equal((await api.call('GET', path, { token })).status, 401)
  })

  it('R22 A12 answers the same for the session of somebody else as for none (CVE-2025-48370)', async () => {
    const [mine, theirs] = [await api.signIn(await person()), await api.signIn(await person())]
    const { sid } = await api.auth.verify(theirs.token)
    const answers = []
    for (const id of [
      sid,
      'A'.repeat(22),
      'x',
      '..',
      `${sid}A`,
      'a%2fb',
      '%zz',
      "'--",
      '{id}',
      '',
    ]) {
      const call = { token: mine.token, requestId: 'same' }
      const response = await api.call('DELETE', `${path}/${id}`, call)
      answers.push({ status: response.status, body: await response.text() })
    }
    // `..` and an empty id are other paths by the time they are here; neither ends anything.
    const unknown = answers.filter(({ status }) => status === 404)
    for (const answer of unknown) assert.deepEqual(answer, unknown[0])
    assert.ok(unknown.length >= 9)
    assert.equal((await list(theirs.token)).length, 1)
  })

  it('needs an access token', async () => {
    for (const [method, target] of [
      ['GET', path],
      ['DELETE', path],
      ['DELETE', `${path}/${'A'.repeat(22)}`],
    ] as const) {
      assert.equal(await refusalOf(await api.call(method, target)), '401 credentials_missing')
    }
  })
})
