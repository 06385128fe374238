import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { listen, type Listening } from '../../src/server/connections.ts'
import { createFront, type Exchange } from '../../src/server/front.ts'
import { exchange, statusOf } from './raw.ts'

interface Row {
  readonly id: string
  readonly attack: string
  readonly bytes: string
  readonly expect: number
  /** The connection stays open: nothing was wrong with how the request was framed. */
  readonly open?: true
}

const host = 'Host: latchkey.example\r\n'
const get = (headers: string, target = '/'): string => `GET ${target} HTTP/1.1\r\n${headers}\r\n`
const post = (headers: string, body = ''): string =>
  `POST / HTTP/1.1\r\n${host}Content-Type: application/json\r\n${headers}\r\n${body}`
const many = (count: number, header: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => `${header(i)}\r\n`).join('')

const rows: readonly Row[] = [
  {
    id: 'T01',
    attack: 'two Host headers',
    bytes: get(`${host}Host: evil.example\r\n`),
    expect: 400,
  },
  { id: 'T01', attack: 'the same Host twice', bytes: get(host + host), expect: 400 },
  {
    id: 'T01',
    attack: 'a Host that is a list',
    bytes: get('Host: a.example, b.example\r\n'),
    expect: 400,
  },
  { id: 'T01', attack: 'a Host with a path', bytes: get('Host: a.example/@b\r\n'), expect: 400 },
  { id: 'T01', attack: 'a Host with user info', bytes: get('Host: a@b.example\r\n'), expect: 400 },
  { id: 'T01', attack: 'an empty Host', bytes: get('Host: \r\n'), expect: 400 },
  {
    id: 'H01',
    attack: 'two Authorization headers',
    bytes: get(`${host}Authorization: Bearer a\r\nauthorization: Bearer b\r\n`),
    expect: 400,
  },
  {
    id: 'H01',
    attack: 'the same Authorization twice',
    bytes: get(`${host}Authorization: Bearer a\r\nAuthorization: Bearer a\r\n`),
    expect: 400,
  },
  { id: 'T02', attack: 'HTTP/0.9', bytes: 'GET /\r\n\r\n', expect: 400 },
  { id: 'T02', attack: 'HTTP/1.0 without Host', bytes: 'GET / HTTP/1.0\r\n\r\n', expect: 400 },
  { id: 'T02', attack: 'HTTP/1.1 without Host', bytes: get(''), expect: 400 },
  {
    id: 'T02',
    attack: 'HTTP/2 with prior knowledge',
    bytes: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    expect: 400,
  },
  {
    id: 'T02',
    attack: 'TLS to a plain port',
    bytes: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    expect: 501,
  },
  { id: 'T03', attack: 'TRACE', bytes: `TRACE / HTTP/1.1\r\n${host}\r\n`, expect: 405 },
  {
    id: 'T03',
    attack: 'CONNECT',
    bytes: `CONNECT evil.example:443 HTTP/1.1\r\n${host}\r\n`,
    expect: 405,
  },
  {
    id: 'T03',
    attack: 'a WebDAV method',
    bytes: `PROPFIND / HTTP/1.1\r\n${host}\r\n`,
    expect: 501,
  },
  {
    id: 'T03',
    attack: 'a method that does not exist',
    bytes: `FROB / HTTP/1.1\r\n${host}\r\n`,
    expect: 501,
  },
  {
    id: 'T03',
    attack: 'a method in lower case',
    bytes: `get / HTTP/1.1\r\n${host}\r\n`,
    expect: 501,
  },
  {
    id: 'T04',
    attack: 'absolute-form with another host',
    bytes: get(host, 'http://evil.example/ok'),
    expect: 200,
    open: true,
  },
  {
    id: 'T04',
    attack: 'absolute-form of another scheme',
    bytes: get(host, 'ftp://evil.example/'),
    expect: 400,
  },
  { id: 'T04', attack: 'absolute-form that is no URL', bytes: get(host, 'http://[/'), expect: 400 },
  { id: 'H22', attack: 'a target without a slash', bytes: get(host, 'admin'), expect: 400 },
  {
    id: 'H22',
    attack: 'a backslash in the target',
    bytes: get(host, '/\\evil.example'),
    expect: 400,
  },
  { id: 'H22', attack: 'a fragment in the target', bytes: get(host, '/a#/b'), expect: 400 },
  { id: 'H22', attack: 'bytes beyond ASCII in the target', bytes: get(host, '/\xe9'), expect: 400 },
  { id: 'H22', attack: 'two slashes', bytes: get(host, '//ok'), expect: 200, open: true },
  {
    id: 'H22',
    attack: 'a broken percent-encoding',
    bytes: get(host, '/%zz'),
    expect: 200,
    open: true,
  },
  {
    id: 'H22',
    attack: 'dots that climb',
    bytes: get(host, '/a/%2e%2e/../../ok'),
    expect: 200,
    open: true,
  },
  {
    id: 'T05',
    attack: 'Transfer-Encoding and Content-Length',
    bytes: post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
    expect: 400,
  },
  {
    id: 'T05',
    attack: 'a Transfer-Encoding nobody knows',
    bytes: post('Transfer-Encoding: xchunked\r\n', '0\r\n\r\n'),
    expect: 400,
  },
  {
    id: 'T05',
    attack: 'chunked, but not last',
    bytes: post('Transfer-Encoding: chunked, identity\r\n', '0\r\n\r\n'),
    expect: 400,
  },
  {
    id: 'T05',
    attack: 'Transfer-Encoding twice',
    bytes: post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n', '0\r\n\r\n'),
    expect: 400,
  },
  {
    id: 'T05',
    attack: 'two Content-Lengths',
    bytes: post('Content-Length: 2\r\nContent-Length: 3\r\n', '{} '),
    expect: 400,
  },
  {
    id: 'T05',
    attack: 'a Content-Length with a sign',
    bytes: post('Content-Length: +2\r\n', '{}'),
    expect: 400,
  },
  {
    id: 'T05',
    attack: 'a negative Content-Length',
    bytes: post('Content-Length: -1\r\n'),
    expect: 400,
  },
  {
    id: 'T05',
    attack: 'a Content-Length in hex',
    bytes: post('Content-Length: 0x2\r\n', '{}'),
    expect: 400,
  },
  { id: 'T05', attack: 'a folded header', bytes: get(`${host}X-A: b\r\n c\r\n`), expect: 400 },
  {
    id: 'T05',
    attack: 'bare line feeds',
    bytes: 'GET / HTTP/1.1\nHost: latchkey.example\n\n',
    expect: 400,
  },
  {
    id: 'T05',
    attack: 'a space before the colon',
    bytes: get(`${host}Content-Length : 2\r\n`),
    expect: 400,
  },
  {
    id: 'T05',
    attack: 'a chunk size that overflows',
    bytes: post('Transfer-Encoding: chunked\r\n', 'fffffffffffffffff\r\n'),
    expect: 400,
  },
  {
    id: 'T05',
    attack: 'a chunk size with a sign',
    bytes: post('Transfer-Encoding: chunked\r\n', '+2\r\n{}\r\n0\r\n\r\n'),
    expect: 400,
  },
  {
    id: 'T05',
    attack: 'a chunk that is longer than it says',
    bytes: post('Transfer-Encoding: chunked\r\n', '1\r\n{}\r\n0\r\n\r\n'),
    expect: 400,
  },
  {
    id: 'T05',
    attack: 'a chunk extension of 20 KB',
    bytes: post('Transfer-Encoding: chunked\r\n', `2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`),
    expect: 413,
  },
  {
    id: 'T06',
    attack: '17 KB of headers',
    bytes: get(`${host}X-A: ${'a'.repeat(17_000)}\r\n`),
    expect: 431,
  },
  {
    id: 'H08',
    attack: 'an Authorization of 17 KB',
    bytes: get(`${host}Authorization: Bearer ${'a'.repeat(17_000)}\r\n`),
    expect: 431,
  },
  {
    id: 'T06',
    attack: 'a target of 17 KB',
    bytes: get(host, `/${'a'.repeat(17_000)}`),
    expect: 431,
  },
  {
    id: 'T06',
    attack: '101 headers',
    bytes: get(host + many(100, (i) => `X-${i}: a`)),
    expect: 431,
  },
  { id: 'T06', attack: '3,000 headers', bytes: get(host + many(3_000, () => 'a: b')), expect: 431 },
  {
    id: 'T06',
    attack: 'a second Authorization behind 100 headers',
    bytes: get(
      `${host}Authorization: Bearer a\r\n${many(100, (i) => `X-${i}: a`)}Authorization: Bearer b\r\n`,
    ),
    expect: 431,
  },
  {
    id: 'H10',
    attack: 'a NUL in a header',
    bytes: get(`${host}Authorization: Bearer a\0b\r\n`),
    expect: 400,
  },
  {
    id: 'H10',
    attack: 'a bare CR in a header',
    bytes: get(`${host}Authorization: Bearer a\rX-A: b\r\n`),
    expect: 400,
  },
  {
    id: 'T10',
    attack: '100-continue before 1 GB',
    bytes: post('Expect: 100-continue\r\nContent-Length: 1073741824\r\n'),
    expect: 413,
  },
  {
    id: 'T10',
    attack: 'another expectation',
    bytes: post('Expect: a-miracle\r\nContent-Length: 2\r\n'),
    expect: 417,
  },
  {
    id: 'L14',
    attack: 'a Content-Length beyond the limit',
    bytes: post('Content-Length: 65537\r\n'),
    expect: 413,
  },
]

describe('what arrives on a socket', () => {
  let listening: Listening
  let last: Exchange | undefined
  let lastUrl = ''
  before(async () => {
    const front = createFront({
      trusts: () => false,
      onExchange: (done) => (last = done),
      respond: async (request) => {
        lastUrl = request.url
        // As the handler does: a body that cannot be read is no system failure.
        const body = await request.text().catch(() => undefined)
        return {
          response: new Response('fine', { status: body === undefined ? 400 : 200 }),
          route: '/',
        }
      },
    })
    listening = await listen(front, { port: 0, host: '127.0.0.1' })
  })
  after(() => listening.close())

  for (const { id, attack, bytes, expect, open } of rows) {
    it(`${id} ${attack}`, async () => {
      const done = (answer: string): boolean => open === true && answer.endsWith('fine')
      const answer = await exchange(listening.address.port, bytes, done)
      assert.equal(statusOf(answer), expect, answer)
      assert.equal(answer.match(/HTTP\/1\.1 \d/g)?.length, 1, 'one request has one answer')
      // T12: after a framing error nobody knows where the next request begins.
      assert.equal(/^connection: close\r$/im.test(answer), open !== true, answer)
      // T14, T15
      assert.match(answer, /^x-content-type-options: nosniff\r$/im)
      assert.match(answer, /^referrer-policy: no-referrer\r$/im)
      assert.match(answer, /^content-security-policy: default-src 'none'/im)
      assert.doesNotMatch(answer, /^(server|x-powered-by):/im)
      if (expect >= 400) assert.match(answer, /^content-type: application\/problem\+json\r$/im)
    })
  }

  it('T04 the URL never names the host of the client', async () => {
    const bytes = get('Host: evil.example\r\nConnection: close\r\n', 'http://evil.example/a?b=c')
    await exchange(listening.address.port, bytes)
    assert.equal(lastUrl, 'http://latchkey/a?b=c')
  })

  it('H20 headers that would choose another method or path change nothing', async () => {
    const headers =
      'X-HTTP-Method-Override: DELETE\r\nX-Original-URL: /admin\r\nX-Rewrite-URL: /admin\r\n'
    await exchange(listening.address.port, get(`${host}${headers}Connection: close\r\n`, '/a'))
    assert.equal(last?.method, 'GET')
    assert.equal(lastUrl, 'http://latchkey/a')
  })

  it('H21 X-Forwarded-For of a client is not its address', async () => {
    const headers = `${host}X-Forwarded-For: 203.0.113.9\r\nForwarded: for=203.0.113.9\r\n`
    await exchange(listening.address.port, get(`${headers}Connection: close\r\n`))
    assert.equal(last?.address, '127.0.0.1')
  })

  it('T08 1,000 pipelined requests get 1,000 answers', async () => {
    const bytes = get(host).repeat(999) + get(`${host}Connection: close\r\n`)
    const answer = await exchange(listening.address.port, bytes)
    assert.equal(answer.match(/HTTP\/1\.1 200/g)?.length, 1_000)
  })

  it('T07 a connection carries 1,000 requests and no more', async () => {
    const answer = await exchange(listening.address.port, get(host).repeat(1_001))
    assert.equal(answer.match(/HTTP\/1\.1 200/g)?.length, 1_000)
  })

  it('T12 garbage behind a request that is being answered is never its answer', async () => {
    const answer = await exchange(listening.address.port, `${get(host)}GARBAGE\r\n\r\n`)
    assert.ok([200, NaN].includes(statusOf(answer)), answer)
  })

  it('T16 a body on GET is ignored', async () => {
    const bytes = get(`${host}Content-Length: 2\r\nConnection: close\r\n`) + '{}'
    assert.equal(statusOf(await exchange(listening.address.port, bytes)), 200)
  })
})
