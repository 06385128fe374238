import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { Client } from '../../src/client/index.ts'
import type { VirtualTab } from '../../src/client/testing.ts'
import { cookieJar } from './cookie-jar.ts'
import type { World } from './world.ts'
import { ada, baseUrl, createWorld, renew } from './world.ts'

const minute = 60_000
const lifetime = 10 * minute
const stateOf = (client: Client): string => client.session.getSnapshot().state

for (const locks of [true, false]) {
  describe(`cookie mode ${locks ? 'with' : 'without'} locks`, () => {
    let world: World
    let jar: ReturnType<typeof cookieJar>
    const open = (): { readonly client: Client; readonly tab: VirtualTab } => {
      const tab = world.browser.open()
      const fetch = jar.through(tab.options.fetch)
      const { client } = world.open({ ...tab.options, fetch, storage: 'cookie' })
      return { client, tab }
    }
    const reload = ({ tab }: { readonly tab: VirtualTab }) => {
      tab.kill()
      return open()
    }

    beforeEach(async () => {
      world = await createWorld({ locks })
      // Where the client looks for the mark that somebody is signed in.
      Object.defineProperty(globalThis, 'localStorage', {
        value: world.browser.storage,
        configurable: true,
      })
      jar = cookieJar(baseUrl)
    })
    afterEach(async () => {
      Reflect.deleteProperty(globalThis, 'localStorage')
      await world.close()
    })

    it('B08 keeps no token where scripts can read it', async () => {
      const { client } = open()
      await world.until(client.login(ada))
      await world.clock.advance(lifetime)
      assert.equal(await world.until(world.call(client)), 200)
      const items = [0, 1, 'out'].map((item) =>
        world.browser.storage.getItem(`latchkey ${baseUrl} ${item}`),
      )
      assert.equal(items.filter((item) => item !== null).length, 1)
      assert.ok(!/eyJ|lkr_/.test(JSON.stringify(items)))
      assert.match(jar.names().join(), /^__Host-latchkey-refresh-[\w-]{6}$/)
    })

    it('is signed in after a reload, and with nothing but the cookie', async () => {
      let page = open()
      await world.until(page.client.login(ada))
      for (let i = 0; i < 5; i += 1) {
        page = reload(page)
        assert.equal(stateOf(page.client), 'fresh')
        assert.equal(page.client.session.getSnapshot().user?.username, 'ada')
        assert.equal(await world.until(world.call(page.client)), 200)
      }
      assert.equal(world.network.sent(renew), 5)
    })

    it('loses no session to ten tabs that load at once on a slow network that loses answers', async () => {
      const first = open()
      await world.until(first.client.login(ada))
      world.network.change({ delay: [1, 3_000], lostAnswers: 0.2 })
      for (let round = 0; round < 20; round += 1) {
        const pages = Array.from({ length: 10 }, () => open())
        await world.until(Promise.all(pages.map(({ client }) => world.call(client))))
        await world.clock.advance(minute)
        for (const { client } of pages) assert.notEqual(stateOf(client), 'needs-sign-in')
        for (const { tab } of pages) tab.kill()
      }
    })

    it('signs out every tab, and takes the cookies away', async () => {
      const [one, two] = [open(), open()]
      await world.until(one.client.login(ada))
      await world.clock.advance(100)
      assert.equal(await world.until(world.call(two.client)), 200)
      await world.until(one.client.logout())
      await world.clock.advance(1_000)
      assert.deepEqual([stateOf(one.client), stateOf(two.client)], ['signed-out', 'signed-out'])
      assert.deepEqual(jar.names(), [])
    })

    it('stays signed out after a reload without a network, until the server was told', async () => {
      const page = open()
      await world.until(page.client.login(ada))
      const token = await page.client.accessToken()
      world.network.change({ offline: true })
      await world.until(page.client.logout())
      const { client } = reload(page)
      assert.equal(stateOf(client), 'signed-out')
      world.network.change({ offline: false })
      await world.clock.advance(minute)
      await assert.rejects(world.auth().verify(token))
      assert.deepEqual(jar.names(), [])
    })

    it('ends the session that a sign-in replaces, and never the new one', async () => {
      const page = open()
      await world.until(page.client.login(ada))
      await world.clock.advance(lifetime)
      const token = await world.until(page.client.accessToken())
      world.network.change({ offline: true })
      await world.until(page.client.logout())
      world.network.change({ offline: false })
      await world.until(page.client.login(ada))
      await world.clock.advance(10 * minute)
      await assert.rejects(world.auth().verify(token))
      assert.equal(await world.until(world.call(page.client)), 200)
      assert.equal(await world.until(world.call(reload(page).client)), 200)
    })

    it('B18 takes no token from a message', async () => {
      const { client } = open()
      await world.until(client.login(ada))
      const token = await client.accessToken()
      const name = `latchkey ${baseUrl}`
      const stored: object = JSON.parse(world.browser.storage.getItem(`${name} 0`) ?? '')
      const { tabs } = world.browser.open().options
      const forger = tabs.join(
        name,
        () => assert.fail('told something'),
        () => {},
      )
      forger.post({ ...stored, n: 9, token: 'theirs', expiresIn: 600, from: world.clock.now() })
      forger.post({ ...stored, n: -1 })
      await world.clock.advance(100)
      assert.equal(await client.accessToken(), token)
      forger.leave()
    })

    it('needs a sign-in when the cookie is gone', async () => {
      const page = open()
      await world.until(page.client.login(ada))
      jar.clear()
      const { client } = reload(page)
      assert.equal(await world.until(world.call(client)), 401)
      assert.equal(stateOf(client), 'needs-sign-in')
    })
  })
}
