import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { Client, ClientErrorCode } from '../../src/client/index.ts'
import { ClientError } from '../../src/client/index.ts'
import type { World } from './world.ts'
import { ada, baseUrl, createWorld, logout, renew } from './world.ts'

const minute = 60_000
const lifetime = 10 * minute
const day = 1_440 * minute

const coded =
  (code: ClientErrorCode) =>
  (error: unknown): boolean =>
    error instanceof ClientError && error.code === code

describe('a client', () => {
  let world: World
  let client: Client
  const state = (of: Client = client): string => of.session.getSnapshot().state

  beforeEach(async () => {
    world = await createWorld()
    client = world.alone()
    await world.until(client.login(ada))
  })
  afterEach(() => world.close())

  it('signs in, calls and signs out', async () => {
    assert.equal(state(), 'fresh')
    assert.equal(client.session.getSnapshot().user?.username, 'ada')
    const response = await world.until(client.fetch('/api/v1/me'))
    assert.equal((await response.json()).username, 'ada')
    const token = await client.accessToken()
    await world.until(client.logout())
    assert.equal(state(), 'signed-out')
    await assert.rejects(client.accessToken(), coded('signed_out'))
    await assert.rejects(world.auth().verify(token))
  })

  it("says why a sign-in was refused, in the server's words", async () => {
    const other = world.alone()
    const wrong = other.login({ ...ada, password: 'eight engines hum quietly' })
    await assert.rejects(world.until(wrong), coded('invalid_credentials'))
    assert.equal(state(other), 'signed-out')
    world.network.change({ offline: true })
    await assert.rejects(world.until(other.login(ada)), coded('unreachable'))
  })

  it('renews shortly before the token expires, without making anybody wait', async () => {
    // Lifetimes differ by 5 %.
    await world.clock.advance(lifetime - 95_000)
    const before = await client.accessToken()
    assert.equal(world.network.sent(renew), 0)
    await world.clock.advance(50_000)
    assert.equal(await client.accessToken(), before)
    await world.clock.advance(100)
    assert.notEqual(await client.accessToken(), before)
    assert.equal(world.network.sent(renew), 1)
  })

  it('B19 renews once for 500 requests at expiry', async () => {
    await world.clock.advance(lifetime)
    const calls = Array.from({ length: 500 }, () => world.call(client))
    assert.deepEqual(new Set(await world.until(Promise.all(calls))), new Set([200]))
    assert.equal(world.network.sent(renew), 1)
  })

  it('B19 renews once for 100 requests whose token was refused, and sends each once more', async () => {
    const token = await client.accessToken()
    await world.auth().tokens.revoke(world.auth().tokens.identify(token))
    const calls = Array.from({ length: 100 }, () => world.call(client))
    assert.deepEqual(new Set(await world.until(Promise.all(calls))), new Set([200]))
    assert.equal(world.network.sent(renew), 1)
    assert.equal(world.network.sent('/api/v1/me'), 200)
  })

  it('B19 does not renew again and again for an endpoint that refuses every token', async () => {
    const refuse = world.alone({
      fetch: async (input, init) =>
        new Request(input).url.endsWith('/never')
          ? new Response(null, { status: 401 })
          : world.network.fetch(input, init),
    })
    await world.until(refuse.login(ada))
    for (let i = 0; i < 9; i += 1) {
      assert.equal((await world.until(refuse.fetch('/never'))).status, 401)
      await world.clock.advance(1_000)
    }
    assert.equal(world.network.sent(renew), 1)
    assert.equal(state(refuse), 'fresh')
  })

  it('does not take a request to prove oneself anew for a bad token (RFC 9470)', async () => {
    await world.clock.advance(6 * minute)
    const body = JSON.stringify({ email: 'ada@example.com' })
    const headers = { 'content-type': 'application/json' }
    const change = client.fetch('/api/v1/me', { method: 'PATCH', body, headers })
    assert.equal((await (await world.until(change)).json()).code, 'reauthentication_required')
    assert.equal(world.network.sent(renew), 0)
  })

  it('sends a body again, unless it is a stream', async () => {
    const seen: string[] = []
    const echo: typeof fetch = async (input, init) => {
      const request = new Request(input, init)
      if (!request.url.endsWith('/echo')) return world.network.fetch(input, init)
      seen.push(await request.text())
      const old = seen.length % 2 === 1
      return new Response(null, { status: old ? 401 : 200 })
    }
    const echoing = world.alone({ fetch: echo })
    await world.until(echoing.login(ada))
    const init = { method: 'POST', duplex: 'half' } as const
    const statuses: number[] = []
    for (const post of [
      () => echoing.fetch('/echo', { ...init, body: 'text' }),
      () => echoing.fetch(new Request(`${baseUrl}/echo`, { ...init, body: 'request' })),
      () => echoing.fetch('/echo', { ...init, body: new Blob(['stream']).stream() }),
    ]) {
      statuses.push((await world.until(post())).status)
      await world.clock.advance(minute)
    }
    assert.deepEqual(statuses, [200, 200, 401])
    assert.deepEqual(seen, ['text', 'text', 'request', 'request', 'stream'])
  })

  it('gives the access token to the API and the origins it is told, and to nobody else', async () => {
    const seen: Record<string, string | null> = {}
    const spying = world.alone({
      origins: ['https://orders.example.com'],
      fetch: (input, init) => {
        const request = new Request(input, init)
        seen[request.url] = request.headers.get('authorization')
        return request.url.includes('/api/v1/')
          ? world.network.fetch(input, init)
          : Promise.resolve(new Response())
      },
    })
    await world.until(spying.login(ada))
    const bearer = `Bearer ${await spying.accessToken()}`
    const urls = {
      [`${baseUrl}/x`]: bearer,
      'https://orders.example.com/x': bearer,
      'https://evil.example.com/x': null,
      'http://api.example.com/x': null,
      'https://api.example.com.evil.com/x': null,
    }
    for (const [url, expected] of Object.entries(urls)) {
      await spying.fetch(url)
      assert.equal(seen[url], expected, url)
    }
    await spying.fetch('/x', { headers: { authorization: 'Basic eDp5' } })
    assert.equal(seen[`${baseUrl}/x`], 'Basic eDp5')
  })

  it('never sends a request again as somebody else who has signed in meanwhile', async () => {
    await world.auth().accounts.register({ username: 'grace', password: ada.password })
    const token = await client.accessToken()
    await world.until(client.login({ username: 'grace', password: ada.password }))
    assert.notEqual(await client.accessToken(), token)
    const before = world.network.sent(renew)
    const slow = client.refused(token)
    assert.notEqual(await world.until(slow), undefined) // asked after: it is grace who asks
    assert.equal(world.network.sent(renew), before)
    const hers = await client.accessToken()
    await world.clock.advance(lifetime)
    const asked = client.refused(hers)
    await world.until(Promise.all([client.login(ada), asked.catch(() => {})]))
    assert.equal(await asked, undefined)
  })

  it('R05 loses no session when 20 % of the answers are lost, over 1,000 renewals', async () => {
    world.network.change({ lostAnswers: 0.2 })
    let renewed = 0
    let before = await client.accessToken()
    while (renewed < 1_000) {
      await world.clock.advance(lifetime)
      await world.until(world.call(client))
      await world.clock.advance(minute)
      const token = await client.accessToken()
      assert.notEqual(state(), 'needs-sign-in')
      if (token !== before) renewed += 1
      before = token
    }
    assert.ok(world.network.sent(renew) > 1_150, 'and answers were lost')
  })

  for (const [weather, conditions, duration = 60 * minute] of [
    ['no network', { offline: true }, day],
    ['a captive portal', { captivePortal: true }],
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['429', { status: 429 }],
    ['404 of a proxy', { status: 404 }],
    ['401 of a proxy', { status: 401 }],
    ['requests that are lost in silence', { lostRequests: 1, silence: 1 }],
  ] as const) {
    it(`is not signed out by ${weather}`, async () => {
      await world.clock.advance(lifetime - 40_000)
      world.network.change(conditions)
      const token = await client.accessToken()
      assert.ok(token, 'the access token is used as long as it lasts')
      await world.clock.advance(duration)
      assert.equal(await world.until(world.call(client)), undefined)
      assert.equal(state(), 'offline')
      assert.ok(coded('unreachable')(client.session.getSnapshot().error))
      world.network.change({ offline: false, captivePortal: false, status: 0, lostRequests: 0 })
      await world.clock.advance(minute)
      assert.equal(state(), 'fresh', 'and notices by itself that all is well again')
      assert.equal(await world.until(world.call(client)), 200)
    })
  }

  it('is not signed out by renewals that arrive a second time, up to an hour late', async () => {
    world.network.change({ duplicates: 1, late: 55 * minute })
    for (let i = 0; i < 24; i += 1) {
      await world.clock.advance(lifetime)
      assert.equal(await world.until(world.call(client)), 200)
    }
    assert.equal(state(), 'fresh')
  })

  it('tries again later and later, and never in haste', async () => {
    await world.clock.advance(lifetime)
    world.network.change({ offline: true })
    await Promise.all(Array.from({ length: 50 }, () => world.call(client)))
    await world.clock.advance(60 * minute)
    const tries = world.network.sent(renew)
    assert.ok(tries > 60 && tries < 300, `${tries}`)
  })

  it('waits as long as the server asks it to', async () => {
    let renewals = 0
    const busy = world.alone({
      fetch: async (input, init) => {
        if (!new Request(input).url.endsWith(renew)) return world.network.fetch(input, init)
        renewals += 1
        const headers = { 'content-type': 'application/problem+json', 'retry-after': '120' }
        return Response.json({ code: 'overloaded' }, { status: 503, headers })
      },
    })
    await world.until(busy.login(ada))
    await world.clock.advance(lifetime)
    await assert.rejects(world.until(busy.accessToken()), coded('overloaded'))
    await world.clock.advance(119_000)
    assert.equal(renewals, 1)
    await world.clock.advance(2_000)
    assert.equal(renewals, 2)
  })

  it("is signed out by the server's word, and says so", async () => {
    const { user } = client.session.getSnapshot()
    await world.auth().sessions.endAll(user?.id ?? '', 'revoked')
    assert.equal(await world.until(world.call(client)), 401)
    assert.equal(state(), 'needs-sign-in')
    await assert.rejects(client.accessToken(), coded('signed_out'))
    assert.equal(await world.until(world.call(client)), 401, 'requests go without a token')
    assert.equal(world.network.sent(renew), 1)
    await world.until(client.login(ada))
    assert.equal(state(), 'fresh')
  })

  it('survives a restart of the server', async () => {
    await world.clock.advance(lifetime)
    await world.restart()
    assert.equal(await world.until(world.call(client)), 200)
    assert.equal(state(), 'fresh')
  })

  it('knows that the laptop slept though the monotonic clock stood still', async () => {
    world.sleep(60 * minute)
    assert.equal(await world.until(world.call(client)), 200)
    assert.equal(world.network.sent('/api/v1/me'), 1, 'no request with a token known to be old')
  })

  for (const shift of [-day, day, -365 * day]) {
    it(`is not led astray by a clock set by ${shift / day} days`, async () => {
      world.clock.shift(shift)
      assert.equal(await world.until(world.call(client)), 200)
      await world.clock.advance(lifetime)
      assert.equal(await world.until(world.call(client)), 200)
      await world.clock.advance(lifetime / 2)
      assert.equal(await world.until(world.call(client)), 200)
      assert.ok(world.network.sent(renew) <= 2)
      assert.equal(world.network.sent('/api/v1/me'), 3)
    })
  }

  it('signs out without a network, and tells the server when there is one', async () => {
    const token = await client.accessToken()
    world.network.change({ offline: true })
    await world.until(client.logout())
    assert.equal(state(), 'signed-out')
    assert.ok(await world.auth().verify(token))
    world.network.change({ offline: false })
    await world.clock.advance(minute)
    await assert.rejects(world.auth().verify(token))
    const told = world.network.sent(logout)
    await world.clock.advance(day)
    assert.equal(world.network.sent(logout), told, 'once')
  })

  it('signs out on every device', async () => {
    const other = world.alone()
    await world.until(other.login(ada))
    await world.until(client.logout({ all: true }))
    assert.equal(await world.until(world.call(other)), 401)
    assert.equal(state(other), 'needs-sign-in')
  })

  it('keeps a bounded number of sign-outs that the server was not told of', async () => {
    for (let i = 0; i < 12; i += 1) {
      world.network.change({ lostRequests: 0 })
      const signedIn = world.until(client.login(ada))
      await signedIn
      world.network.change({ lostRequests: 1 })
      await world.until(client.logout())
    }
    world.network.change({ lostRequests: 0 })
    const before = world.network.sent(logout)
    await world.clock.advance(minute)
    assert.ok(world.network.sent(logout) - before <= 9)
  })

  it('signs out the session that another sign-in replaces', async () => {
    const token = await client.accessToken()
    await world.until(client.login(ada))
    await world.clock.advance(1_000)
    await assert.rejects(world.auth().verify(token))
    assert.equal(await world.until(world.call(client)), 200)
  })

  it('goes on where an answer came after the sign-out', async () => {
    await world.clock.advance(lifetime)
    world.network.change({ delay: [2_000, 2_000] })
    const call = world.call(client)
    await world.clock.advance(1_000)
    const out = client.logout()
    await world.clock.advance(10_000)
    await out
    assert.equal(await call, 401)
    assert.equal(state(), 'signed-out')
  })

  it('tells whoever watches, and gives one snapshot until something changes', async () => {
    const states: string[] = []
    const stop = client.session.subscribe(({ state: now }) => states.push(now))
    client.session.subscribe(() => {
      throw new Error('not our fault')
    })()
    assert.equal(client.session.getSnapshot(), client.session.getSnapshot())
    await world.clock.advance(lifetime)
    await world.until(world.call(client))
    await world.until(client.logout())
    assert.deepEqual(states, ['renewing', 'fresh', 'signed-out'])
    stop()
    await world.until(client.login(ada))
    assert.equal(states.length, 3)
  })

  it('takes a base URL with a path, and none that is not one', () => {
    assert.throws(() => world.alone({ baseUrl: 'nowhere' }), TypeError)
    assert.throws(() => world.alone({ baseUrl: '' }), TypeError)
  })
})
