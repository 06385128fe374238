import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { listen, type Listening } from '../../src/server/connections.ts'
import { createFront, type Exchange } from '../../src/server/front.ts'
import { exchange, statusOf } from './raw.ts'

interface Row {
  readonly id: string
  readonly attack: string
  readonly bytes: string
}

const host = 'Host: latchkey.example\r\n'
const get = (headers: string, target = '/'): string => `GET ${target} HTTP/1.1\r\n${headers}\r\n`

// What is refused on a socket is in the corpus of test/hostile.
const rows: readonly Row[] = [
  {
    id: 'T04',
    attack: 'absolute-form with another host',
    bytes: get(host, 'http://evil.example/ok'),
  },
  { id: 'H22', attack: 'two slashes', bytes: get(host, '//ok') },
  {
    id: 'H22',
    attack: 'a broken percent-encoding',
    bytes: get(host, '/%zz'),
  },
  {
    id: 'H22',
    attack: 'dots that climb',
    bytes: get(host, '/a/%2e%2e/../../ok'),
  },
]

const isDone = (text: string): boolean => text.endsWith('fine')

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

  for (const { id, attack, bytes } of rows) {
    it(`${id} ${attack} is answered, and the connection stays open`, async () => {
      const answer = await exchange(listening.address.port, bytes, isDone)
      assert.equal(statusOf(answer), 200, answer)
      assert.equal(answer.match(/HTTP\/1\.1 \d/g)?.length, 1, 'one request has one answer')
      assert.doesNotMatch(answer, /^connection: close\r$/im)
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
