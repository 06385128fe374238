import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AuthError } from '../../src/errors.ts'
import type { RevocationEvent } from '../../src/tokens/index.ts'
import { createVerifier } from '../../src/tokens/index.ts'
import type { Verifier } from '../../src/tokens/index.ts'
import { eventFeed, RemoteFeed } from '../../src/tokens/event-feed.ts'
import type { EventFeedOptions } from '../../src/tokens/event-feed.ts'
import { encodeRevocationEvent } from '../../src/tokens/revocation-events.ts'
import { audience, issuer, jwks, refusal, sign, start, testClock } from './issuer.ts'
import type { TestClock } from './issuer.ts'

/** One connection, as the issuer sees it. */
interface Connection {
  readonly url: string
  readonly headers: Headers
  readonly redirect: RequestRedirect | undefined
  say(...events: RevocationEvent[]): Promise<void>
  write(text: string | Uint8Array): Promise<void>
  end(): Promise<void>
  readonly signal: AbortSignal
}

interface World {
  readonly clock: TestClock
  readonly feed: RemoteFeed
  readonly errors: unknown[]
  /** The connections so far. */
  readonly connections: Connection[]
  /** Seconds that are waited for, first to last. */
  readonly waits: () => number[]
  /** Lets the longest or the shortest wait be over. */
  readonly pass: (which: 'silence' | 'pause') => Promise<void>
  readonly verifier: Verifier
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate)
}

async function world(
  answer?: () => Response | undefined,
  options: Partial<EventFeedOptions> = {},
  onStale: 'reject' | 'introspect' | 'allow' = 'reject',
): Promise<World> {
  const clock = testClock()
  const errors: unknown[] = []
  const connections: Connection[] = []
  const pending = new Map<() => void, number>()
  const encoder = new TextEncoder()
  const connect: typeof fetch = async (input, init) => {
    const answered = answer?.()
    if (answered) return answered
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined
    const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) })
    const signal = init?.signal ?? new AbortController().signal
    signal.addEventListener('abort', () => {
      try {
        controller?.error(signal.reason)
      } catch {
        // it had ended
      }
    })
    const write = async (text: string | Uint8Array): Promise<void> => {
      controller?.enqueue(typeof text === 'string' ? encoder.encode(text) : text)
      await settle()
    }
    connections.push({
      url: urlOf(input),
      headers: new Headers(init?.headers),
      redirect: init?.redirect,
      signal,
      write,
      say: (...events) => write(events.map(encodeRevocationEvent).join('')),
      end: async () => {
        controller?.close()
        await settle()
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
  const feed = new RemoteFeed(
    {
      url: issuer,
      credential: 'lkv_x',
      clock,
      fetch: connect,
      onError: (error) => errors.push(error),
      ...options,
    },
    (seconds, run) => {
      pending.set(run, seconds)
      return () => pending.delete(run)
    },
  )
  await settle()
  return {
    clock,
    feed,
    errors,
    connections,
    waits: () => [...pending.values()],
    pass: async (which) => {
      for (const [run, seconds] of pending) {
        if ((which === 'silence') !== (seconds === 3)) continue
        pending.delete(run)
        run()
      }
      await settle()
    },
    verifier: createVerifier({ issuer, audience, keys: jwks, clock, feed, onStale }),
  }
}

const session = (
  sequence: number,
  subject: string,
  type: 'revocations' | 'snapshot' = 'revocations',
): RevocationEvent => ({
  type,
  after: sequence - 1,
  until: sequence,
  revocations: [
    {
      sequence,
      kind: 'session',
      subject,
      issuedUntil: undefined,
      revokedAt: start,
      expiresAt: start + 600,
    },
  ],
})
const snapshot = (until = 0): RevocationEvent => ({
  type: 'snapshot',
  after: 0,
  until,
  revocations: [],
})
const beat = (sequence: number, at: number = start): RevocationEvent => ({
  type: 'heartbeat',
  sequence,
  at,
})
const at = (connections: readonly Connection[], index: number): Connection =>
  connections[index] ?? assert.fail('no connection')

const create = (url: string, credential: string): unknown =>
  new RemoteFeed({ url, credential }, () => () => {})

describe('the feed of an issuer in another service', () => {
  it('knows nothing before the first snapshot is complete, and then refuses what is revoked', async () => {
    const { feed, verifier, connections } = await world()
    const connection = at(connections, 0)
    assert.equal(connection.url, `${issuer}/api/v1/revocations`)
    assert.equal(connection.headers.get('authorization'), 'Bearer lkv_x')
    assert.equal(connection.headers.get('last-event-id'), null)
    assert.equal(connection.headers.get('accept'), 'text/event-stream')
    assert.equal(connection.redirect, 'manual')
    assert.equal(verifier.revocationAge, Infinity)
    assert.equal(feed.viewedAt, -Infinity)
    const waiting = verifier.verify(sign())
    await connection.say(snapshot(7))
    assert.equal(verifier.revocationAge, Infinity)
    await connection.say(beat(7))
    assert.equal((await waiting).sub, 'acc_ada')
    assert.equal(verifier.revocationAge, 0)
    const token = sign()
    assert.ok(verifier.verifyNow(token))
    await connection.say(session(8, 'session-1'))
    assert.throws(() => verifier.verifyNow(token), refusal('token_revoked'))
    feed.close()
  })

  it('grows old when it is cut, and is refused to the second: no acceptance after maxStaleness', async () => {
    const { feed, verifier, connections, clock, pass } = await world()
    await at(connections, 0).say(snapshot(), beat(0))
    await at(connections, 0).end()
    clock.now += 5
    assert.equal((await verifier.verify(sign())).sub, 'acc_ada')
    clock.now += 0.001
    await assert.rejects(verifier.verify(sign()), refusal('revocations_stale'))
    await pass('pause')
    await at(connections, 1).say(beat(0, start + 9))
    assert.equal(verifier.revocationAge, 0)
    assert.equal((await verifier.verify(sign())).sub, 'acc_ada')
    feed.close()
  })

  it('goes on where it was', async () => {
    const { feed, connections, pass } = await world()
    await at(connections, 0).say(snapshot(7), beat(7), session(8, 'a'))
    await at(connections, 0).end()
    await pass('pause')
    assert.equal(at(connections, 1).headers.get('last-event-id'), '8')
    await at(connections, 1).say(session(9, 'b'), beat(9))
    for (const sid of ['a', 'b']) {
      assert.ok(feed.revokes({ sid, jti: 'x', sub: 'x', iat: start }), sid)
    }
    feed.close()
  })

  it('goes on from a snapshot of nothing, and takes in once what it is told twice', async () => {
    const { feed, connections, errors, pass } = await world()
    await at(connections, 0).say(snapshot(), beat(0))
    await at(connections, 0).end()
    await pass('pause')
    assert.equal(at(connections, 1).headers.get('last-event-id'), '0')
    await at(connections, 1).say(session(1, 'a'), session(2, 'b'), beat(2))
    const { version } = feed
    await at(connections, 1).say(session(1, 'a'), session(2, 'b'), session(1, 'a'), beat(2))
    assert.equal(feed.version, version)
    await at(connections, 1).end()
    await pass('pause')
    assert.equal(at(connections, 2).headers.get('last-event-id'), '2')
    assert.deepEqual(errors, [])
    feed.close()
  })

  it('takes in the first revocation there ever was from a snapshot', async () => {
    const { feed, connections } = await world()
    await at(connections, 0).say(session(1, 'a', 'snapshot'), beat(1))
    assert.ok(feed.revokes({ sid: 'a', jti: 'x', sub: 'x', iat: start }))
    feed.close()
  })

  it('has a version that it never had before whenever more may be revoked', async () => {
    const { feed, connections } = await world()
    const versions = [feed.version]
    for (const events of [
      [snapshot(), beat(0)],
      [session(1, 'a')],
      [session(2, 'b')],
      [session(1, 'a', 'snapshot'), beat(1)],
      [session(2, 'b')],
      [session(3, 'c')],
      [snapshot(3), beat(3)],
    ]) {
      await at(connections, 0).say(...events)
      versions.push(feed.version)
    }
    assert.equal(new Set(versions).size, versions.length)
    feed.close()
  })

  it('forgets half a snapshot when the connection that began it breaks off', async () => {
    const { feed, connections, pass } = await world()
    await at(connections, 0).say(snapshot(), beat(0), session(1, 'a'), snapshot(4))
    await at(connections, 0).end()
    await pass('pause')
    await at(connections, 1).say(session(2, 'b'), beat(2))
    for (const sid of ['a', 'b']) {
      assert.ok(feed.revokes({ sid, jti: 'x', sub: 'x', iat: start }), sid)
    }
    feed.close()
  })

  it('passes over events that it does not know, and reads letters that come in two pieces', async () => {
    const { feed, connections, errors } = await world()
    await at(connections, 0).say(snapshot(), beat(0))
    const bytes = new TextEncoder().encode(encodeRevocationEvent(session(1, 'é')))
    const middle = bytes.indexOf(0xc3) + 1
    await at(connections, 0).write('event: later\ndata: ?\n\n')
    await at(connections, 0).write(bytes.subarray(0, middle))
    await at(connections, 0).write(bytes.subarray(middle))
    assert.ok(feed.revokes({ sid: 'é', jti: 'x', sub: 'x', iat: start }))
    assert.deepEqual(errors, [])
    feed.close()
  })

  it('knows no more revocations than it may', async () => {
    const { feed, connections } = await world(undefined, { limit: 2 })
    await at(connections, 0).say(snapshot(), beat(0), session(1, 'a'), session(2, 'b'))
    const innocent = { sid: 'x', jti: 'x', sub: 'x', iat: start }
    assert.equal(feed.revokes(innocent), false)
    await at(connections, 0).say(session(3, 'c'))
    assert.equal(feed.revokes(innocent), true)
    feed.close()
  })

  it('is closed at once: no connection, nothing that waits, and nothing to report', async () => {
    for (const isConnected of [true, false]) {
      const w = await world()
      await at(w.connections, 0).say(snapshot(), beat(0))
      if (!isConnected) await at(w.connections, 0).end()
      assert.equal(w.waits().length, 1)
      w.feed.close()
      await settle()
      assert.ok(at(w.connections, 0).signal.aborted)
      assert.deepEqual([w.waits(), w.errors, w.connections.length], [[], [], 1])
    }
  })

  it('drops half a snapshot, and keeps what it knew until there is a whole one', async () => {
    const { feed, connections, pass } = await world()
    const knows = (sid: string): boolean => feed.revokes({ sid, jti: 'x', sub: 'x', iat: start })
    await at(connections, 0).say(snapshot(), beat(0), session(1, 'a'))
    const before = feed.version
    await at(connections, 0).say(snapshot(4), session(5, 'b', 'snapshot'))
    assert.deepEqual([knows('a'), knows('b')], [true, false])
    await at(connections, 0).end()
    await pass('pause')
    assert.equal(at(connections, 1).headers.get('last-event-id'), '1')
    await at(connections, 1).say(snapshot(4), session(5, 'b', 'snapshot'), beat(5))
    assert.deepEqual([knows('a'), knows('b')], [false, true])
    assert.ok(feed.version > before)
    feed.close()
  })

  for (const [what, event] of [
    ['an event that leaves something out', session(3, 'x')],
    ['a heartbeat for more than it was told', beat(2)],
  ] as const) {
    it(`asks for a snapshot after ${what}`, async () => {
      const { feed, connections, errors, pass } = await world()
      await at(connections, 0).say(snapshot(), beat(0), session(1, 'a'))
      await at(connections, 0).say(event)
      assert.match(String(errors[0]), /left something out/)
      assert.ok(feed.revokes({ sid: 'a', jti: 'x', sub: 'x', iat: start }))
      await pass('pause')
      assert.equal(at(connections, 1).headers.get('last-event-id'), null)
      // Nothing but a snapshot is good enough now.
      await at(connections, 1).say(session(2, 'b'))
      assert.match(String(errors[1]), /left something out/)
      assert.ok(feed.revokes({ sid: 'a', jti: 'x', sub: 'x', iat: start }))
      feed.close()
    })
  }

  it('connects anew when nothing comes', async () => {
    const { feed, connections, errors, pass } = await world()
    await at(connections, 0).say(snapshot(), beat(0))
    await pass('silence')
    assert.ok(at(connections, 0).signal.aborted)
    assert.equal(errors.length, 1)
    await pass('pause')
    assert.equal(connections.length, 2)
    feed.close()
  })

  it('counts its age by the clock of the issuer: what was held up on the way is old', async () => {
    const { feed, connections, clock, verifier } = await world()
    const skew = 1_000
    await at(connections, 0).say(snapshot(), beat(0, start + skew))
    assert.equal(verifier.revocationAge, 0)
    clock.now += 2
    await at(connections, 0).say(beat(0, start + skew + 1))
    assert.equal(verifier.revocationAge, 1)
    clock.now += 2
    await at(connections, 0).say(beat(0, start + skew + 1))
    assert.equal(verifier.revocationAge, 3)
    assert.ok(!at(connections, 0).signal.aborted)
    clock.now += 58
    await at(connections, 0).say(beat(0, start + skew + 2))
    assert.equal(verifier.revocationAge, 60)
    assert.ok(at(connections, 0).signal.aborted)
    feed.close()
  })

  it('waits longer after each failure, at random, and from the start again after word', async (t) => {
    t.mock.method(Math, 'random', () => 0.5)
    let failure: Response | undefined = new Response('', { status: 503 })
    const { feed, waits, pass, errors, connections } = await world(() => failure)
    for (const seconds of [0.1, 0.2, 0.4, 0.8, 1.6, 2.5, 2.5]) {
      assert.deepEqual(waits(), [seconds])
      await pass('pause')
    }
    assert.equal(errors.length, 8)
    failure = undefined
    await pass('pause')
    await at(connections, 0).say(snapshot(), beat(0))
    await at(connections, 0).end()
    assert.deepEqual(waits(), [0.05])
    assert.equal(errors.length, 8, 'an end is no failure')
    feed.close()
  })

  for (const [asked, seconds] of [
    ['9', 9],
    ['31', 30],
    ['1', 1],
    ['0', 0],
    ['-5', 0],
    ['Thu, 01 Jan 2099 00:00:00 GMT', 0],
    [undefined, 0],
  ] as const) {
    it(`waits for ${seconds} s and no less when it is asked to wait for ${asked}`, async (t) => {
      t.mock.method(Math, 'random', () => 0)
      const headers = asked === undefined ? {} : { 'retry-after': asked }
      const { feed, waits } = await world(() => new Response('', { status: 429, headers }))
      assert.deepEqual(waits(), [seconds])
      feed.close()
    })
  }

  it('tells why it could not connect, and waits as after any failure', async (t) => {
    t.mock.method(Math, 'random', () => 0.5)
    const failure = new TypeError('gone')
    const { feed, waits, errors } = await world(undefined, { fetch: () => Promise.reject(failure) })
    assert.deepEqual([errors, waits()], [[failure], [0.1]])
    feed.close()
  })

  for (const [what, answer] of [
    ['another type', () => new Response('data: x\n\n')],
    ['a redirect', () => new Response('', { status: 302, headers: { location: '/' } })],
    ['an event without end', () => streamOf('data: '.padEnd(5_000_000, 'x'))],
    ['no JSON', () => streamOf('event: snapshot\ndata: {\n\n')],
    ['bytes that are no UTF-8', () => streamOf(new Uint8Array([0xff, 0xfe, 10, 10]))],
  ] as const) {
    it(`believes nothing of ${what}`, async () => {
      const { feed, verifier, errors } = await world(answer)
      await settle()
      assert.ok(errors.length > 0)
      await assert.rejects(verifier.verify(sign()), refusal('revocations_stale'))
      feed.close()
    })
  }

  it('never tells its credential in an error', async () => {
    const { feed, errors } = await world(() => new Response('', { status: 401 }))
    assert.ok(errors.length > 0 && !errors.some((error) => String(error).includes('lkv_')))
    feed.close()
  })

  for (const url of [
    'http://auth.example.com',
    'https://user:word@auth.example.com',
    'https://user@auth.example.com',
    'https://:word@auth.example.com',
    'https://10.0.0.1',
    'https://192.168.1.1',
    'https://172.20.0.1',
    'https://169.254.169.254',
    'https://0xa000001',
    'https://[fd00::1]',
    'https://[::ffff:10.0.0.1]',
    'ftp://auth.example.com',
  ]) {
    it(`does not go to ${url}`, () => {
      assert.throws(() => create(url, 'x'), /^TypeError: url: expected/)
    })
  }

  for (const credential of ['', 'two words', 'é', 'line\n']) {
    it(`does not take ${JSON.stringify(credential)} for a credential`, () => {
      assert.throws(() => create(issuer, credential), /^TypeError: credential: expected/)
    })
  }

  it('goes to a private address, and without TLS, when it is told to', async () => {
    const { feed, connections } = await world(undefined, {
      url: 'http://10.0.0.1:8787/auth',
      allowInsecureUrl: true,
      allowPrivateAddress: true,
    })
    assert.equal(at(connections, 0).url, 'http://10.0.0.1:8787/auth/api/v1/revocations')
    feed.close()
    const below = await world(undefined, { url: `${issuer}/auth/` })
    assert.equal(at(below.connections, 0).url, `${issuer}/auth/api/v1/revocations`)
    below.feed.close()
  })

  it('gives up an issuer that does not answer in three seconds', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const signals: (AbortSignal | null | undefined)[] = []
    const deaf: typeof fetch = (_, init) => {
      signals.push(init?.signal)
      return never()
    }
    const feed = eventFeed({ url: issuer, credential: 'lkv_x', fetch: deaf })
    t.mock.timers.tick(2_999)
    assert.equal(signals[0]?.aborted, false)
    t.mock.timers.tick(1)
    assert.equal(signals[0]?.aborted, true)
    feed.close()
  })

  it('gives a connection three seconds for each word, and keeps no process alive by that', async (t) => {
    const idle = process.getActiveResourcesInfo().filter((what) => what === 'Timeout').length
    eventFeed({ url: issuer, credential: 'lkv_x', fetch: never }).close()
    const waiting = eventFeed({ url: issuer, credential: 'lkv_x', fetch: never })
    await settle()
    const alive = process.getActiveResourcesInfo().filter((what) => what === 'Timeout').length
    assert.equal(alive, idle)
    waiting.close()

    t.mock.timers.enable({ apis: ['setTimeout'] })
    const signals: (AbortSignal | null | undefined)[] = []
    let say: ((event: RevocationEvent) => void) | undefined
    const clock = testClock()
    const feed = eventFeed({
      url: issuer,
      credential: 'lkv_x',
      clock,
      fetch: async (_, init) => {
        signals.push(init?.signal)
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            say = (event) =>
              controller.enqueue(new TextEncoder().encode(encodeRevocationEvent(event)))
          },
        })
        return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
      },
    })
    await settle()
    t.mock.timers.tick(2_999)
    say?.(snapshot())
    await settle()
    t.mock.timers.tick(2_999)
    assert.equal(signals[0]?.aborted, false)
    t.mock.timers.tick(1)
    assert.equal(signals[0]?.aborted, true)
    feed.close()
  })
})

const never = (): Promise<Response> => new Promise(() => {})
const streamOf = (body: BodyInit): Response =>
  new Response(body, { headers: { 'content-type': 'text/event-stream' } })

const asking = (
  answers: (token: string) => Response | Promise<Response>,
): { readonly fetch: typeof fetch; readonly asked: string[] } => {
  const asked: string[] = []
  return {
    asked,
    fetch: async (input, init) => {
      if (!urlOf(input).endsWith('/oauth/introspect')) throw new TypeError('no feed')
      assert.equal(new Headers(init?.headers).get('authorization'), 'Bearer lkv_x')
      assert.equal(init?.method, 'POST')
      assert.equal(init.redirect, 'manual')
      assert.equal(new Headers(init.headers).get('accept'), 'application/json')
      assert.equal(
        new Headers(init.headers).get('content-type'),
        'application/x-www-form-urlencoded',
      )
      const token = await tokenIn(init)
      asked.push(token)
      return answers(token)
    },
  }
}

const urlOf = (input: Parameters<typeof fetch>[0]): string =>
  input instanceof Request ? input.url : input.toString()

/** RFC 7662 §2.1 */
async function tokenIn({ body }: RequestInit): Promise<string> {
  const form = new URLSearchParams(await new Response(body).text())
  assert.equal(form.get('token_type_hint'), 'access_token')
  return form.get('token') ?? ''
}

describe("onStale: 'introspect'", () => {
  it('asks about a token that is good otherwise, and believes a plain yes only', async () => {
    let answer = '{"active":true}'
    const { fetch, asked } = asking(() => new Response(answer))
    const { feed, verifier } = await world(undefined, { fetch }, 'introspect')
    assert.equal(verifier.verifyNow(sign()), undefined)
    assert.equal((await verifier.verify(sign())).sub, 'acc_ada')
    for (const no of ['{"active":false}', '{"active":"true"}', '{}', 'null']) {
      answer = no
      await assert.rejects(verifier.verify(sign()), refusal('token_revoked'), no)
    }
    const before = asked.length
    await assert.rejects(verifier.verify(sign({ exp: start })), refusal('token_expired'))
    assert.equal(asked.length, before)
    feed.close()
  })

  it('refuses when the issuer does not answer well', async () => {
    for (const response of [
      () => new Response('{"active":true}', { status: 401 }),
      () => new Response('no JSON'),
      () => new Response(`{"active":true,"x":"${'x'.repeat(70_000)}"}`),
      () => Promise.reject(new TypeError('gone')),
    ]) {
      const { feed, verifier } = await world(
        undefined,
        { fetch: asking(response).fetch },
        'introspect',
      )
      await assert.rejects(verifier.verify(sign()), refusal('revocations_stale'))
      feed.close()
    }
  })

  it('says that it could not ask, why, and when to try again, and lets go of the answer', async (t) => {
    const patience = t.mock.method(AbortSignal, 'timeout', () => new AbortController().signal)
    let isLetGo = false
    const body = new ReadableStream({ cancel: () => void (isLetGo = true) })
    const answers = [new Response(body, { status: 401 }), new Response(null, { status: 503 })]
    const { fetch } = asking(() => answers.shift() ?? new Response('{"active":true}'))
    const { feed, verifier } = await world(undefined, { fetch }, 'introspect')
    for (const status of [401, 503]) {
      await assert.rejects(
        verifier.verify(sign()),
        (error) =>
          error instanceof AuthError &&
          error.code === 'revocations_stale' &&
          error.retryAfter === 1 &&
          String(error.cause) === `Error: introspection was answered with status ${status}`,
      )
    }
    assert.ok(isLetGo)
    assert.ok(await verifier.verify(sign()))
    assert.deepEqual(patience.mock.calls[0]?.arguments, [2_000])
    feed.close()
  })

  it('asks once for many who ask at once, and about so many tokens only', async () => {
    const gate = Promise.withResolvers<void>()
    const { fetch, asked } = asking(async () => {
      await gate.promise
      return new Response('{"active":true}')
    })
    const { feed, verifier } = await world(undefined, { fetch }, 'introspect')
    const many = Array.from({ length: 50 }, () => verifier.verify(sign({ jti: 'same' })))
    const token = sign({ jti: 'one' })
    const same = Array.from({ length: 50 }, () => verifier.verify(token))
    await settle()
    assert.ok(asked.filter((each) => each === token).length === 1)
    const flood = Array.from({ length: 300 }, (_, n) => verifier.verify(sign({ jti: `${n}` })))
    const settled = Promise.allSettled(flood)
    await settle()
    assert.equal(asked.length, 256)
    gate.resolve()
    assert.equal((await Promise.all(same)).length, 50)
    await Promise.allSettled(many)
    const refused = (await settled).filter(({ status }) => status === 'rejected')
    assert.ok(refused.length >= 300 - 256)
    feed.close()
  })

  it('needs a feed that can ask', () => {
    const options = { issuer, audience, keys: jwks }
    const cannot = { viewedAt: start, revokes: () => false }
    for (const feed of [undefined, cannot]) {
      assert.throws(
        () => createVerifier({ ...options, feed, onStale: 'introspect' }),
        /^TypeError: onStale: 'introspect' needs a feed/,
      )
    }
  })
})
