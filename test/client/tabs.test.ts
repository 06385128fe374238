import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { Client } from '../../src/client/index.ts'
import { memoryStorage } from '../../src/client/client-storage.ts'
import type { World } from './world.ts'
import { ada, baseUrl, createWorld, renew } from './world.ts'

const minute = 60_000
const lifetime = 10 * minute
const states = (clients: readonly Client[]): string[] =>
  clients.map((client) => client.session.getSnapshot().state)

for (const locks of [true, false]) {
  describe(`three tabs ${locks ? 'with' : 'without'} locks`, () => {
    let world: World
    let tabs: Client[]
    const callAll = (): Promise<(number | undefined)[]> =>
      world.until(Promise.all(tabs.map((tab) => world.call(tab))))

    beforeEach(async () => {
      world = await createWorld({ locks })
      tabs = [world.open().client, world.open().client, world.open().client]
      await world.until(tabs[0]?.login(ada) ?? assert.fail())
      await world.clock.advance(100)
    })
    afterEach(() => world.close())

    it('are signed in together', async () => {
      assert.deepEqual(states(tabs), ['fresh', 'fresh', 'fresh'])
      assert.deepEqual(await callAll(), [200, 200, 200])
      assert.equal(world.network.sent(renew), 0)
    })

    it('B09 renew at expiry, and nobody is signed out', async () => {
      for (let i = 0; i < 20; i += 1) {
        await world.clock.advance(lifetime)
        assert.deepEqual(await callAll(), [200, 200, 200])
      }
      assert.deepEqual(states(tabs), ['fresh', 'fresh', 'fresh'])
      if (locks) assert.equal(world.network.sent(renew), 20)
    })

    it('B09 renew after an hour of sleep, and nobody is signed out', async () => {
      world.sleep(60 * minute)
      assert.deepEqual(await callAll(), [200, 200, 200])
      if (locks) assert.equal(world.network.sent(renew), 1)
    })

    it('are signed out together, within a second', async () => {
      const out = tabs[1]?.logout()
      await world.clock.advance(1_000)
      await out
      assert.deepEqual(states(tabs), ['signed-out', 'signed-out', 'signed-out'])
      assert.deepEqual(await callAll(), [401, 401, 401])
    })

    it('are signed out together without a network, and a new tab is too', async () => {
      world.network.change({ offline: true })
      void tabs[1]?.logout()
      await world.clock.advance(1_000)
      tabs.push(world.open().client)
      assert.deepEqual(
        states(tabs),
        Array.from(tabs, () => 'signed-out'),
      )
    })

    it('learn together that the server ended the session', async () => {
      const { user } = tabs[0]?.session.getSnapshot() ?? {}
      await world.auth().sessions.endAll(user?.id ?? '', 'revoked')
      await world.until(world.call(tabs[2] ?? assert.fail()))
      await world.clock.advance(1_000)
      assert.deepEqual(states(tabs), ['needs-sign-in', 'needs-sign-in', 'needs-sign-in'])
      assert.equal(world.network.sent(renew), 1)
    })

    it('keep the session when storage is cleared under them', async () => {
      for (const key of keys(world)) world.browser.storage.removeItem(key)
      const unaware = world.open()
      assert.deepEqual(states([unaware.client]), ['signed-out'])
      await world.clock.advance(100)
      tabs.push(world.open().client)
      assert.deepEqual(await callAll(), [200, 200, 200, 200], 'and it is back for new ones')
    })

    it('keep the session when storage holds garbage', async () => {
      for (const text of ['', '{', '[]', '7', '{"at":1e99,"n":1}', '{"at":"x","n":null}']) {
        for (const key of keys(world)) world.browser.storage.setItem(key, text)
        await world.clock.advance(lifetime)
        assert.deepEqual(await callAll(), [200, 200, 200])
      }
    })

    it('keep the session in memory when storage cannot be written', async () => {
      const storage = { getItem: full, setItem: full, removeItem: full }
      const { client } = world.open({ storage })
      await world.until(client.login(ada))
      await world.clock.advance(lifetime)
      assert.equal(await world.until(world.call(client)), 200)
    })
  })
}

const full = (): never => {
  throw new DOMException('full', 'QuotaExceededError')
}

const keys = ({ browser }: World): string[] => {
  const names = [0, 1].map((turn) => `latchkey ${baseUrl} ${turn}`)
  return names.filter((name) => browser.storage.getItem(name) !== null)
}

describe('a tab', () => {
  let world: World
  beforeEach(async () => {
    world = await createWorld()
  })
  afterEach(() => world.close())

  it('that is killed at any moment of a renewal costs nothing', async () => {
    for (let after = 0; after <= 50; after += 2) {
      const { client, tab } = world.open()
      if (after === 0) await world.until(client.login(ada))
      await world.clock.advance(lifetime)
      world.network.change({ delay: [10, 15] })
      void client.accessToken()
      await world.clock.advance(after)
      tab.kill()
      const next = world.open()
      assert.equal(await world.until(world.call(next.client)), 200, `killed after ${after} ms`)
      next.tab.kill()
    }
  })

  it('that was frozen with an answer in the air puts nothing old over what is new', async () => {
    const [frozen, busy] = [world.open(), world.open()]
    await world.until(frozen.client.login(ada))
    await world.clock.advance(lifetime)
    world.network.change({ delay: [10, 10] })
    void frozen.client.accessToken()
    await world.clock.advance(15)
    frozen.tab.freeze()
    for (let i = 0; i < 30; i += 1) {
      await world.clock.advance(lifetime)
      assert.equal(await world.until(world.call(busy.client)), 200)
    }
    busy.tab.kill()
    frozen.tab.thaw()
    assert.equal(await world.until(world.call(frozen.client)), 200)
    assert.equal(await world.until(world.call(world.open().client)), 200)
  })

  it('that overwrote storage with what it knew an hour ago costs nothing, though nobody else is left', async () => {
    let { client, tab } = world.open()
    await world.until(client.login(ada))
    for (let round = 0; round < 20; round += 1) {
      const old = keys(world).map((key) => [key, world.browser.storage.getItem(key) ?? ''] as const)
      for (let i = 0; i < 2 + (round % 3); i += 1) {
        await world.clock.advance(lifetime)
        assert.equal(await world.until(world.call(client)), 200)
      }
      tab.kill()
      const [key, text] = old[round % old.length] ?? assert.fail()
      world.browser.storage.setItem(key, text)
      await world.clock.advance(lifetime)
      ;({ client, tab } = world.open())
    }
    assert.equal(await world.until(world.call(client)), 200)
  })

  it('does not bring a session back that was signed out', async () => {
    const { client } = world.open()
    await world.until(client.login(ada))
    await world.clock.advance(lifetime)
    await world.until(world.call(client))
    const old = keys(world).map((key) => [key, world.browser.storage.getItem(key) ?? ''] as const)
    await world.until(client.logout())
    client.close()
    for (const [key, text] of old) {
      const now = world.browser.storage.getItem(key) ?? ''
      world.browser.storage.setItem(key, text)
      assert.deepEqual(states([world.open().client]), ['signed-out'])
      world.browser.storage.setItem(key, now)
    }
  })

  it('leaves nothing in storage that authenticates once the server was told', async () => {
    const { client } = world.open()
    await world.until(client.login(ada))
    await world.clock.advance(lifetime)
    await world.until(world.call(client))
    await world.until(client.logout())
    const left = keys(world).map((key) => world.browser.storage.getItem(key) ?? '')
    for (const text of left) assert.deepEqual(Object.keys(JSON.parse(text)), ['at', 'n', 'ended'])
    assert.equal(world.browser.storage.getItem(`latchkey ${baseUrl} out`), null)
  })

  it('delivers a sign-out that another one left behind', async () => {
    const { client, tab } = world.open()
    await world.until(client.login(ada))
    const token = await client.accessToken()
    world.network.change({ offline: true })
    await world.until(client.logout())
    tab.kill()
    await world.clock.advance(lifetime / 2)
    world.network.change({ offline: false })
    world.open()
    await world.clock.advance(1_000)
    await assert.rejects(world.auth().verify(token))
  })

  it('B18 can be signed out by a forged message, and signed in by none', async () => {
    const { client } = world.open()
    await world.until(client.login(ada))
    const name = `latchkey ${baseUrl}`
    const stored: { at: number; n: number; key: string } = JSON.parse(
      world.browser.storage.getItem(`${name} 0`) ?? '',
    )
    const forger = world.browser.open().options.tabs.join(
      name,
      () => {},
      () => {},
    )
    const token = await client.accessToken()
    const forged = { ...stored, n: 9, token: 'eyJ', refreshToken: 'lkr_', from: Date.now() }
    for (const message of [
      undefined,
      null,
      'x',
      {},
      { ...forged, key: 'guessed' },
      { ...forged, at: stored.at + 1 },
      { ...forged, at: Infinity },
      { at: stored.at + 1, n: 2 ** 32 },
    ]) {
      forger.post(message)
      await world.clock.advance(100)
      assert.equal(await client.accessToken(), token)
    }
    forger.post({ at: stored.at, n: 2 ** 32 })
    await world.clock.advance(100)
    assert.deepEqual(states([client]), ['signed-out'])
    forger.post(stored)
    await world.clock.advance(100)
    assert.deepEqual(states([client]), ['signed-out'])
  })

  it('that was duplicated with its sessionStorage shares the session with the first', async () => {
    const [storage, copy] = [memoryStorage(), memoryStorage()]
    const { client } = world.open({ storage })
    await world.until(client.login(ada))
    const item = `latchkey ${baseUrl} 0`
    copy.setItem(item, storage.getItem(item) ?? '')
    const duplicate = world.open({ storage: copy })
    for (let i = 0; i < 20; i += 1) {
      await world.clock.advance(lifetime)
      assert.equal(await world.until(world.call(client)), 200)
    }
    assert.equal(await world.until(world.call(duplicate.client)), 200)
    assert.equal(world.network.sent(renew), 20)
    await world.until(duplicate.client.logout())
    await world.clock.advance(1_000)
    assert.deepEqual(states([client, duplicate.client]), ['signed-out', 'signed-out'])
  })

  it('that was restored from an old copy is helped by another, and otherwise ends nothing for it', async () => {
    const copy = memoryStorage()
    const original = world.open({ storage: copy })
    await world.until(original.client.login(ada))
    const item = `latchkey ${baseUrl} 0`
    const old = copy.getItem(item) ?? ''
    for (let i = 0; i < 4; i += 1) {
      await world.clock.advance(lifetime)
      assert.equal(await world.until(world.call(original.client)), 200)
    }
    const restore = (): Client => {
      const storage = memoryStorage()
      storage.setItem(item, old)
      return world.open({ storage }).client
    }
    const helped = restore()
    await world.clock.advance(100)
    assert.equal(await world.until(world.call(helped)), 200)
    helped.close()
    original.tab.freeze()
    await world.clock.advance(lifetime)
    const left = restore()
    assert.equal(await world.until(world.call(left)), undefined)
    assert.deepEqual(states([left]), ['needs-sign-in'])
    original.tab.thaw()
    await world.clock.advance(minute)
    assert.deepEqual(states([original.client, left]), ['fresh', 'fresh'])
    assert.equal(await world.until(world.call(original.client)), 200)
  })

  it('waits for no tab that hangs with the lock', async () => {
    const [one, two] = [world.open(), world.open()]
    await world.until(one.client.login(ada))
    await world.clock.advance(lifetime)
    world.network.change({ lostRequests: 1, silence: 1 })
    void one.client.accessToken().catch(() => {})
    await world.clock.advance(100)
    one.tab.freeze()
    world.network.change({ lostRequests: 0 })
    const call = world.call(two.client)
    await world.clock.advance(6_000)
    assert.equal(await call, 200)
  })
})
