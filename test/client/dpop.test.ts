// Sessions that are bound to a key of the device, against the real server in virtual time.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Client } from '../../src/client/index.ts'
import { dpopFetch } from '../../src/client/dpop.ts'
import type { DpopCrypto, DpopOptions } from '../../src/client/dpop.ts'
import type { World } from './world.ts'
import { ada, baseUrl, createWorld, renew } from './world.ts'

/** WebCrypto, whose threads virtual time waits for. */
const cryptoOf = ({ clock }: World): DpopCrypto => {
  const { subtle } = globalThis.crypto
  return {
    getRandomValues: (array) => globalThis.crypto.getRandomValues(array),
    subtle: {
      digest: (...input) => clock.during(subtle.digest(...input)),
      sign: (...input) => clock.during(subtle.sign(...input)),
      generateKey: subtle.generateKey.bind(subtle),
      exportKey: subtle.exportKey.bind(subtle),
    },
  }
}
const newPair = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])

/** A tab whose requests are proven with a key. */
const openWith = (world: World, options: DpopOptions): Client => {
  const tab = world.browser.open()
  const { fetch, clock } = tab.options
  const proven = dpopFetch({ fetch, clock, crypto: cryptoOf(world), ...options })
  return world.open({ ...tab.options, fetch: proven }).client
}

async function inWorld(
  test: (world: World, keyPair: CryptoKeyPair) => Promise<void>,
  options: Parameters<typeof createWorld>[0] = {},
): Promise<void> {
  const world = await createWorld(options)
  try {
    await test(world, await newPair())
  } finally {
    await world.close()
  }
}
const sessionsOf = async (world: World, client: Client) => {
  const { user } = client.session.getSnapshot()
  return world.auth().sessions.list(user?.id ?? assert.fail('nobody is signed in'))
}

describe('a client with a key', () => {
  it('signs in, calls and renews with it', () =>
    inWorld(async (world, keyPair) => {
      const client = openWith(world, { keyPair })
      await world.until(client.login(ada))
      const [session] = await sessionsOf(world, client)
      assert.match(session?.jkt ?? '', /^[\w-]{43}$/)
      assert.equal(await world.until(world.call(client)), 200)
      await world.clock.advance(600_000)
      assert.equal(await world.until(world.call(client)), 200)
      assert.equal(world.network.sent(renew), 1)
      assert.equal((await sessionsOf(world, client))[0]?.generation, 1)
    }))

  it('makes one by itself, which is good until the process ends', () =>
    inWorld(async (world) => {
      const client = openWith(world, {})
      await world.until(client.login(ada))
      assert.equal(await world.until(world.call(client)), 200)
      await world.clock.advance(600_000)
      assert.equal(await world.until(world.call(client)), 200)
    }))

  it('sends no proof to anybody else, and none with what is not bound', () =>
    inWorld(async (world, keyPair) => {
      const seen: Headers[] = []
      const crypto = cryptoOf(world)
      const proven = dpopFetch({
        keyPair,
        crypto,
        fetch: async (_, init) => {
          seen.push(new Headers(init?.headers))
          return new Response()
        },
      })
      const unbound = `x.${btoa('{"sub":"ada"}')}.x`
      await proven(`${baseUrl}/orders`, { headers: { authorization: `Bearer ${unbound}` } })
      await proven('https://evil.example/orders')
      await proven(`${baseUrl}/api/v1/renew`)
      assert.deepEqual(
        seen.map((headers) => headers.has('dpop')),
        [false, false, false],
      )
      assert.equal(seen[0]?.get('authorization'), `Bearer ${unbound}`)
    }))

  it('goes on with a session that is bound to no key', () =>
    inWorld(async (world, keyPair) => {
      const before = world.open().client
      await world.until(before.login(ada))
      const client = openWith(world, { keyPair })
      assert.equal(client.session.getSnapshot().state, 'fresh')
      await world.clock.advance(600_000)
      assert.equal(await world.until(world.call(client)), 200)
      assert.equal((await sessionsOf(world, client))[0]?.jkt, undefined)
    }))

  it('has to sign in again where the key is gone; nothing ends for who has it', () =>
    inWorld(async (world, keyPair) => {
      const owner = openWith(world, { keyPair })
      await world.until(owner.login(ada))
      const kept = world.browser.storage.getItem(`latchkey ${baseUrl} 0`) ?? assert.fail()
      const items = new Map([[`latchkey ${baseUrl} 0`, kept]])
      const storage = {
        getItem: (key: string) => items.get(key) ?? null,
        setItem: (key: string, value: string) => void items.set(key, value),
        removeItem: (key: string) => void items.delete(key),
      }
      for (const stolen of [
        dpopFetch({
          fetch: world.network.fetch,
          clock: world.clock,
          crypto: cryptoOf(world),
          keyPair: await newPair(),
        }),
        world.network.fetch,
      ]) {
        const thief = world.alone({ storage: { ...storage, setItem: () => {} }, fetch: stolen })
        await world.until(world.call(thief))
        assert.equal(thief.session.getSnapshot().state, 'needs-sign-in')
      }
      assert.equal(await world.until(world.call(owner)), 200)
      await world.clock.advance(600_000)
      assert.equal(await world.until(world.call(owner)), 200)
    }))

  it('bears a clock that somebody has set, in either direction', () =>
    inWorld(async (world, keyPair) => {
      for (const shift of [86_400_000, -2 * 86_400_000]) {
        world.clock.shift(shift)
        const fetch: typeof globalThis.fetch = async (input, init) => {
          const response = await world.network.fetch(input, init)
          response.headers.set(
            'date',
            new Date(1_795_651_200_000 + world.clock.monotonic()).toUTCString(),
          )
          return response
        }
        const proven = dpopFetch({ fetch, clock: world.clock, crypto: cryptoOf(world), keyPair })
        const client = world.alone({ fetch: proven })
        await world.until(client.login(ada))
        assert.equal(await world.until(world.call(client)), 200)
        await world.clock.advance(600_000)
        assert.equal(await world.until(world.call(client)), 200)
      }
    }))

  it('forks no session and signs nobody out: three tabs, lost answers, duplicates, 200 renewals', () =>
    inWorld(
      async (world, keyPair) => {
        const clients = [1, 2, 3].map(() => openWith(world, { keyPair }))
        const [first = assert.fail()] = clients
        await world.until(first.login(ada))
        world.network.change({
          lostRequests: 0.1,
          lostAnswers: 0.2,
          silence: 0.5,
          duplicates: 0.3,
          late: 700_000,
          delay: [1, 2_000],
        })
        for (let round = 0; round < 200; round += 1) {
          for (const client of clients) void world.call(client)
          await world.clock.advance(600_000)
        }
        for (const client of clients) {
          const { state } = client.session.getSnapshot()
          assert.ok(state !== 'needs-sign-in' && state !== 'signed-out', state)
        }
        world.network.change({ lostRequests: 0, lostAnswers: 0, duplicates: 0, delay: [1, 20] })
        await world.clock.advance(120_000)
        for (const client of clients) assert.equal(await world.until(world.call(client)), 200)
        const [session, ...others] = await sessionsOf(world, first)
        assert.equal(others.length, 0)
        assert.ok((session?.generation ?? 0) >= 190, `${session?.generation} rotations`)
      },
      { locks: false, auth: { retryWindow: 0 } },
    ))
})
