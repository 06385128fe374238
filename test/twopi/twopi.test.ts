import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import jwt from 'jsonwebtoken'
import { z } from 'zod'
import { AuthError, defineAccessToken } from '../../src/index.ts'
import type { Auth } from '../../src/index.ts'
import { createTwopi, TokenRefused } from '../../src/twopi/index.ts'
import type { Twopi, TwopiClaims } from '../../src/twopi/index.ts'
import { openAuth, password } from '../dialects/open-auth.ts'

const secretKey = 'a secret key of thirty-two bytes or more'
const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')

function sign(
  claims: unknown,
  header: { alg: string; typ?: string } = { alg: 'HS256', typ: 'JWT' },
) {
  const input = `${encode(header)}.${encode(claims)}`
  if (!header.alg.startsWith('HS')) return `${input}.`
  const mac = createHmac(header.alg.replace('HS', 'sha'), secretKey).update(input)
  return `${input}.${mac.digest('base64url')}`
}

const refused = (code: string) => (error: unknown) =>
  error instanceof TokenRefused && error.code === code && error.toResponse().status === 401

interface Answer {
  readonly status: number
  readonly token: string
  readonly refreshToken: string
}

async function post(
  api: Twopi<object>,
  path: string,
  body: object,
  token?: string,
): Promise<Answer> {
  const response = await api.fetch(
    new Request(`http://localhost${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    }),
  )
  const json = response.headers.get('content-type') === 'application/json'
  const answer: object = json ? Object(await response.json()) : {}
  return {
    status: response.status,
    token: String(Reflect.get(answer, 'token')),
    refreshToken: String(Reflect.get(answer, 'refreshToken')),
  }
}

describe('the short-lived token of twopi_flask_utils', () => {
  let auth: Auth
  let api: Twopi<TwopiClaims>
  let id: string
  const time = { now: 1_700_000_000 }
  const clock = () => time.now
  const ada = { username: 'ada', password }
  const parse = (token: string) =>
    api.parseAuthHeader({ headers: { authorization: `Bearer ${token}` } })
  before(async () => {
    auth = await openAuth(clock)
    ;({ id } = await auth.accounts.register(ada))
    api = createTwopi(auth, { secretKey, clock })
  })

  it('is for the account, and lives ten minutes', async () => {
    const { token } = await post(api, '/login', ada)
    assert.equal((await parse(token))?.user_id, 'ada')
    time.now += 600
    await assert.rejects(parse(token), refused('token_expired'))
  })

  it('is renewed with the same refresh token, again and again', async () => {
    const { refreshToken } = await post(api, '/login', ada)
    for (let day = 0; day < 40; day += 1) {
      time.now += 86_400
      const { status, token } = await post(api, '/renew', { refreshToken })
      assert.equal(status, 200)
      assert.equal((await parse(token))?.user_id, 'ada')
    }
    time.now += 31 * 86_400
    assert.equal((await post(api, '/renew', { refreshToken })).status, 401)
  })

  it('is renewed with the next refresh token where they rotate; a spent one ends the session', async () => {
    const rotating = createTwopi(auth, { secretKey, clock, rotation: 'always' })
    const first = await post(rotating, '/login', ada)
    const second = await post(rotating, '/renew', first)
    assert.notEqual(second.refreshToken, first.refreshToken)
    // A client that keeps the first, on an endpoint that does not rotate.
    assert.equal((await post(api, '/renew', first)).status, 401)
    await post(rotating, '/renew', second)
    time.now += 60
    assert.equal((await post(rotating, '/renew', first)).status, 401)
    await assert.rejects(parse(second.token), refused('session_ended'))
  })

  for (const [event, happen] of [
    ['it signed out', (token: string) => post(api, '/logout', {}, token)],
    ['the password changed', () => auth.accounts.setPassword(id, password)],
    ['the account was disabled', () => auth.accounts.disable(id)],
  ] as const) {
    it(`is refused at once after ${event}, and so is its refresh token`, async () => {
      await auth.accounts.enable(id)
      const { token, refreshToken } = await post(api, '/login', ada)
      await happen(token)
      await assert.rejects(parse(token), refused('session_ended'))
      assert.equal((await post(api, '/renew', { refreshToken })).status, 401)
      assert.equal((await post(api, '/logout', {}, token)).status, 401)
      await auth.accounts.enable(id)
    })
  }

  describe('made elsewhere with the same key', () => {
    const claims = { rfid: 'r', user_id: 'ada', scopes: ['s'], exp: 4_000_000_000 }
    const from = (members: object) => ({ ...claims, ...members })
    for (const [what, token, code] of [
      [
        'HS384, because the key has one algorithm',
        sign(claims, { alg: 'HS384' }),
        'algorithm_not_allowed',
      ],
      [
        'HS512, because the key has one algorithm',
        sign(claims, { alg: 'HS512' }),
        'algorithm_not_allowed',
      ],
      ['none, which is no signature', sign(claims, { alg: 'none' }), 'token_malformed'],
      [
        'another type, which is for something else',
        sign(claims, { alg: 'HS256', typ: 'at+jwt' }),
        'token_type_mismatch',
      ],
      ['no exp: it would be good for ever', sign(from({ exp: undefined })), 'claim_missing'],
      ['an exp that is text', sign(from({ exp: '4000000000' })), 'claims_malformed'],
      ['an exp that is null', sign(from({ exp: null })), 'claims_malformed'],
      ['an exp that is past', sign(from({ exp: 1 })), 'token_expired'],
      [
        'an iat in the future: a wrong clock, or another issuer',
        sign(from({ iat: 3_999_999_999 })),
        'token_not_yet_valid',
      ],
      ['an nbf in the future', sign(from({ nbf: 3_999_999_999 })), 'token_not_yet_valid'],
      ['an audience, which is not this', sign(from({ aud: 'x' })), 'audience_mismatch'],
      ['a user_id that is a number', sign(from({ user_id: 5 })), 'claims_invalid'],
      ['no rfid', sign(from({ rfid: undefined })), 'claims_invalid'],
      ['claims that are a list', sign([1]), 'claims_malformed'],
      [
        'a session that there is not',
        sign(from({ sid: 'AAAAAAAAAAAAAAAAAAAAAA' })),
        'session_ended',
      ],
      ['no session, which nothing could end', sign(claims), 'session_unknown'],
    ] as const) {
      it(`is refused for ${what}`, async () => {
        await assert.rejects(parse(token), refused(code))
        if (code === 'session_unknown') return
        const lenient = createTwopi(auth, { secretKey, clock, allowTokensWithoutSession: true })
        const headers = { authorization: `Bearer ${token}` }
        await assert.rejects(lenient.parseAuthHeader({ headers }), refused(code))
      })
    }
  })

  it('has claims of one’s own', async () => {
    const accessToken = defineAccessToken({
      schema: z.object({ plan: z.enum(['free', 'paid']) }),
      fromSession: () => ({ plan: 'paid' as const }),
    })
    const own = createTwopi(auth, { secretKey, clock, accessToken, prefix: '/api/v1' })
    const { token } = await post(own, '/api/v1/login', ada)
    const headers = { authorization: `Bearer ${token}` }
    assert.deepEqual(await own.parseAuthHeader({ headers }), { plan: 'paid' })
    await assert.rejects(parse(token), refused('claims_invalid'))
    assert.equal(own.handles('/login'), false)
  })

  it('is accepted by whoever shares the key', async () => {
    const { token } = await post(api, '/login', ada)
    const { rfid, sid, user_id } = Object(
      jwt.verify(token, secretKey, { algorithms: ['HS256'], clockTimestamp: time.now }),
    )
    assert.deepEqual([rfid, user_id], [sid, 'ada'])
    const claims = { rfid: 'r', user_id: 'u', scopes: [], iat: time.now, exp: time.now + 60 }
    const lenient = createTwopi(auth, { secretKey, clock, allowTokensWithoutSession: true })
    const headers = { authorization: `Bearer ${jwt.sign(claims, secretKey)}` }
    assert.equal((await lenient.parseAuthHeader({ headers }))?.user_id, 'u')
  })

  it('is refused for a body that holds no credentials', async () => {
    for (const body of [
      [],
      { username: 'ada' },
      { username: 1, password },
      { username: [], password },
    ]) {
      assert.equal((await post(api, '/login', body)).status, 401)
    }
    assert.equal((await post(api, '/renew', { refreshToken: 'lkr_x' })).status, 401)
  })

  it('is read or refused, whatever stands behind Bearer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const headers = { authorization: `Bearer ${text}` }
        try {
          assert.equal(await api.parseAuthHeader({ headers }), undefined)
        } catch (error) {
          assert.ok(error instanceof TokenRefused)
        }
      }),
    )
  })

  it('is not there where there is none', async () => {
    const nobody = await api.parseAuthHeader({ headers: { authorization: 'Basic x' } })
    assert.equal(nobody, undefined)
    assert.throws(() => api.authRequired(nobody), refused('credentials_missing'))
  })

  it('is not made under a key that can be guessed, or at a prefix that is no path', () => {
    assert.throws(() => createTwopi(auth, { secretKey: 'secret' }), RangeError)
    assert.throws(() => createTwopi(auth, { secretKey, prefix: 'api/' }), TypeError)
    assert.ok(new TokenRefused('token_expired') instanceof AuthError)
  })
})
