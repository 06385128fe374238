import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { endedSessionRetention, sessionIdleLifetime, sessionLifetime } from '../../src/defaults.ts'
import { sqlite } from '../../src/sqlite/index.ts'
import { memory, type Store } from '../../src/storage/index.ts'
import type { LoginAnswer, TokenAnswer } from '../../src/wire.ts'
import { type Api, jsonOf, openApi, refusalOf } from '../http/open-api.ts'
import { temporaryDirectory } from './serving.ts'

const cheap = { passwords: { argon2id: { memoryCost: 64 } } }

const renew = (api: Api, refreshToken: string): Promise<Response> =>
  api.call('POST', '/api/v1/renew', { body: { refreshToken }, requestId: 'same' })

/** All that a stranger sees of an answer. */
const seen = async (response: Response): Promise<object> => ({
  status: response.status,
  headers: [...response.headers],
  body: await response.text(),
})

describe('what can be learned from refresh tokens', () => {
  let api: Api
  before(async () => (api = await openApi({}, cheap)))
  after(() => api.close())

  it('R21 nothing from many of them: no two session ids share more than chance gives', async () => {
    const ids = new Set<string>()
    for (let n = 0; n < 200; n += 1) {
      const { session } = await api.auth.signIn({
        username: 'lorenzo',
        password: 'correct horse battery',
      })
      assert.match(session.id, /^[\w-]{22}$/)
      ids.add(session.id)
    }
    assert.equal(ids.size, 200)
    const bytes = [...ids].map((id) => Buffer.from(id, 'base64url'))
    // 200 draws of 16 bytes: every position varies, and neither order nor time shows in the first ones.
    for (let at = 0; at < 16; at += 1) {
      const values = new Set(bytes.map((id) => id[at]))
      assert.ok(values.size > 80, `byte ${at} has ${values.size} values`)
    }
    const ascents = bytes.filter((id, n) => n > 0 && Buffer.compare(bytes[n - 1] ?? id, id) < 0)
    assert.ok(ascents.length > 50 && ascents.length < 150, `${ascents.length} of 199 ascend`)
  })

  it('R21 nothing from guessing: a token of a session that is not there looks like garbage', async () => {
    // The same secret, another database: the MAC is right and the session is unknown.
    const elsewhere = await openApi({}, cheap)
    const { refreshToken: unknown } = await elsewhere.signIn()
    await elsewhere.close()
    const { refreshToken: good } = await api.signIn()
    const guesses: readonly (readonly [id: string, token: string])[] = [
      ['a session that is not there', unknown],
      [
        'the next character of a good one',
        good.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      ],
      ['nothing but zeros', `lkr_${'0'.repeat(good.length - 4)}`],
      ['the right prefix', 'lkr_'],
      ['garbage', 'x'.repeat(66)],
    ]
    const garbage = await seen(await renew(api, 'garbage'))
    for (const [id, token] of guesses) {
      assert.deepEqual(await seen(await renew(api, token)), garbage, id)
    }
    assert.equal((await renew(api, good)).status, 200)
  })
})

const stores = {
  memory: () => memory(),
  sqlite: (file: string) => sqlite(file),
} as const

for (const [kind, openStore] of Object.entries(stores)) {
  describe(`a session that the sweeper has been at, on ${kind}`, () => {
    const directory = temporaryDirectory()
    let api: Api
    let store: Store
    let number = 0
    let now: number
    beforeEach(async () => {
      store = openStore(join(directory.root, `${(number += 1)}.db`))
      now = 1_795_000_000
      api = await openApi({}, { ...cheap, store, clock: () => now })
    })
    afterEach(() => api.close())
    after(() => directory.remove())

    const wait = async (seconds: number): Promise<void> => {
      now += seconds
      await store.sweep({ now, limit: 500 })
    }
    /** Three tokens of one session, the last one live. */
    async function chain(): Promise<[LoginAnswer, TokenAnswer, TokenAnswer]> {
      const first = await api.signIn()
      const second = await jsonOf<TokenAnswer>(await renew(api, first.refreshToken))
      return [first, second, await jsonOf<TokenAnswer>(await renew(api, second.refreshToken))]
    }

    it('R26 keeps the evidence of a replay for as long as the session lives', async () => {
      const [spent, , live] = await chain()
      let { refreshToken } = live
      const rounds = Math.floor(sessionLifetime / sessionIdleLifetime) - 1
      for (let round = 0; round < rounds; round += 1) {
        await wait(sessionIdleLifetime - 1)
        refreshToken = (await jsonOf<TokenAnswer>(await renew(api, refreshToken))).refreshToken
      }
      assert.equal((await renew(api, spent.refreshToken)).status, 401)
      assert.equal(api.events.at(-1)?.code, 'refresh_token_reuse')
      assert.equal((await renew(api, refreshToken)).status, 401)
    })

    const ends: readonly (readonly [
      id: string,
      end: (live: TokenAnswer) => unknown,
      age: number,
    ])[] = [
      [
        'signed out',
        ({ refreshToken }) => api.call('POST', '/api/v1/logout', { body: { refreshToken } }),
        endedSessionRetention + 1,
      ],
      ['forgotten', () => undefined, sessionIdleLifetime + endedSessionRetention + 1],
    ]
    for (const [id, end, age] of ends) {
      it(`R26 is over before and after it is deleted, with one face: ${id}`, async () => {
        const tokens = await chain()
        const { sid = '' } = await api.auth.verify(tokens[0].token)
        await end(tokens[2])
        const garbage = await seen(await renew(api, 'garbage'))
        for (const step of [age - 2, 2]) {
          await wait(step)
          for (const { refreshToken, token } of tokens) {
            assert.deepEqual(await seen(await renew(api, refreshToken)), garbage)
            assert.equal(
              await refusalOf(await api.call('GET', '/verify', { token })),
              '401 invalid_token',
            )
          }
        }
        assert.equal(await api.auth.sessions.find(sid), undefined, 'it is deleted')
        assert.equal(api.events.filter(({ code }) => code === 'session_unknown').length, 3)
      })
    }
  })
}

describe('what an operator changes', () => {
  let api: Api
  let signedIn: LoginAnswer
  beforeEach(async () => {
    api = await openApi({}, cheap)
    signedIn = await api.signIn()
  })
  afterEach(() => api.close())

  const ends: readonly (readonly [id: string, change: (id: string) => Promise<unknown>])[] = [
    ['the password', (id) => api.auth.accounts.setPassword(id, 'an even longer sentence')],
    ['whether the account may sign in', (id) => api.auth.accounts.disable(id)],
    ['that its sessions are over', (id) => api.auth.sessions.endAll(id, 'revoked')],
  ]
  for (const [id, change] of ends) {
    it(`R08 R14 ends every session at once: ${id} (GHSA-64w3-5q9m-68xf, GHSA-wv3h-x6c4-r867, CVE-2024-22513, GHSA-2vg6-77g8-24mp)`, async () => {
      const { user, token, refreshToken } = signedIn
      await change(user.id)
      for (const path of ['/verify', '/api/v1/me']) {
        assert.equal((await api.call('GET', path, { token })).status, 401, path)
      }
      assert.equal((await renew(api, refreshToken)).status, 401)
      await api.auth.accounts.enable(user.id)
      assert.equal((await renew(api, refreshToken)).status, 401, 'and for good')
    })
  }

  it('R08 is in the next access token: a role that was taken away (GHSA-64w3-5q9m-68xf)', async () => {
    const { user, refreshToken } = signedIn
    await api.auth.accounts.update(user.id, { roles: [], scopes: [] })
    const { token } = await jsonOf<TokenAnswer>(await renew(api, refreshToken))
    const { roles = [], scope } = await api.auth.verify(token)
    assert.deepEqual([roles, scope], [[], ''])
    assert.equal(
      await refusalOf(await api.call('GET', '/verify?role=editor', { token })),
      '403 insufficient_role',
    )
  })
})
