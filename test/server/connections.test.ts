import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { describe, it } from 'node:test'
import { listen, type ConnectionLimits, type Listening } from '../../src/server/connections.ts'
import { createFront, type Exchange, type Respond } from '../../src/server/front.ts'
import { exchange, statusOf } from './raw.ts'

const fine: Respond = async (request) => {
  await request.text().catch(() => undefined)
  return { response: new Response('fine'), route: '/' }
}

const start = (limits: ConnectionLimits, respond: Respond = fine): Promise<Listening> =>
  listen(
    createFront({ trusts: () => false, onExchange: () => {}, respond }),
    { port: 0, host: '127.0.0.1' },
    limits,
  )

const head = 'HTTP/1.1\r\nHost: a.example\r\n'

describe('a slow client', () => {
  for (const [attack, limits, bytes] of [
    [
      'that never finishes its headers',
      { headersTimeout: 0.2, requestTimeout: 0.2 },
      `GET / ${head}`,
    ],
    [
      'that never finishes its body',
      { headersTimeout: 0.2, requestTimeout: 0.2 },
      `POST / ${head}Content-Length: 9\r\n\r\n{`,
    ],
    ['that never begins', { headersTimeout: 0.2, requestTimeout: 0.2 }, ''],
  ] as const) {
    it(`T07 ${attack} is sent away`, async () => {
      const listening = await start(limits)
      const answer = await exchange(listening.address.port, bytes)
      assert.equal(statusOf(answer), 408)
      assert.match(answer, /^x-content-type-options: nosniff\r$/im)
      await listening.close()
    })
  }

  it('T07 that keeps an idle connection loses it', async () => {
    const listening = await start({ keepAliveTimeout: 0.1 })
    const answer = await exchange(listening.address.port, `GET / ${head}\r\n`)
    assert.equal(statusOf(answer), 200)
    await listening.close()
  })

  it('T07 that does not read events loses its socket soon, and what waits in it', async (t) => {
    const stream = new ReadableStream({
      start: (controller) => controller.enqueue(Buffer.from('event: x\ndata: 1\n\n')),
    })
    const headers = { 'content-type': 'text/event-stream' }
    const front = createFront({
      trusts: () => false,
      onExchange: () => {},
      respond: async () => ({ response: new Response(stream, { headers }), route: '/' }),
    })
    let taken: Socket | undefined
    const listening = await listen(
      (incoming, outgoing) => {
        taken = incoming.socket
        front(incoming, outgoing)
      },
      { port: 0, host: '127.0.0.1' },
      { drainTimeout: 0 },
    )
    const socket = connect(listening.address.port, '127.0.0.1')
    t.after(() => {
      socket.destroy()
      return listening.close()
    })
    socket.write(`GET / ${head}\r\n`)
    await once(socket, 'data')
    assert.equal(taken?.timeout, 10_000)
  })

  it('is one too many', async () => {
    const listening = await start({ maxConnections: 1 })
    const first = connect(listening.address.port, '127.0.0.1')
    await once(first, 'connect')
    assert.equal(await exchange(listening.address.port, `GET / ${head}\r\n`), '')
    first.destroy()
    await listening.close()
  })
})

describe('a graceful stop', () => {
  it('T17 lets a request under way finish, closes silent connections and accepts no others', async () => {
    const arrived = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<Response>()
    const listening = await start({}, async () => {
      arrived.resolve()
      return { response: await answer.promise, route: '/' }
    })
    const { port } = listening.address
    const silent = connect(port, '127.0.0.1').on('error', () => {})
    await once(silent, 'connect')
    const underWay = exchange(port, `GET / ${head}\r\n`)
    await arrived.promise
    const closed = listening.close()
    await once(silent, 'close')
    const late = connect(port, '127.0.0.1')
    const [refused] = await once(late, 'error')
    assert.equal(refused.code, 'ECONNREFUSED')
    answer.resolve(new Response('fine'))
    assert.match(await underWay, /^HTTP\/1\.1 200 [^]*\nConnection: close\r[^]*fine$/)
    await closed
  })

  it('T17 cuts off what is not finished in time', async () => {
    const arrived = Promise.withResolvers<void>()
    const listening = await start({ drainTimeout: 0 }, () => {
      arrived.resolve()
      return new Promise(() => {})
    })
    const underWay = exchange(listening.address.port, `GET / ${head}\r\n`)
    await arrived.promise
    await listening.close()
    assert.equal(await underWay, '')
  })
})

describe('a client that goes away', () => {
  it('T09 is not waited for, and counts as gone', async () => {
    const asked = Promise.withResolvers<Request>()
    const seen = Promise.withResolvers<Exchange>()
    const listening = await listen(
      createFront({
        trusts: () => false,
        onExchange: seen.resolve,
        respond: async (request) => {
          asked.resolve(request)
          await once(request.signal, 'abort')
          return { response: new Response(null, { status: 499 }), route: '/' }
        },
      }),
      { port: 0, host: '127.0.0.1' },
      {},
    )
    const client = connect(listening.address.port, '127.0.0.1')
    client.write(`GET / ${head}\r\n`)
    const { signal } = await asked.promise
    client.destroy()
    const { status, aborted } = await seen.promise
    assert.deepEqual([status, aborted], [499, true])
    assert.equal(signal.aborted, true)
    await listening.close()
  })
})
