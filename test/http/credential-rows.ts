import type { AuthErrorCode } from '../../src/errors.ts'
import type { CredentialOptions } from '../../src/http/credentials.ts'

export type Headers = Record<string, string>

export const basicOf = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

/** A token, `none`, or the code it is refused with. */
export type Expected = { token: string } | 'none' | AuthErrorCode

export interface CredentialRow {
  readonly id: string
  readonly headers?: Headers
  readonly url?: string
  readonly method?: string
  readonly options?: CredentialOptions
  readonly expect: Expected
}

export const allSources: CredentialOptions = {
  credentials: ['bearer', 'authentication-token', 'basic-token', 'cookie', 'query'],
}
const flask: CredentialOptions = { credentials: ['bearer', 'authentication-token'] }
const cookie: CredentialOptions = { credentials: ['cookie'], origins: ['https://good.com'] }
export const bearer = (authorization: string): Headers => ({ authorization })
const own = { cookie: '__Host-latchkey=a.b.c' }

/** What stands in a request, and what is read of it. */
export const rows: readonly CredentialRow[] = [
  {
    id: 'H01 two Authorization headers, joined',
    headers: bearer('Bearer a, Bearer b'),
    expect: 'credentials_ambiguous',
  },
  {
    id: 'H01 the same header twice',
    headers: bearer('Bearer a, Bearer a'),
    expect: 'credentials_ambiguous',
  },
  {
    id: 'H01 Basic hides a second Bearer',
    headers: bearer('Basic eDp5, Bearer a'),
    expect: 'credentials_ambiguous',
  },
  {
    id: 'H01 Digest hides a second Bearer',
    headers: bearer('Digest realm="x", nonce="y", Bearer a'),
    expect: 'credentials_ambiguous',
  },
  {
    id: 'H01 one Digest with parameters is not two',
    headers: bearer('Digest realm="x", nonce = "y"'),
    expect: 'none',
  },
  { id: 'H02 lower case', headers: bearer('bearer a.b.c'), expect: { token: 'a.b.c' } },
  { id: 'H02 upper case', headers: bearer('BEARER a.b.c'), expect: { token: 'a.b.c' } },
  { id: 'H02 mixed case', headers: bearer('BeArEr a.b.c'), expect: { token: 'a.b.c' } },
  { id: 'H03 two spaces', headers: bearer('Bearer  a.b.c'), expect: { token: 'a.b.c' } },
  { id: 'H03 tab', headers: bearer('Bearer\ta.b.c'), expect: 'credentials_malformed' },
  { id: 'H03 NBSP', headers: bearer('Bearer\u00a0a.b.c'), expect: 'credentials_malformed' },
  {
    id: 'H03 space and NBSP',
    headers: bearer('Bearer \u00a0a.b.c'),
    expect: 'credentials_malformed',
  },
  { id: 'H03 trailing space', headers: bearer('Bearer a.b.c '), expect: 'credentials_malformed' },
  { id: 'H03 no space', headers: bearer('Bearera.b.c'), expect: 'credentials_malformed' },
  { id: 'H04 Bearer alone', headers: bearer('Bearer'), expect: 'credentials_malformed' },
  { id: 'H04 Bearer and a space', headers: bearer('Bearer '), expect: 'credentials_malformed' },
  { id: 'H05 two schemes', headers: bearer('Bearer a Basic b'), expect: 'credentials_malformed' },
  { id: 'H05 comma list', headers: bearer('Bearer a,b'), expect: 'credentials_ambiguous' },
  {
    id: 'H06 Basic <jwt> (hono 5463db27)',
    headers: bearer('Basic eyJh.eyJh.c2ln'),
    expect: 'none',
  },
  { id: 'H06 Token <jwt>', headers: bearer('Token eyJh.eyJh.c2ln'), expect: 'none' },
  { id: 'H06 JWT <jwt>', headers: bearer('JWT eyJh.eyJh.c2ln'), expect: 'none' },
  { id: 'H06 a token without a scheme', headers: bearer('eyJh.eyJh.c2ln'), expect: 'none' },
  { id: 'H06 empty', headers: bearer(''), expect: 'none' },
  {
    id: 'H07 percent is left to the verifier (GHSA-xmf8-cvqr-rfgj)',
    headers: bearer('Bearer %'),
    expect: { token: '%' },
  },
  {
    id: 'H07 never percent-decoded',
    headers: bearer('Bearer %41%42'),
    expect: { token: '%41%42' },
  },
  {
    id: 'H09 Latin-1 is left to the verifier',
    headers: bearer('Bearer \u00e9'),
    expect: { token: '\u00e9' },
  },
  {
    id: 'H11 header and query',
    headers: bearer('Bearer a'),
    url: '/?token=b',
    options: allSources,
    expect: 'credentials_ambiguous',
  },
  {
    id: 'H11 the same in header and query',
    headers: bearer('Bearer a'),
    url: '/?token=a',
    options: allSources,
    expect: 'credentials_ambiguous',
  },
  {
    id: 'H11 header and cookie',
    headers: { ...bearer('Bearer a'), ...own },
    options: allSources,
    expect: 'credentials_ambiguous',
  },
  { id: 'H12 query while disabled', url: '/?auth_token=a&access_token=a&token=a', expect: 'none' },
  {
    id: 'H12 query when switched on',
    url: '/?auth_token=a.b.c',
    options: allSources,
    expect: { token: 'a.b.c' },
  },
  {
    id: 'H12 absolute URL',
    url: 'https://x.example/y?token=a.b.c#z',
    options: allSources,
    expect: { token: 'a.b.c' },
  },
  {
    id: 'H12 two in the query',
    url: '/?auth_token=a&token=b',
    options: allSources,
    expect: 'credentials_ambiguous',
  },
  {
    id: 'H12 one twice in the query',
    url: '/?token=a&token=a',
    options: allSources,
    expect: 'credentials_ambiguous',
  },
  {
    id: 'H12 empty in the query',
    url: '/?token=',
    options: allSources,
    expect: 'credentials_malformed',
  },
  { id: 'H12 other parameters', url: '/?tokens=a&mytoken=b', options: allSources, expect: 'none' },
  {
    id: 'H12 bad escapes in the query',
    url: '/?token=%zz&%',
    options: allSources,
    expect: { token: '%zz' },
  },
  {
    id: 'H13 Authentication-Token while disabled',
    headers: { 'authentication-token': 'a' },
    expect: 'none',
  },
  {
    id: 'H13 Authentication-Token',
    headers: { 'authentication-token': 'a.b.c' },
    options: flask,
    expect: { token: 'a.b.c' },
  },
  {
    id: 'H13 equal to Bearer',
    headers: { 'authentication-token': 'a', ...bearer('Bearer a') },
    options: flask,
    expect: { token: 'a' },
  },
  {
    id: 'H13 differs from Bearer',
    headers: { 'authentication-token': 'b', ...bearer('Bearer a') },
    options: flask,
    expect: 'credentials_ambiguous',
  },
  {
    id: 'H13 twice',
    headers: { 'authentication-token': 'a, b' },
    options: flask,
    expect: 'credentials_malformed',
  },
  {
    id: 'H13 empty',
    headers: { 'authentication-token': '' },
    options: flask,
    expect: 'credentials_malformed',
  },
  {
    id: 'H14 token as the Basic name',
    headers: bearer(basicOf('a.b.c:blank')),
    options: allSources,
    expect: { token: 'a.b.c' },
  },
  {
    id: 'H14 Basic without a name',
    headers: bearer(basicOf(':blank')),
    options: allSources,
    expect: 'token_malformed',
  },
  {
    id: 'H14 Basic that is no base64',
    headers: bearer('Basic !!!'),
    options: allSources,
    expect: 'token_malformed',
  },
  {
    id: 'H14 Basic alone',
    headers: bearer('Basic'),
    options: allSources,
    expect: 'token_malformed',
  },
  { id: 'H19 cookie', headers: own, options: cookie, expect: { token: 'a.b.c' } },
  {
    id: 'H19 cookie among others',
    headers: { cookie: 'x=1; __Host-latchkey=a.b.c; __proto__=2' },
    options: cookie,
    expect: { token: 'a.b.c' },
  },
  {
    id: 'H19 duplicate cookie',
    headers: { cookie: '__Host-latchkey=a; __Host-latchkey=a' },
    options: cookie,
    expect: 'credentials_ambiguous',
  },
  {
    id: 'H19 NBSP before the name',
    headers: { cookie: 'x=1;\u00a0__Host-latchkey=a' },
    options: cookie,
    expect: 'none',
  },
  {
    id: 'H19 another case',
    headers: { cookie: '__host-latchkey=a' },
    options: cookie,
    expect: 'none',
  },
  {
    id: 'H19 quotes stay',
    headers: { cookie: '__Host-latchkey="a"' },
    options: cookie,
    expect: { token: '"a"' },
  },
  {
    id: 'H19 empty cookie',
    headers: { cookie: '__Host-latchkey=' },
    options: cookie,
    expect: 'none',
  },
  {
    id: 'H19 a thousand cookies',
    headers: { cookie: 'a=b; '.repeat(1_000) },
    options: cookie,
    expect: 'none',
  },
  {
    id: 'H19 __proto__ cookie',
    headers: { cookie: '__proto__=a; constructor=b' },
    options: cookie,
    expect: 'none',
  },
  {
    id: 'B01 cross-site',
    method: 'POST',
    headers: { ...own, 'sec-fetch-site': 'cross-site' },
    options: cookie,
    expect: 'cross_site_request',
  },
  {
    id: 'B01 same-site',
    method: 'POST',
    headers: { ...own, 'sec-fetch-site': 'same-site' },
    options: cookie,
    expect: 'cross_site_request',
  },
  {
    id: 'B01 none',
    method: 'DELETE',
    headers: { ...own, 'sec-fetch-site': 'none' },
    options: cookie,
    expect: 'cross_site_request',
  },
  {
    id: 'B01 foreign Origin alone',
    method: 'PUT',
    headers: { ...own, origin: 'https://evil.com' },
    options: cookie,
    expect: 'cross_site_request',
  },
  {
    id: 'B01 neither header',
    method: 'PATCH',
    headers: own,
    options: cookie,
    expect: 'cross_site_request',
  },
  {
    id: 'B01 same-origin',
    method: 'POST',
    headers: { ...own, 'sec-fetch-site': 'same-origin' },
    options: cookie,
    expect: { token: 'a.b.c' },
  },
  {
    id: 'B01 a listed origin',
    method: 'POST',
    headers: { ...own, origin: 'https://good.com', 'sec-fetch-site': 'cross-site' },
    options: cookie,
    expect: { token: 'a.b.c' },
  },
  {
    id: 'B01 a safe method',
    headers: { ...own, 'sec-fetch-site': 'cross-site' },
    options: cookie,
    expect: { token: 'a.b.c' },
  },
  {
    id: 'B01 a method in lower case is not a safe one',
    method: 'get',
    headers: own,
    options: cookie,
    expect: 'cross_site_request',
  },
  ...[
    'null',
    'https://good.com.evil',
    'https://evil/?https://good.com',
    'https://good.com:8443',
    'http://good.com',
    'HTTPS://GOOD.COM',
    'https://good.com/',
    '',
  ].map((origin): CredentialRow => ({
    id: `B02 Origin: ${origin}`,
    method: 'POST',
    headers: { ...own, origin },
    options: cookie,
    expect: 'cross_site_request',
  })),
]
