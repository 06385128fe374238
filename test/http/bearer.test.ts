import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { AccessClaims } from '../../src/tokens/index.ts'
import { signJwt } from '../../src/jwt/index.ts'
import type { Api } from './open-api.ts'
import { openApi } from './open-api.ts'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What a test makes of a good token and the key that signed it. */
interface Good {
  readonly token: string
  readonly refreshToken: string
  readonly header: Record<string, unknown>
  readonly claims: AccessClaims
  /** Signs these claims as the server would. */
  readonly sign: (claims: object, typ?: string) => string
}

type Row = readonly [id: string, forge: (good: Good) => string]

const withHeader =
  (change: object) =>
  ({ token, header }: Good): string =>
    [encode({ ...header, ...change }), ...token.split('.').slice(1)].join('.')
const withClaims =
  (change: object) =>
  ({ sign, claims }: Good): string =>
    sign({ ...claims, ...change })
const changed =
  (change: (token: string) => string) =>
  ({ token }: Good): string =>
    change(token)

const rows: readonly Row[] = [
  ['J01 alg none', ({ claims }) => `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(claims)}.`],
  ['J03 alg none with a signature', withHeader({ alg: 'none' })],
  ...['None', 'HS256', 'ES384', 'es256', '', null, 1, ['ES256']].map((alg): Row => [
    `J02 J04 J05 J14 alg ${JSON.stringify(alg)}`,
    withHeader({ alg }),
  ]),
  ['J15 embedded key', withHeader({ jwk: { kty: 'EC' } })],
  ['J16 jku', withHeader({ jku: 'http://127.0.0.1:1/' })],
  ...['../../dev/null', "' UNION SELECT 'k'--", '__proto__', 'constructor', '', 1, null].map(
    (kid): Row => [`J18 kid ${JSON.stringify(kid)}`, withHeader({ kid })],
  ),
  ['J20 crit', withHeader({ crit: ['exp'] })],
  ['J21 b64', withHeader({ b64: false })],
  ...['JWT', 'dpop+jwt', 'secevent+jwt', 'id_token'].map((typ): Row => [
    `J24 typ ${typ}`,
    ({ sign, claims }) => sign(claims, typ),
  ]),
  ['J25 R13 a refresh token', ({ refreshToken }) => refreshToken],
  ['J29 no claims', ({ sign }) => sign({})],
  ['J30 exp 0', withClaims({ exp: 0 })],
  ['J32 exp now', withClaims({ exp: 1_795_000_000 })],
  ['J33 too long a life', withClaims({ exp: 9e15 })],
  ['J35 another issuer', withClaims({ iss: 'https://api.example.com/' })],
  ['J35 issuers', withClaims({ iss: ['https://api.example.com', 'https://evil.com'] })],
  ['J36 another audience', withClaims({ aud: 'apis' })],
  ['J36 no audience', withClaims({ aud: [] })],
  ['J38 a number for sub', withClaims({ sub: 1 })],
  ['J39 scopes as a list', withClaims({ scope: ['admin'] })],
  ['J42 dots', () => '..'],
  ['J42 two parts', changed((token) => token.split('.').slice(0, 2).join('.'))],
  ['J42 four parts', changed((token) => `${token}.x`)],
  ['J44 padding', changed((token) => `${token}=`)],
  ['J46 percent-encoded', changed((token) => encodeURIComponent(`${token}!`))],
  ['J46 quoted', changed((token) => `"${token}"`)],
  ['J47 full-width', changed((token) => token.replace(/.$/, '\u00c5'))],
  ['J49 8,193 characters', () => 'a'.repeat(8_193)],
  ['J49 nothing but dots', () => '.'.repeat(8_000)],
  ['J58 cut signature', changed((token) => token.slice(0, -2))],
  ['J60 twice', changed((token) => token + token)],
  ['J63 JSON serialization', changed((token) => encode({ payload: token.split('.')[1] }))],
]

describe('a bad access token', () => {
  let api: Api
  let good: Good
  before(async () => {
    api = await openApi()
    const { token, refreshToken } = await api.signIn()
    const header = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())
    const claims = await api.auth.verify(token)
    const sign: Good['sign'] = (forged, typ = 'at+jwt') =>
      signJwt(forged, api.auth.keys.signingKey(), { typ })
    good = { token, refreshToken, header, claims, sign }
  })
  after(() => api.close())

  const answerTo = async (token: string): Promise<object> => {
    const response = await api.call('GET', '/verify', { token, requestId: 'same' })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    }
  }

  it('is not this one', async () => {
    const response = await api.call('GET', '/verify', { token: good.sign(good.claims) })
    assert.equal(response.status, 204)
  })

  for (const [id, forge] of rows) {
    it(`${id} is answered like every other`, async () => {
      const answer = await answerTo(forge(good))
      assert.deepEqual(answer, await answerTo('x'))
      const { status, headers } = answer as { status: number; headers: Record<string, string> }
      assert.equal(status, 401)
      assert.equal(headers['www-authenticate'], 'Bearer realm="latchkey", error="invalid_token"')
    })
  }

  it('J59 one character changed anywhere makes it one', async () => {
    const { token } = good
    for (let i = 0; i < token.length; i += 7) {
      const other = token[i] === 'A' ? 'B' : 'A'
      const response = await api.call('GET', '/verify', {
        token: token.slice(0, i) + other + token.slice(i + 1),
      })
      assert.equal(response.status, 401, `at ${i}`)
    }
  })

  it('J62 a token that was good is refused when it has expired', async () => {
    const { token } = await api.signIn()
    assert.equal((await api.call('GET', '/verify', { token })).status, 204)
    api.wait(601)
    assert.deepEqual(await answerTo(token), await answerTo('x'))
  })
})
