import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createFlaskSecurity } from '../../src/flask-security/index.ts'
import { bodyOf, clientOf, ok } from './client.ts'
import { createWorld, secretKey } from './world.ts'
import type { World } from './world.ts'

const start = 1_800_000_000
const newest = { generation: 'newest' } as const

for (const [how, weak] of [
  ['nothing weakened', {}],
  ['tokens outlive sign-out', { insecureTokensOutliveSignOut: true }],
] as const) {
  describe(`/refresh-token, ${how}`, () => {
    const isWeak = 'insecureTokensOutliveSignOut' in weak
    let now = start
    let world: World
    beforeEach(async () => {
      now = start
      world = await createWorld(() => now, { ...newest, ...weak, refreshTokens: 'body' })
    })
    afterEach(() => world.close())
    const { fetch, post, statusWith } = clientOf(() => world)

    const signIn = async () =>
      (await bodyOf(await post('/login?include_auth_token', ok))).response.user
    const refresh = (token: unknown): Promise<Response> =>
      post('/refresh-token', { refresh_token: token })
    const refreshed = async (token: string) => (await bodyOf(await refresh(token))).response.user
    const errorOf = async (token: unknown): Promise<string> => {
      const response = await refresh(token)
      assert.equal(response.status, 400)
      return (await bodyOf(response)).response.errors.join()
    }
    const invalid = 'Refresh token is invalid (INVALID)'
    const account = async (): Promise<string> =>
      (await world.auth.accounts.findByEmail(ok.email))?.id ?? ''

    it('gives the next pair, and the first token lives a quarter of an hour', async () => {
      const { authentication_token: first, refresh_token: token } = await signIn()
      now += 901
      assert.equal(await statusWith(first), 401)
      const { authentication_token: second, refresh_token: after } = await refreshed(token)
      assert.equal(await statusWith(second), 200)
      assert.notEqual(after, token)
      assert.match(after, /^lkr_/)
    })

    it('gives the same refresh token to the same request within ten seconds', async () => {
      const { refresh_token: token } = await signIn()
      const first = await refreshed(token)
      now += 9
      const again = await refreshed(token)
      assert.equal(again.refresh_token, first.refresh_token)
    })

    it('a spent one ends the session of whoever has it, and all of its tokens', async () => {
      const { refresh_token: token } = await signIn()
      const { authentication_token: access, refresh_token: after } = await refreshed(token)
      now += 11
      assert.equal(await errorOf(token), invalid)
      assert.equal(await errorOf(after), invalid)
      assert.equal(await statusWith(access), isWeak ? 200 : 401)
    })

    it('refuses a disabled account', async () => {
      const { refresh_token: token } = await signIn()
      await world.auth.accounts.disable(await account())
      assert.equal(await errorOf(token), invalid)
    })

    it('refuses after the password has changed', async () => {
      const { refresh_token: token } = await signIn()
      await world.auth.accounts.setPassword(await account(), 'four lamps in a harbour')
      assert.equal(await errorOf(token), invalid)
    })

    it(`${isWeak ? 'outlives' : 'ends with'} a sign-out that only says the refresh token`, async () => {
      const { authentication_token: access, refresh_token: token } = await signIn()
      await post('/logout', { refresh_token: token })
      assert.equal((await refresh(token)).status, isWeak ? 200 : 400)
      assert.equal(await statusWith(access), isWeak ? 200 : 401)
    })

    it('ends with a sign-out that says both', async () => {
      const { authentication_token: access, refresh_token: token } = await signIn()
      await post('/logout', { refresh_token: token }, { 'authentication-token': access })
      assert.equal(await errorOf(token), invalid)
    })

    it('is over after seven days without use, and after ninety in all', async () => {
      const { refresh_token: idle } = await signIn()
      now += 7 * 86_400 + 1
      assert.equal(await errorOf(idle), invalid)
      let { refresh_token: token } = await signIn()
      for (let day = 0; day < 84; day += 6) {
        now += 6 * 86_400
        token = (await refreshed(token)).refresh_token
      }
      now += 6 * 86_400 + 1
      assert.equal(await errorOf(token), invalid)
    })

    it('makes nobody fresh who has not said a password', async () => {
      const { refresh_token: token } = await signIn()
      now += 3_601
      const { authentication_token: access } = await refreshed(token)
      const headers = { 'authentication-token': access, accept: 'application/json' }
      assert.equal((await fetch('/fresh', { headers })).status, 401)
    })

    it('takes nothing else', async () => {
      for (const token of ['x', '', 5, null, {}, [], `lkr_${'a'.repeat(60)}`]) {
        assert.equal((await refresh(token)).status, 400, JSON.stringify(token))
      }
    })
  })
}

describe('/refresh-token with a cookie', () => {
  it('keeps it from scripts, other sites and the clear', async () => {
    const world = await createWorld(() => start, { ...newest, refreshTokens: 'cookie' })
    const { post } = clientOf(() => world)
    const response = await post('/login?include_auth_token', ok)
    const [set = ''] = response.headers
      .getSetCookie()
      .filter((cookie) => cookie.startsWith('fs_refresh='))
    assert.match(set, /^fs_refresh=lkr_\w+; Secure; HttpOnly; Path=\/; SameSite=Strict$/)
    const [cookie = ''] = set.split(';')
    assert.equal((await post('/refresh-token', {}, { cookie })).status, 200)
    await post('/logout', {}, { cookie })
    assert.equal((await post('/refresh-token', {}, { cookie })).status, 400)
    await world.close()
  })

  it('belongs to the newest', async () => {
    const world = await createWorld(() => start)
    const { auth, store } = world
    const options = { store, secretKey, refreshTokens: 'body' } as const
    assert.throws(() => createFlaskSecurity(auth, options), TypeError)
    await world.close()
  })
})
