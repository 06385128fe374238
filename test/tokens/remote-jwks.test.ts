import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { describe, it } from 'node:test'
import { AuthError } from '../../src/errors.ts'
import { generateKey, importJwk } from '../../src/keys/index.ts'
import type { Jwk } from '../../src/keys/index.ts'
import { createVerifier } from '../../src/tokens/index.ts'
import type { Verifier } from '../../src/tokens/index.ts'
import type { TestClock } from './issuer.ts'
import {
  audience,
  goodClaims,
  issuer,
  jwks,
  publicHalf,
  refusal,
  sign,
  start,
  testClock,
} from './issuer.ts'

const next = generateKey('ES256')
const nextToken = sign({}, 'at+jwt', importJwk(next.privateKey, 'sign'))
const bothKeys = { keys: [...jwks.keys, publicHalf(next)] }

interface Issuer {
  readonly verifier: Verifier
  readonly clock: TestClock
  /** What the address answers: a JWK Set, or something worse. */
  answer: unknown
  fetches: number
  readonly errors: unknown[]
}

/** A verifier and the address of its issuer, which answers as it is told. */
function world(answer: unknown = jwks): Issuer {
  const clock = testClock()
  const w: Issuer = {
    clock,
    answer,
    fetches: 0,
    errors: [],
    verifier: createVerifier({
      issuer,
      audience,
      clock,
      jwksUri: 'https://auth.example.com/.well-known/jwks.json',
      onError: (error) => w.errors.push(error),
      async fetch(_, init) {
        w.fetches += 1
        assert.equal(init?.redirect, 'manual')
        assert.ok(init.signal instanceof AbortSignal)
        if (w.answer instanceof Error) throw w.answer
        if (w.answer instanceof Response) return w.answer.clone()
        return typeof w.answer === 'string' ? new Response(w.answer) : Response.json(w.answer)
      },
    }),
  }
  return w
}

const long = (seconds: number): string => sign({ exp: start + seconds, iat: start })
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const createFor = (jwksUri: string, allowInsecureJwksUri = false): Verifier =>
  createVerifier({ issuer, audience, jwksUri, allowInsecureJwksUri })

const timers = (): number =>
  process.getActiveResourcesInfo().filter((what) => what === 'Timeout').length

describe('a verifier with a jwksUri', () => {
  it('fetches the keys for the first token, once for all that wait, and then needs no more', async () => {
    const w = world()
    assert.equal(w.verifier.verifyNow(sign()), undefined)
    const all = await Promise.all(Array.from({ length: 20 }, () => w.verifier.verify(sign())))
    assert.ok(all.every(({ sub }) => sub === goodClaims['sub']))
    assert.ok(w.verifier.verifyNow(sign()))
    assert.equal(w.fetches, 1)
  })

  it('fetches again for a key id that it does not know, after the cool-down', async () => {
    const w = world()
    await w.verifier.verify(sign())
    w.answer = bothKeys
    assert.throws(() => w.verifier.verifyNow(nextToken), refusal('key_unknown'))
    w.clock.now = start + 30
    assert.equal(w.verifier.verifyNow(nextToken), undefined)
    assert.ok(await w.verifier.verify(nextToken))
    assert.equal(w.fetches, 2)
  })

  it('K04 a flood of unknown key ids makes one fetch a cool-down', async () => {
    const w = world()
    await w.verifier.verify(sign())
    const forged = Array.from({ length: 1_000 }, (_, i) => {
      const header = Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'at+jwt', kid: `k${i}` }))
      return sign().replace(/^[^.]*/, header.toString('base64url'))
    })
    for (let second = 0; second < 95; second += 5) {
      w.clock.now = start + second
      await Promise.all(
        forged.map((token) => assert.rejects(w.verifier.verify(token), refusal('key_unknown'))),
      )
    }
    assert.equal(w.fetches, 4, 'at 0, 30, 60 and 90 seconds')
  })

  it('fetches ahead from half the max-age on, while it goes on with what it has', async () => {
    const w = world()
    await w.verifier.verify(sign())
    w.clock.now = start + 151
    w.answer = bothKeys
    assert.ok(w.verifier.verifyNow(sign()))
    await settled()
    assert.equal(w.fetches, 2)
    assert.ok(w.verifier.verifyNow(nextToken))
  })

  it('does not fetch before that, nor within the cool-down', async () => {
    const w = world()
    await w.verifier.verify(sign())
    for (const [later, fetches] of [
      [31, 1],
      [150, 1],
      [150.1, 2],
      [300, 2],
      [300.2, 3],
    ] as const) {
      w.clock.now = start + later
      assert.ok(w.verifier.verifyNow(sign()))
      await settled()
      assert.equal(w.fetches, fetches, `after ${later} s`)
    }
  })

  it('serves to the end of the max-age what it could not fetch ahead', async () => {
    const w = world()
    await w.verifier.verify(sign())
    w.clock.now = start + 300
    w.answer = new Response('', { status: 500 })
    assert.ok(w.verifier.verifyNow(sign()))
  })

  it('says to the operator what is wrong with an answer', async () => {
    for (const [answer, said] of [
      [new Response(JSON.stringify(jwks), { status: 500 }), 'Error: the JWK Set was answered with'],
      [new Response(JSON.stringify(jwks), { status: 201 }), 'Error: the JWK Set was answered with'],
      [null, 'TypeError: JWK Set: expected an object with'],
      [{ keys: {} }, 'TypeError: JWK Set: expected an object with'],
      [{ keys: [] }, 'TypeError: JWK Set: expected at least one usable key'],
      [' '.repeat(1_048_577), 'Error: the answer has more than 1048576 bytes'],
    ] as const) {
      const w = world(answer)
      await assert.rejects(
        w.verifier.verify(sign()),
        (error) =>
          error instanceof AuthError &&
          error.code === 'keys_unavailable' &&
          error.retryAfter === 1 &&
          error.cause === w.errors[0],
      )
      assert.ok(String(w.errors[0]).startsWith(said), String(w.errors[0]))
    }
  })

  it('gives a fetch five seconds, and lets go of its answer', async (t) => {
    const patience = new AbortController()
    const timeout = t.mock.method(AbortSignal, 'timeout', () => patience.signal)
    const signals: (AbortSignal | null | undefined)[] = []
    const answer = Promise.withResolvers<Response>()
    const verifier = createVerifier({
      issuer,
      audience,
      jwksUri: 'https://auth.example.com/jwks',
      clock: () => start,
      fetch: (_, init) => {
        signals.push(init?.signal)
        return answer.promise
      },
    })
    const verifying = verifier.verify(sign())
    assert.deepEqual(timeout.mock.calls[0]?.arguments, [5_000])
    assert.equal(signals[0]?.aborted, false)
    answer.resolve(new Response('', { status: 500 }))
    await assert.rejects(verifying, refusal('keys_unavailable'))
    assert.equal(signals[0]?.aborted, true)

    const slow = createVerifier({
      issuer,
      audience,
      jwksUri: 'https://auth.example.com/jwks',
      fetch: async (_, init) => {
        patience.abort()
        return init?.signal?.aborted === true ? assert.fail('slow') : Response.json(jwks)
      },
    })
    await assert.rejects(slow.verify(sign()), refusal('keys_unavailable'))
  })

  it('gives up a fetch that is lost, and what that answers in the end', async () => {
    const clock = testClock()
    const answers: ((answer: unknown) => void)[] = []
    const verifier = createVerifier({
      issuer,
      audience,
      clock,
      jwksUri: 'https://auth.example.com/jwks',
      fetch: () =>
        new Promise((resolve) => {
          answers.push((answer) => resolve(Response.json(answer)))
        }),
    })
    const waiting: Promise<string>[] = []
    const ask = (later: number): number => {
      clock.now = start + later
      const verifying = verifier.verify(sign())
      waiting.push(
        verifying.then(
          () => 'good',
          (error) => error.code,
        ),
      )
      return answers.length
    }
    assert.deepEqual([ask(0), ask(2), ask(5), ask(5.1)], [1, 1, 1, 2])
    answers[0]?.({ keys: [publicHalf(next)] })
    await settled()
    assert.equal(verifier.verifyNow(sign()), undefined, 'what was asked later counts')
    assert.equal(ask(7), 2, 'and is still under way')
    answers[1]?.(jwks)
    const gone = 'keys_unavailable'
    assert.deepEqual(await Promise.all(waiting), [gone, gone, gone, 'good', 'good'])
    assert.throws(() => verifier.verifyNow(nextToken), refusal('key_unknown'))
  })

  it('keeps no process waiting once it has its keys', async () => {
    const before = timers()
    await world().verifier.verify(sign())
    assert.equal(timers(), before)
  })

  it('K02 refuses a key that was removed, at the latest after the max-age, however few tokens come', async () => {
    const w = world(bothKeys)
    const token = long(10_000)
    await w.verifier.verify(token)
    w.answer = { keys: [publicHalf(next)] }
    w.clock.now = start + 301
    assert.equal(w.verifier.verifyNow(token), undefined)
    await assert.rejects(w.verifier.verify(token), refusal('key_unknown'))
  })

  const kept: readonly [id: string, answer: unknown][] = [
    ['K05 500', new Response('', { status: 500 })],
    ['K05 204', new Response(null, { status: 204 })],
    ['K05 time-out', new DOMException('slow', 'TimeoutError')],
    ['K05 HTML', '<!doctype html><title>Sign in</title>'],
    ['K05 nothing', ''],
    ['K05 cut off', '{"keys":[{"kty":"EC"'],
    ['K05 a member twice', '{"keys":[],"keys":[]}'],
    ['K05 keys is an object', { keys: {} }],
    ['K05 no keys at all', { keys: [] }],
    ['K05 a list', []],
    ['K05 null', null],
    ['K05 1 MB and a byte', ' '.repeat(1_048_577)],
    ['K05 not UTF-8', new Response(new Uint8Array([0x7b, 0xff]))],
    ['K06 two keys with one kid', { keys: [...jwks.keys, ...jwks.keys] }],
    ['K06 only a secret', { keys: [{ kty: 'oct', kid: 'x', k: 'A'.repeat(43), alg: 'HS256' }] }],
  ]
  for (const [id, answer] of kept) {
    it(`${id}: the last good set serves on until it is an hour old`, async () => {
      const w = world()
      const token = long(10_000)
      await w.verifier.verify(token)
      w.answer = answer
      w.clock.now = start + 3_600
      assert.ok(await w.verifier.verify(token))
      assert.equal(w.fetches, 2)
      assert.equal(w.errors.length, 1)
      assert.ok(w.verifier.verifyNow(token), 'within the cool-down nobody waits')
      w.clock.now = start + 3_601
      await assert.rejects(w.verifier.verify(token), refusal('keys_unavailable'))
    })

    it(`${id}: without a set before, it is nobody's fault but the issuer's`, async () => {
      const w = world(answer)
      await assert.rejects(w.verifier.verify(sign()), refusal('keys_unavailable'))
      await assert.rejects(w.verifier.verify(sign()), refusal('keys_unavailable'))
      assert.equal(w.fetches, 1, 'one in a second')
      w.answer = jwks
      w.clock.now = start + 1
      assert.ok(await w.verifier.verify(sign()))
    })
  }

  const secret: Jwk = generateKey('HS256').privateKey
  const passedOver: readonly [id: string, key: object | null][] = [
    ['K06 a secret', secret],
    ['K06 private members', next.privateKey],
    ['K06 an unknown kind', { kty: 'PQ', kid: 'pq' }],
    ['K06 bad coordinates', { ...publicHalf(next), x: 'AAAA' }],
    ['K06 not on the curve', { ...publicHalf(next), x: publicHalf(next).y }],
    ['K06 for encryption', { ...publicHalf(next), use: 'enc' }],
    ['K06 without a kid', { ...publicHalf(next), kid: undefined }],
    ['K06 no key', null],
  ]
  for (const [id, key] of passedOver) {
    it(`${id} is passed over and the others serve`, async () => {
      const w = world({ keys: [key, ...jwks.keys] })
      assert.ok(await w.verifier.verify(sign()))
      assert.throws(() => w.verifier.verifyNow(nextToken), refusal('key_unknown'))
      const forged = sign({}, 'at+jwt', importJwk(secret, 'sign'))
      assert.throws(() => w.verifier.verifyNow(forged), { name: 'AuthError' })
    })
  }

  it('keeps knowing its tokens when the same keys are fetched again', async () => {
    const w = world()
    const token = sign()
    const claims = await w.verifier.verify(token)
    w.clock.now = start + 200
    w.verifier.verifyNow(token)
    await settled()
    assert.equal(w.fetches, 2)
    assert.equal(w.verifier.verifyNow(token), claims, 'the very same object')
  })

  it('takes an https address, or this machine, unless it is told otherwise', () => {
    for (const good of [
      'https://a.example/j',
      'https://10.0.0.1/j',
      'http://localhost:1/j',
      'http://127.0.0.1/j',
      'http://[::1]:8/j',
    ]) {
      createFor(good)
    }
    for (const bad of [
      'http://a.example/j',
      'http://127.0.0.1.a.example/j',
      'http://localhost.a.example/',
      'ftp://a.example/j',
      'file:///etc/passwd',
      'https://user:password@a.example/j',
      'nonsense',
    ]) {
      assert.throws(
        () => createFor(bad),
        bad === 'nonsense' ? TypeError : /^TypeError: jwksUri: /,
        bad,
      )
    }
    createFor('http://a.example/j', true)
    assert.throws(() => createFor('file:///etc/passwd', true), TypeError)
  })
})

async function listen(handler: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(handler).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  return { server, url: `http://127.0.0.1:${address.port}` }
}

describe('a verifier over real HTTP', () => {
  it('fetches keys, follows no redirect, and stops reading what does not end', async () => {
    let sent = 0
    const { server, url } = await listen((request, response) => {
      if (request.url === '/jwks') response.end(JSON.stringify(jwks))
      else if (request.url === '/redirect') response.writeHead(302, { location: '/jwks' }).end()
      else {
        const pour = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536, 0x20))) sent += 65_536
        }
        response.on('drain', pour)
        pour()
      }
    })
    const create = (path: string): Verifier =>
      createVerifier({ issuer, audience, clock: () => start, jwksUri: url + path })
    assert.ok(await create('/jwks').verify(sign()))
    await assert.rejects(create('/redirect').verify(sign()), refusal('keys_unavailable'))
    await assert.rejects(create('/endless').verify(sign()), refusal('keys_unavailable'))
    assert.ok(sent < 32 * 1_048_576)
    server.closeAllConnections()
    server.close()
  })
})
