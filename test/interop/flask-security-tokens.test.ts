import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { systemClock } from '../../src/clock.ts'
import { createWorld, faithful } from '../flask-security/world.ts'
import type { World } from '../flask-security/world.ts'
import { needs } from '../system/tools.ts'
import { startFlaskSecurity } from './flask-security-peer.ts'
import type { Answered, FlaskSecurityPeer } from './flask-security-peer.ts'

const email = 'change@example.com'
const password = 'correct horse battery'
const next = 'four lamps in a harbour'
const uniquifier = '7b8d62fd2f0f5b2e3ba5437e5b983128'
const json = { 'content-type': 'application/json', accept: 'application/json' }
const maxAge = 3_600

const tokenIn = ({ body }: Answered): string =>
  /"authentication_token":"([^"]+)"/.exec(body)?.[1] ?? assert.fail('no token')
const cookiesIn = ({ headers }: Answered): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1))
    .join('; ')

/** Both applications, with one secret and the same accounts. */
for (const [how, options] of [
  ['as safe as it is', {}],
  ['as unsafe as the original', faithful],
] as const) {
  describe(
    `tokens across Flask-Security and one ${how}`,
    needs('email_validator', 'flask_security', 'flask_sqlalchemy'),
    () => {
      let peer: FlaskSecurityPeer
      let world: World
      before(async () => {
        peer = await startFlaskSecurity([`SECURITY_TOKEN_MAX_AGE=${maxAge}`])
      })
      after(() => peer.stop())
      beforeEach(async () => {
        world = await createWorld(systemClock, { ...options, tokenMaxAge: maxAge })
      })
      afterEach(() => world.close())

      const theirs = (method: string, path: string, headers: object, body?: object) =>
        peer.send({
          method,
          path,
          headers: { ...json, ...headers },
          ...(body && { body: JSON.stringify(body) }),
        })
      const ours = async (method: string, path: string, headers: object, body?: object) => {
        const init = { method, headers: { ...json, ...headers } }
        const sent = body ? { ...init, body: JSON.stringify(body) } : init
        const response = await world.fetch(new Request(peer.origin + path, sent))
        return { status: response.status, headers: response.headers, body: await response.text() }
      }
      const both = { theirs, ours }
      type Side = keyof typeof both
      const signIn = (side: Side, fields: object = {}) =>
        both[side]('POST', '/login?include_auth_token', {}, { email, password, ...fields })
      const withToken = async (side: Side, token: string): Promise<number> =>
        (await both[side]('GET', '/protected-token', { 'authentication-token': token })).status
      const withCookies = async (side: Side, cookie: string): Promise<number> =>
        (await both[side]('GET', '/protected-auth', { cookie })).status
      const setThere = (fields: object) => peer.hook('user/change', fields)
      const accountId = async (): Promise<string> =>
        (await world.auth.accounts.findByEmail(email))?.id ?? assert.fail('no account')

      it('one is good on the other side, by token and by session', async () => {
        for (const [from, to] of [
          ['theirs', 'ours'],
          ['ours', 'theirs'],
        ] as const) {
          const signedIn = await signIn(from)
          assert.equal(await withToken(to, tokenIn(signedIn)), 200, `${from} → ${to}`)
          assert.equal(await withCookies(to, cookiesIn(signedIn)), 200, `${from} → ${to}`)
        }
      })

      it('a remember cookie of theirs is good here', async () => {
        const cookies = cookiesIn(await signIn('theirs', { remember: 'y' }))
        const [remember = ''] = /remember_token=[^;]+/.exec(cookies) ?? []
        assert.equal(await withCookies('ours', remember), 200)
      })

      it('a password that changes here ends theirs and ours here', async () => {
        const [their, our] = [tokenIn(await signIn('theirs')), tokenIn(await signIn('ours'))]
        await world.auth.accounts.setPassword(await accountId(), next)
        assert.equal(await withToken('ours', their), 401)
        assert.equal(await withToken('ours', our), 401)
      })

      it('what is issued after that is good there once its uniquifier is told', async () => {
        await world.auth.accounts.setPassword(await accountId(), next)
        const token = tokenIn(await signIn('ours', { password: next }))
        assert.equal(await withToken('theirs', token), 401)
        const identity = await world.store.findFlaskIdentity(await accountId())
        await setThere({ fs_uniquifier: identity?.uniquifier })
        assert.equal(await withToken('theirs', token), 200)
        await setThere({ fs_uniquifier: uniquifier })
        assert.equal(await withToken('theirs', token), 401)
      })

      it('a uniquifier that is replaced there ends ours there', async () => {
        const token = tokenIn(await signIn('ours'))
        await setThere({ fs_uniquifier: 'another' })
        assert.equal(await withToken('theirs', token), 401)
        await setThere({ fs_uniquifier: uniquifier })
      })

      it('deactivation ends both where it happens', async () => {
        const [their, our] = [tokenIn(await signIn('theirs')), tokenIn(await signIn('ours'))]
        await setThere({ active: false })
        assert.equal(await withToken('theirs', our), 401)
        await setThere({ active: true })
        await world.auth.accounts.disable(await accountId())
        assert.equal(await withToken('ours', their), 401)
        assert.equal(await withToken('ours', our), 401)
      })

      it('age, time, salt and shape count the same on both sides', async () => {
        const rows: readonly (readonly [payload: unknown, offset: number, status: number])[] = [
          [[uniquifier], 0, 200],
          [['1', 'x', uniquifier], 0, 200],
          [[uniquifier], -maxAge + 5, 200],
          [[uniquifier], -maxAge - 5, 401],
          [[uniquifier], 60, 401],
          [['1', uniquifier], 0, 401],
          [[], 0, 401],
          [['1', 'x', uniquifier, 'y'], 0, 200],
          [{ ver: '5', uid: uniquifier, exp: 0 }, 0, 401],
          ['x', 0, 401],
          [['unknown'], 0, 401],
        ]
        for (const [payload, offset, status] of rows) {
          const { token } = await peer.hook('sign', { payload, offset })
          const what = JSON.stringify([payload, offset])
          assert.equal(await withToken('theirs', String(token)), status, `theirs ${what}`)
          assert.equal(await withToken('ours', String(token)), status, `ours ${what}`)
          assert.equal(await withToken('ours', `${String(token)}x`), 401, `forged ${what}`)
        }
      })
    },
  )
}
