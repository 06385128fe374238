import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, request as httpRequest } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import type { Handler } from '../../src/http/index.ts'
import { answer, credentialsOf, sendResponse } from '../../src/middleware/node-request.ts'
import type { RequestContext } from '../../src/middleware/node-request.ts'
import { listen } from '../listen.ts'
import type { App } from '../listen.ts'
import { send } from './send.ts'

type Fetch = Handler['fetch']

/** A server that hands everything below `/api/` to `fetch`. */
const serve = (fetch: Fetch, context: RequestContext = {}): Promise<App> =>
  listen(async (request, response) => {
    const handler = { fetch, handles: (path: string) => path.startsWith('/api/'), openapi: {} }
    const answered = answer(handler, request, response, context)
    if (answered) await sendResponse(await answered, response)
    else response.writeHead(404).end('not ours')
  })

async function ask(fetch: Fetch, path: string, sent?: Parameters<typeof send>[1]) {
  const app = await serve(fetch)
  try {
    return await send(app.url + path, sent)
  } finally {
    await app.close()
  }
}

const seen = async (request: Request): Promise<Response> =>
  Response.json({ url: request.url, method: request.method, body: await request.text() })

describe('a Request from node:http', () => {
  it('has the method, the whole address and the body', async () => {
    const body = 'é'.repeat(100_000)
    const { body: answered } = await ask(seen, '/api/x?y=%41&z', { method: 'PUT', body })
    const { url, ...rest } = JSON.parse(answered)
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/api\/x\?y=%41&z$/)
    assert.deepEqual(rest, { method: 'PUT', body })
  })

  it('is only made for paths of the handler', async () => {
    for (const path of ['/', '/apis', '/x?/api/']) {
      assert.equal((await ask(seen, path)).body, 'not ours', path)
    }
  })

  it('never takes the host from the path', async () => {
    const { body } = await ask(seen, '/api//evil.example/x')
    assert.match(JSON.parse(body).url, /^http:\/\/127\.0\.0\.1:\d+\/api\/\/evil\.example\/x$/)
  })

  it('has every field of a name', async () => {
    const headers = [
      ['Authorization', 'a'],
      ['authorization', 'b'],
    ] as const
    const { body } = await ask(
      async (request) => new Response(request.headers.get('authorization')),
      '/api/',
      { headers },
    )
    assert.equal(body, 'a, b')
  })

  it('knows the address of the client', async () => {
    const { body } = await ask(async (_, context) => new Response(context?.address), '/api/')
    assert.equal(body, '127.0.0.1')
  })

  it('TRACE is for the handler to refuse', async () => {
    const answered = await ask(seen, '/api/', { method: 'TRACE', headers: [['Cookie', 'a=b']] })
    assert.equal(JSON.parse(answered.body).method, 'TRACE')
  })

  for (const host of [
    'a b',
    'a/b',
    'a@b',
    'a, a',
    'a#',
    'é',
    '[::1',
    '[1]',
    'a:b',
    'a:99999',
    '1.2.3.999',
    '',
  ]) {
    it(`refuses Host: ${host}`, async () => {
      const app = await serve(seen)
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1')
      socket.end(`GET /api/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`, 'latin1')
      assert.match(await text(socket), /^HTTP\/1\.1 400 /)
      await app.close()
    })
  }

  it('refuses two Host headers', async () => {
    const app = await serve(seen)
    const { host } = new URL(app.url)
    const { status } = await send(`${app.url}/api/`, { headers: [['host', host]] })
    await app.close()
    assert.equal(status, 400)
  })

  it('is aborted when the client goes away', async () => {
    const aborted = Promise.withResolvers<void>()
    const arrived = Promise.withResolvers<void>()
    const app = await serve(async ({ signal }) => {
      arrived.resolve()
      signal.addEventListener('abort', () => aborted.resolve())
      await aborted.promise
      return new Response('nobody hears this')
    })
    const outgoing = httpRequest(`${app.url}/api/`).on('error', () => {})
    outgoing.end()
    await arrived.promise
    outgoing.destroy()
    await aborted.promise
    await app.close()
  })

  const lazy: Record<string, Fetch> = {
    'none of': async () => new Response('no', { status: 413 }),
    'not all of': async ({ body }) => {
      for await (const _ of body ?? []) break
      return new Response('no', { status: 413 })
    },
  }
  for (const [id, fetch] of Object.entries(lazy)) {
    it(`leaves the connection good when ${id} the body is read`, async () => {
      const app = await serve(fetch)
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      for (const body of ['x'.repeat(1_000_000), 'x'.repeat(1_000_000), 'x']) {
        const outgoing = httpRequest(`${app.url}/api/`, { method: 'POST', agent }).end(body)
        const [incoming] = await once(outgoing, 'response')
        assert.equal(incoming.statusCode, 413)
        assert.equal(await text(incoming), 'no')
      }
      agent.destroy()
      await app.close()
    })
  }
})

function write(headers: IncomingHttpHeaders): void {
  headers.authorization = 'Bearer c'
  headers['dpop'] = 'proof'
}

describe('what a guard reads of a message', () => {
  const sent = [
    ['Authorization', 'Bearer a'],
    ['authorization', 'Bearer b'],
    ['Cookie', 'a=1'],
    ['Cookie', 'b=2'],
  ] as const
  const read = async (name: string, before?: (headers: IncomingHttpHeaders) => void) => {
    const app = await listen((message, response) => {
      before?.(message.headers)
      response.end(String(credentialsOf(message).header(name)))
    })
    const { body } = await send(app.url, { headers: sent })
    await app.close()
    return body
  }

  it('is every field of a name, of which Node would hide the second', async () => {
    assert.equal(await read('authorization'), 'Bearer a, Bearer b')
    assert.equal(await read('cookie'), 'a=1; b=2')
    assert.equal(await read('dpop'), 'undefined')
  })

  it('is what was sent, and what a handler added where nothing was', async () => {
    assert.equal(await read('authorization', write), 'Bearer a, Bearer b')
    assert.equal(await read('dpop', write), 'proof')
  })
})

const echo: Handler = {
  fetch: async (request) =>
    new Response(`${request.headers.get('content-length')} ${await request.text()}`),
  handles: () => true,
  openapi: {},
}

describe('a body that a parser has read', () => {
  const json = { member: 'é' }
  const rows: readonly { id: string; context: RequestContext; expect: string }[] = [
    {
      id: 'rawBody, bytes',
      context: { rawBody: Buffer.from('{ "a":1 }'), body: { a: 2 } },
      expect: '{ "a":1 }',
    },
    { id: 'rawBody, text', context: { rawBody: '{ "a":1 }', body: { a: 2 } }, expect: '{ "a":1 }' },
    { id: 'an object', context: { body: json }, expect: JSON.stringify(json) },
    { id: 'a number', context: { body: 1 }, expect: '1' },
    { id: 'null', context: { body: null }, expect: 'null' },
    { id: 'text', context: { body: '{"a":1}' }, expect: '{"a":1}' },
    { id: 'bytes', context: { body: Buffer.from('{"a":1}') }, expect: '{"a":1}' },
    { id: 'nothing', context: {}, expect: '' },
  ]
  for (const { id, context, expect } of rows) {
    it(`is taken from what it kept: ${id}`, async () => {
      const app = await listen(async (request, response) => {
        await text(request)
        const answered = answer(echo, request, response, context)
        await sendResponse(await (answered ?? assert.fail()), response)
      })
      const { body } = await send(`${app.url}/`, { method: 'POST', body: 'eaten' })
      await app.close()
      assert.equal(body, `null ${expect}`)
    })
  }
})

describe('a Response to node:http', () => {
  it('keeps cookies apart', async () => {
    const app = await serve(async () => {
      const headers = new Headers()
      headers.append('set-cookie', 'a=b; Expires=Wed, 21 Oct 2065 07:28:00 GMT')
      headers.append('set-cookie', 'c=d')
      return new Response(null, { status: 204, headers })
    })
    const outgoing = httpRequest(`${app.url}/api/`).end()
    const [{ headers, statusCode }] = await once(outgoing, 'response')
    assert.equal(statusCode, 204)
    assert.deepEqual(headers['set-cookie'], ['a=b; Expires=Wed, 21 Oct 2065 07:28:00 GMT', 'c=d'])
    await app.close()
  })

  it('adds to what others said about Vary', async () => {
    const app = await listen(async (_, response) => {
      response.setHeader('Vary', 'Accept-Encoding')
      await sendResponse(new Response('x', { headers: { vary: 'Origin' } }), response)
    })
    const { headers } = await send(app.url)
    await app.close()
    assert.equal(headers['vary'], 'Accept-Encoding, Origin')
  })

  it('has no body on HEAD', async () => {
    const cancelled = Promise.withResolvers<void>()
    const body = new ReadableStream({ cancel: () => cancelled.resolve() })
    const answered = await ask(async () => new Response(body), '/api/', { method: 'HEAD' })
    assert.equal(answered.body, '')
    await cancelled.promise
  })

  it('is made no faster than it is read', async () => {
    let made = 0
    const cancelled = Promise.withResolvers<void>()
    const endless: UnderlyingDefaultSource<Uint8Array> = {
      pull: (controller) => {
        made += 1
        controller.enqueue(new Uint8Array(65_536))
      },
      cancel: () => cancelled.resolve(),
    }
    const app = await serve(async () => new Response(new ReadableStream(endless)))
    const outgoing = httpRequest(`${app.url}/api/`).end()
    const [incoming] = await once(outgoing, 'response')
    const [first] = await once(incoming, 'data')
    assert.ok(first.length > 0)
    // The event loop comes back here only because the client's pace counts; hanging up ends it.
    incoming.destroy()
    await cancelled.promise
    assert.ok(made < 1_000, `${made} chunks`)
    await app.close()
  })

  it('arrives piece by piece', async () => {
    const second = Promise.withResolvers<void>()
    const pieces: UnderlyingDefaultSource<Uint8Array> = {
      start: (controller) => controller.enqueue(Buffer.from('one')),
      pull: async (controller) => {
        await second.promise
        controller.enqueue(Buffer.from('two'))
        controller.close()
      },
    }
    const app = await serve(async () => new Response(new ReadableStream(pieces)))
    const [incoming] = await once(httpRequest(`${app.url}/api/`).end(), 'response')
    const [first] = await once(incoming, 'data')
    assert.equal(String(first), 'one')
    second.resolve()
    assert.equal(await text(incoming), 'two')
    await app.close()
  })
})
