// What a network, a laptop and a hotel do to a session in Chromium: nobody is signed out.
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { needs } from '../system/tools.ts'
import type { ClientSite } from './client-site.ts'
import { call, expire, openClientSite, signIn, stateOf, untilState } from './client-site.ts'

describe('a session in bad weather, in Chromium', needs('chromium'), () => {
  let site: ClientSite
  let renewals: number
  let isPortal: boolean
  /** Whether the answer to the next renewal is lost. */
  let isLost: () => boolean
  const open: ClientSite['open'] = (storage) => site.open(storage)
  const generation = async (): Promise<number | undefined> =>
    (await site.auth().sessions.list(site.accountId))[0]?.generation

  before(async () => {
    site = await openClientSite({
      before: async ({ url }, response) => {
        if (url === '/api/v1/renew') {
          renewals += 1
          // The server does what it was asked; nobody hears of it.
          if (isLost()) response.write = () => response.destroy() !== undefined
        }
        if (!isPortal || !url?.startsWith('/api/')) return false
        response.setHeader('content-type', 'text/html')
        response.end('<h1>Welcome to our hotel</h1>')
        return true
      },
    })
  })
  beforeEach(() => {
    renewals = 0
    isPortal = false
    isLost = () => false
  })
  after(() => site.close())
  afterEach(async () => {
    await site.closePages()
    await site.auth().sessions.endAll(site.accountId, 'revoked')
  })

  it('renews once for 500 requests at expiry', async () => {
    const page = await open('localStorage')
    await signIn(page)
    await expire(page)
    const statuses = await page.evaluate(async () => {
      const answers = Array.from({ length: 500 }, () => window.client.fetch('/api/v1/me'))
      return (await Promise.all(answers)).map(({ status }) => status)
    })
    assert.deepEqual(statuses, Array<number>(500).fill(200))
    assert.equal(renewals, 1)
  })

  it('rotates once for three tabs that wake after an hour of sleep', async () => {
    const tabs = [
      await open('localStorage'),
      await open('localStorage'),
      await open('localStorage'),
    ]
    const [first = assert.fail()] = tabs
    await signIn(first)
    for (const tab of tabs) {
      await untilState(tab, 'fresh')
      await tab.evaluate(() => {
        window.slept += 3_600_000
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
      })
    }
    assert.deepEqual(await Promise.all(tabs.map(call)), [200, 200, 200])
    assert.equal(await generation(), 1)
    assert.deepEqual(await Promise.all(tabs.map(stateOf)), ['fresh', 'fresh', 'fresh'])
  })

  it('is offline for a day, and goes on when the network is back', async () => {
    const page = await open('localStorage')
    await signIn(page)
    await page.context().setOffline(true)
    await page.evaluate(() => {
      window.ahead += 86_400_000
      window.client.accessToken().catch(() => {})
    })
    await untilState(page, 'offline')
    await assert.rejects(call(page), /no answer/)
    await page.context().setOffline(false)
    // Not asked by anybody: the browser says that it is online.
    await untilState(page, 'fresh')
    assert.equal(await call(page), 200)
  })

  it('0 sign-outs in 1,000 renewals of which every fifth answer is lost', async () => {
    let number = 0
    let lost = 0
    isLost = () => {
      number += 1
      const isDropped = number % 5 === 0
      lost += Number(isDropped)
      return isDropped
    }
    const page = await open('localStorage')
    await signIn(page)
    const states = await page.evaluate(async () => {
      window.haste = 1_000
      const { client } = window
      const seen = new Set<string>()
      client.session.subscribe(({ state }) => seen.add(state))
      for (let round = 0; round < 1_000; round += 1) {
        window.ahead += 600_000
        // As an application would: what failed is tried again.
        for (;;) {
          const token = await client.accessToken().catch(() => undefined)
          if (token !== undefined) break
          await new Promise((resolve) => void setTimeout(resolve, 1))
        }
      }
      return [...seen]
    })
    assert.ok(lost >= 200, `${lost} answers were lost`)
    assert.equal(await generation(), 1_000)
    assert.ok(!states.includes('needs-sign-in') && !states.includes('signed-out'), states.join())
    assert.equal(await call(page), 200)
  })

  it('bears a duplicate of an old renewal that comes late', async () => {
    const page = await open('localStorage')
    await signIn(page)
    const sent = page.waitForRequest('**/api/v1/renew')
    for (let round = 0; round < 3; round += 1) {
      await expire(page)
      assert.equal(await call(page), 200)
    }
    const old = await sent
    const { headers, status } = await fetch(old.url(), {
      method: 'POST',
      body: old.postData(),
      headers: await old.allHeaders().then((all) => ({
        'content-type': 'application/json',
        'idempotency-key': all['idempotency-key'] ?? assert.fail('there was no renewal id'),
      })),
    })
    assert.deepEqual([status, headers.get('content-type')], [409, 'application/problem+json'])
    await expire(page)
    assert.equal(await call(page), 200)
    assert.equal(await generation(), 4)
  })

  it('takes the page of a captive portal for no answer', async () => {
    const page = await open('localStorage')
    await signIn(page)
    await expire(page)
    isPortal = true
    await assert.rejects(call(page), /no answer/)
    assert.equal(await stateOf(page), 'offline')
    isPortal = false
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await untilState(page, 'fresh')
    assert.equal(await call(page), 200)
  })

  it('puts back a session whose storage was cleared under it', async () => {
    const tabs = [await open('localStorage'), await open('localStorage')]
    const [one = assert.fail(), other = assert.fail()] = tabs
    await signIn(one)
    await untilState(other, 'fresh')
    await one.evaluate(() => localStorage.clear())
    await Promise.all(tabs.map(expire))
    assert.deepEqual(await Promise.all(tabs.map(call)), [200, 200])
    const another = await open('localStorage')
    assert.equal(await stateOf(another), 'fresh')
    assert.equal(await call(another), 200)
  })
})
