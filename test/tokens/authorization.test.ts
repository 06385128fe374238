import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, request as send } from 'node:http'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { AuthError } from '../../src/errors.ts'
import type { AuthErrorCode } from '../../src/errors.ts'
import { authRequired, parseAuthorization } from '../../src/tokens/index.ts'
import type { RequestLike } from '../../src/tokens/index.ts'
import { refusal } from './issuer.ts'

/** Stands for any verifier: says which token it was asked about. */
const echo = { verify: (token: string): string => token }

describe('parseAuthorization', () => {
  const fields: readonly [id: string, field: string | undefined, expect: string | undefined][] = [
    ['no header', undefined, undefined],
    ['an empty header', '', undefined],
    ['Bearer', 'Bearer a.b.c', 'a.b.c'],
    ['H06 the scheme in another case', 'bEARER a.b.c', 'a.b.c'],
    ['several spaces', 'Bearer   a.b.c', 'a.b.c'],
    ['every character of a token68', 'Bearer aZ09-._~+/==', 'aZ09-._~+/=='],
    ['H06 Basic', 'Basic YTpi', undefined],
    ['H06 Basic with what looks like a token', 'Basic a.b.c', undefined],
    ['a scheme that begins like Bearer', 'BearerX a.b.c', undefined],
    ['a scheme that ends like Bearer', 'XBearer a.b.c', undefined],
    ['Digest with commas', 'Digest username="a", realm="Bearer b"', undefined],
    ['no scheme', 'a.b.c', undefined],
  ]
  for (const [id, field, expect] of fields) {
    it(`${id}: ${expect ?? 'none'}`, () => {
      assert.equal(parseAuthorization(field, echo), expect)
      assert.equal(parseAuthorization({ headers: { authorization: field } }, echo), expect)
      assert.equal(parseAuthorization({ headers: { Authorization: field } }, echo), expect)
      const headers = new Headers(field === undefined ? {} : { Authorization: field })
      assert.equal(parseAuthorization({ headers }, echo), expect)
      const request = new Request('https://a.example/', { headers })
      assert.equal(parseAuthorization(request, echo), expect)
    })
  }

  const bad: readonly [id: string, source: RequestLike | string, code: AuthErrorCode][] = [
    ['H07 Bearer alone', 'Bearer', 'credentials_malformed'],
    ['H07 Bearer and a space', 'Bearer ', 'credentials_malformed'],
    ['H07 Bearer %', 'Bearer %', 'credentials_malformed'],
    ['a tab for the space', 'Bearer\ta.b.c', 'credentials_malformed'],
    ['J60 two tokens', 'Bearer a.b.c,d.e.f', 'credentials_malformed'],
    ['J60 two fields that fetch has joined', 'Bearer a.b.c, Bearer d.e.f', 'credentials_malformed'],
    ['J43 white space after it', 'Bearer a.b.c ', 'credentials_malformed'],
    ['J43 a line break', 'Bearer a.b\n.c', 'credentials_malformed'],
    ['J47 a letter that is not ASCII', 'Bearer a.é.c', 'credentials_malformed'],
    ['J46 quotes', 'Bearer "a.b.c"', 'credentials_malformed'],
    ['padding in the middle', 'Bearer a=b', 'credentials_malformed'],
    [
      'two fields',
      { headers: { authorization: ['Bearer a', 'Basic b'] } },
      'credentials_ambiguous',
    ],
    [
      'the same field twice',
      { headers: { authorization: ['Bearer a', 'Bearer a'] } },
      'credentials_ambiguous',
    ],
    [
      'two spellings of the name',
      { headers: { authorization: 'Bearer a', Authorization: 'Bearer b' } },
      'credentials_ambiguous',
    ],
  ]
  for (const [id, source, code] of bad) {
    it(`${id}: ${code}`, () => {
      assert.throws(() => parseAuthorization(source, echo), refusal(code))
    })
  }

  it('sees the second of two fields that Node keeps to itself', async () => {
    const seen: unknown[] = []
    const server = createServer((request, response) => {
      try {
        seen.push(parseAuthorization(request, echo))
      } catch (error) {
        seen.push(error instanceof AuthError ? error.code : error)
      }
      response.end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    assert.ok(typeof address === 'object' && address !== null)
    for (const values of [['Bearer a'], ['Bearer a', 'Bearer b'], []]) {
      const headers = ['Host', 'a', ...values.flatMap((field) => ['Authorization', field])]
      const request = send({ port: address.port, host: '127.0.0.1', headers }).end()
      const [response] = await once(request, 'response')
      response.resume()
      await once(response, 'end')
    }
    server.closeAllConnections()
    server.close()
    assert.deepEqual(seen, ['a', 'credentials_ambiguous', undefined])
  })

  it('does not look into the address unless it is told to', () => {
    const request = { headers: {}, url: '/orders?token=q' }
    assert.equal(parseAuthorization(request, echo), undefined)
    assert.equal(parseAuthorization(request, echo, { allowQueryToken: true }), 'q')
    assert.equal(parseAuthorization({ headers: {} }, echo, { allowQueryToken: true }), undefined)
  })

  it('does not ask the verifier where there is no token', () => {
    const never = { verify: (): never => assert.fail('asked') }
    assert.equal(parseAuthorization('Basic YTpi', never, { allowQueryToken: true }), undefined)
  })

  const addresses: readonly [url: string, expect: string | undefined][] = [
    ['/orders', undefined],
    ['/orders?token=q', 'q'],
    ['https://a.example/orders?a=b&token=q#token=f', 'q'],
    ['/orders#?token=f', undefined],
    ['/orders?Token=q&auth_token=r', undefined],
    ['/orders?a=?token=q', undefined],
    ['?token=q', 'q'],
    ['token=q', undefined],
    ['/orders?token=', ''],
    ['/orders??token=q', undefined],
    ['/orders?a=b?token=q&token=r', 'r'],
  ]
  for (const [url, expect] of addresses) {
    it(`reads ${url} as ${expect ?? 'none'} when told to`, () => {
      assert.equal(
        parseAuthorization({ headers: {}, url }, echo, { allowQueryToken: true }),
        expect,
      )
    })
  }

  it('refuses two tokens, and takes one that comes twice', () => {
    const headers = { authorization: 'Bearer a' }
    const options = { allowQueryToken: true }
    for (const url of ['/?token=b', '/?token=a&token=a']) {
      assert.throws(
        () => parseAuthorization({ headers, url }, echo, options),
        refusal('credentials_ambiguous'),
      )
    }
    assert.equal(parseAuthorization({ headers, url: '/?token=a' }, echo, options), 'a')
  })

  it('throws what the verifier throws, and waits where it waits', async () => {
    const failing = {
      verify: (): never => {
        throw new AuthError('token_expired', 'x')
      },
    }
    assert.throws(() => parseAuthorization('Bearer a', failing), refusal('token_expired'))
    const slow = { verify: async (token: string) => ({ token }) }
    assert.deepEqual(await parseAuthorization('Bearer a', slow), { token: 'a' })
  })

  it('whatever the header holds, gives a token of the right alphabet, none, or an AuthError', () => {
    const field = fc.oneof(
      fc.string({ unit: 'binary-ascii' }),
      fc.string().map((text) => `Bearer ${text}`),
      fc.stringMatching(/^[Bb]earer +[\w.=-]*$/),
    )
    fc.assert(
      fc.property(field, (text) => {
        try {
          assert.match(parseAuthorization(text, echo) ?? 'none', /^[\w\-.~+/]+=*$/)
        } catch (error) {
          assert.ok(error instanceof AuthError, String(error))
        }
      }),
    )
  })
})

describe('authRequired', () => {
  const claims = { scope: 'orders:read orders:write', roles: ['clerk'], sub: 'a' }

  it('gives the claims back when they are enough', () => {
    for (const enough of [
      {},
      { scope: '' },
      { scope: 'orders:read' },
      { scope: 'orders:write orders:read' },
      { role: 'clerk' },
      { role: ['admin', 'clerk'] },
      { scope: 'orders:read', role: 'clerk' },
    ]) {
      assert.equal(authRequired(claims, enough), claims)
    }
  })

  const refused: readonly [id: string, requirements: object, code: AuthErrorCode][] = [
    ['J39 another scope', { scope: 'admin' }, 'insufficient_scope'],
    ['J39 a part of a scope', { scope: 'orders' }, 'insufficient_scope'],
    ['J39 one of two scopes', { scope: 'orders:read admin' }, 'insufficient_scope'],
    ['J39 another case', { scope: 'Orders:read' }, 'insufficient_scope'],
    ['another role', { role: 'admin' }, 'insufficient_role'],
    ['none of the roles', { role: ['admin', 'clerks'] }, 'insufficient_role'],
    ['no role will do', { role: [] }, 'insufficient_role'],
  ]
  for (const [id, requirements, code] of refused) {
    it(`${id}: ${code}`, () => {
      assert.throws(() => authRequired(claims, requirements), refusal(code))
      assert.throws(() => authRequired(undefined, requirements), refusal('credentials_missing'))
    })
  }

  it('finds no role in a token without roles', () => {
    assert.throws(() => authRequired({ scope: '' }, { role: 'a' }), refusal('insufficient_role'))
  })
})
