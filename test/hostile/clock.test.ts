import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createAuth, type Auth } from '../../src/index.ts'
import { memory, type Store } from '../../src/storage/index.ts'
import type { TokenAnswer } from '../../src/wire.ts'
import { type Api, issuer, jsonOf, openApi } from '../http/open-api.ts'

/** The API on a clock that the test sets. */
async function openAt(time: number): Promise<{
  api: Api
  store: Store
  set: (time: number) => void
  /** Another process on the same store, which knows only what is stored. */
  restart: () => Promise<Auth>
}> {
  let now = time
  const store = memory()
  const options = { store, clock: () => now, secret: 'a master secret that is long enough for all' }
  const api = await openApi({}, { ...options, passwords: { argon2id: { memoryCost: 64 } } })
  const restart = (): Promise<Auth> => createAuth({ issuer, audience: 'api', ...options })
  return { api, store, set: (to) => (now = to), restart }
}

const renew = (api: Api, refreshToken: string): Promise<Response> =>
  api.call('POST', '/api/v1/renew', { body: { refreshToken } })

const signOutBy = (api: Api, refreshToken: string): Promise<Response> =>
  api.call('POST', '/api/v1/logout', { body: { refreshToken } })

const verify = async (api: Api, { token }: TokenAnswer): Promise<number> =>
  (await api.call('GET', '/verify', { token })).status

describe('whatever the clock says', () => {
  const times: readonly (readonly [id: string, time: number])[] = [
    ['1970', 1],
    ['the last second of 32 bits with a sign', 2 ** 31 - 1],
    ['the first one after', 2 ** 31],
    ['2106, the last second of 32 bits', 2 ** 32 - 1],
    ['9999', 253_402_300_799],
    ['between two seconds', 1_795_000_000.999],
  ]
  for (const [id, time] of times) {
    it(`S12 signs in, renews, expires and signs out: ${id}`, async () => {
      const { api, set } = await openAt(time)
      const first = await api.signIn()
      const next = await jsonOf<TokenAnswer>(await renew(api, first.refreshToken))
      assert.equal((await api.call('GET', '/api/v1/me', { token: next.token })).status, 200)
      set(time + 601)
      assert.equal((await api.call('GET', '/api/v1/me', { token: next.token })).status, 401)
      const { token, refreshToken } = await jsonOf<TokenAnswer>(await renew(api, next.refreshToken))
      assert.equal((await api.call('POST', '/api/v1/logout', { token })).status, 204)
      assert.equal((await api.call('GET', '/verify', { token })).status, 401)
      assert.equal((await renew(api, refreshToken)).status, 401)
      await api.close()
    })
  }

  const start = 1_795_000_000
  for (const [id, step] of [
    ['an hour back', -3_600],
    ['to 1970', -start],
    ['a second back', -1],
    ['half an hour on', 1_800],
    ['half an hour on and back', 0],
  ] as const) {
    it(`S12 R25 a clock that jumps ${id} makes nothing good that was spent or ended`, async () => {
      const { api, set } = await openAt(start)
      const spent = await api.signIn()
      let live: TokenAnswer = spent
      for (let n = 0; n < 3; n += 1) {
        live = await jsonOf<TokenAnswer>(await renew(api, live.refreshToken))
      }
      const ended = await api.signIn()
      await api.call('POST', '/api/v1/logout', { token: ended.token })
      set(start + 1_800)
      set(start + step)
      for (const path of ['/verify', '/api/v1/me']) {
        assert.equal((await api.call('GET', path, { token: ended.token })).status, 401)
      }
      assert.equal((await renew(api, ended.refreshToken)).status, 401)
      assert.equal((await renew(api, spent.refreshToken)).status, 401, 'it is theft')
      assert.equal((await renew(api, live.refreshToken)).status, 401, 'and ends the session')
      assert.equal((await api.call('GET', '/verify', { token: live.token })).status, 401)
      await api.close()
    })
  }

  /** A clock that is an hour ahead by the time that a revocation of the right time is forgotten. */
  async function forgetAnHourAhead() {
    const world = await openAt(start)
    const { api, store, set } = world
    const signOut = ({ token }: TokenAnswer): Promise<Response> =>
      api.call('POST', '/api/v1/logout', { token })
    const [ended, live] = [await api.signIn(), await api.signIn()]
    await signOut(ended)
    set(start + 3_600)
    await store.sweep({ now: start + 3_600, limit: 500 })
    const late = await api.signIn()
    // Each new revocation forgets a few that have expired.
    await signOut(await api.signIn())
    return { ...world, ended, live, late }
  }

  it('S12 nor what was revoked and forgotten while it was ahead: all renew once', async () => {
    const { api, set, ended, live } = await forgetAnHourAhead()
    set(start)
    assert.equal(await verify(api, ended), 401)
    assert.equal(await verify(api, live), 401)
    set(start + 1)
    const next = await jsonOf<TokenAnswer>(await renew(api, live.refreshToken))
    assert.equal(await verify(api, next), 204)
    assert.equal(await verify(api, ended), 401)
    await api.close()
  })

  it('S12 and half a minute back makes nobody renew', async () => {
    const { api, set, ended, late } = await forgetAnHourAhead()
    set(start + 3_600 - 30)
    assert.equal(await verify(api, late), 204)
    assert.equal(await verify(api, ended), 401)
    await api.close()
  })

  it('S12 a sign-out while it is an hour behind holds for tokens of before, after a restart too', async () => {
    const { api, store, set, restart } = await openAt(start)
    const [unused, renewed] = [await api.signIn(), await api.signIn()]
    set(start - 3_600)
    // By the clock this is its last use, though there is a token that is an hour younger.
    const last = await jsonOf<TokenAnswer>(await renew(api, renewed.refreshToken))
    for (const { refreshToken } of [unused, last]) await signOutBy(api, refreshToken)
    set(start + 60)
    await store.sweep({ now: start + 60, limit: 500 })
    const restarted = await restart()
    for (const answer of [unused, renewed]) {
      assert.equal(await verify(api, answer), 401)
      await assert.rejects(restarted.verify(answer.token), { code: 'token_revoked' })
    }
    await restarted.close()
  })

  it('S12 nor does a start or a sweep while it is an hour ahead forget a sign-out', async () => {
    const { api, store, set, restart } = await openAt(start)
    const ended = await api.signIn()
    await signOutBy(api, ended.refreshToken)
    set(start + 3_600)
    await store.sweep({ now: start + 3_600, limit: 500 })
    const startedAhead = await restart()
    set(start + 60)
    const startedLater = await restart()
    for (const auth of [startedAhead, startedLater]) {
      await assert.rejects(auth.verify(ended.token), { code: 'token_revoked' })
      await auth.close()
    }
    assert.equal(await verify(api, ended), 401)
    await api.close()
  })
})
