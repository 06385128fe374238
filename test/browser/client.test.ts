// The client in Debian's Chromium: real tabs, real locks, real cookies.
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { needs } from '../system/tools.ts'
import type { ClientSite } from './client-site.ts'
import { call, expire, openClientSite, signIn, stateOf, untilState } from './client-site.ts'

describe('the client in Chromium', needs('chromium'), () => {
  let site: ClientSite
  let renewals: number
  /** What pages of another site were answered. */
  const foreign: string[] = []
  /** What the next answers to renewals wait for, one after the other. */
  let gates: Promise<void>[]
  const open: ClientSite['open'] = (storage) => site.open(storage)

  before(async () => {
    site = await openClientSite({
      before: async (request) => {
        if (request.url !== '/api/v1/renew') return undefined
        renewals += 1
        await gates.shift()
        return undefined
      },
      after: ({ method, headers }, response) => {
        const withCookie = headers.cookie?.includes('__Host-latchkey-refresh-')
        if (headers.origin !== site.url && method === 'POST') {
          foreign.push(`${response.statusCode} ${withCookie ? 'with' : 'without'} the cookie`)
        }
      },
    })
  })
  beforeEach(() => {
    renewals = 0
    gates = []
  })
  after(() => site.close())
  afterEach(() => site.closePages())

  it('B09 rotates once for three tabs at expiry', async () => {
    const tabs = [
      await open('localStorage'),
      await open('localStorage'),
      await open('localStorage'),
    ]
    const [first = assert.fail()] = tabs
    await signIn(first)
    for (let round = 1; round <= 5; round += 1) {
      await Promise.all(tabs.map(expire))
      assert.deepEqual(await Promise.all(tabs.map(call)), [200, 200, 200])
      // A tab may not see yet what another one has stored: it asks too, and gets the same successor.
      const [session] = await site.auth().sessions.list(site.accountId)
      assert.equal(session?.generation, round)
    }
    assert.ok(renewals < 3 * 5, `${renewals} requests`)
    assert.deepEqual(await Promise.all(tabs.map(stateOf)), ['fresh', 'fresh', 'fresh'])
  })

  it('stays signed in when the server is restarted', async () => {
    const page = await open('localStorage')
    await signIn(page)
    await expire(page)
    await site.restart()
    assert.equal(await call(page), 200)
  })

  it('loses nothing with a tab that is closed between a request and its answer', async () => {
    const [closed, other] = [await open('localStorage'), await open('localStorage')]
    await signIn(other)
    await expire(closed)
    const { promise, resolve } = Promise.withResolvers<void>()
    gates.push(promise)
    const sent = closed.waitForRequest('**/api/v1/renew')
    await closed.evaluate(() => {
      window.client.accessToken().catch(() => {})
    })
    await sent
    await closed.close()
    resolve()
    await expire(other)
    assert.equal(await call(other), 200)
    assert.equal(await call(await open('localStorage')), 200)
  })

  it('waits for no tab that hangs with the lock, for longer than five seconds', async () => {
    const [hanging, other] = [await open('localStorage'), await open('localStorage')]
    await signIn(other)
    await Promise.all([hanging, other].map(expire))
    const { promise, resolve } = Promise.withResolvers<void>()
    gates.push(promise)
    const sent = hanging.waitForRequest('**/api/v1/renew')
    const hung = call(hanging)
    await sent
    assert.equal(await call(other), 200)
    assert.equal(renewals, 2)
    resolve()
    assert.equal(await hung, 200)
    assert.deepEqual([await stateOf(hanging), await stateOf(other)], ['fresh', 'fresh'])
  })

  it('is shown by React as it is, in all tabs', async () => {
    const tabs = [await open('localStorage'), await open('localStorage')]
    const [one = assert.fail(), other = assert.fail()] = tabs
    for (const tab of tabs) {
      await tab.evaluate(() => window.render(window.client))
      await tab.waitForSelector('i', { state: 'attached' })
    }
    await signIn(one)
    for (const tab of tabs)
      assert.equal(await (await tab.waitForSelector('b')).textContent(), 'ada')
    await other.evaluate(() => window.client.logout())
    for (const tab of tabs) await tab.waitForSelector('i', { state: 'attached' })
  })

  it('signs out all tabs', async () => {
    const tabs = [await open('localStorage'), await open('localStorage')]
    const [one = assert.fail(), other = assert.fail()] = tabs
    await signIn(one)
    await untilState(other, 'fresh')
    await other.evaluate(() => window.client.logout())
    await untilState(one, 'signed-out')
    assert.deepEqual(await Promise.all(tabs.map(call)), [401, 401])
  })

  it('B08 keeps a session in a cookie over reloads, out of reach of scripts', async () => {
    const page = await open('cookie')
    await signIn(page)
    const seen = await page.evaluate(() =>
      JSON.stringify([document.cookie, Object.entries(localStorage)]),
    )
    assert.ok(!/lkr_|eyJ|refresh-/.test(seen))
    const cookies = await page.context().cookies()
    const [cookie] = cookies.filter(({ name }) => name.startsWith('__Host-latchkey-refresh-'))
    const { httpOnly, secure, sameSite, path } = cookie ?? {}
    assert.deepEqual([httpOnly, secure, sameSite, path], [true, true, 'Strict', '/'])
    const again = await open('cookie')
    assert.equal(await stateOf(again), 'fresh')
    assert.equal(await call(again), 200)
    await again.evaluate(() => window.client.logout())
    assert.deepEqual(await page.context().cookies(), [])
  })

  it("B01 refuses what another site's page sends, form and fetch, with the cookie or without", async () => {
    const page = await open('cookie')
    await signIn(page)
    const [cookie] = await page.context().cookies()
    // SameSite alone would keep the cookie back; the server must not count on it.
    await page.context().addCookies([{ ...(cookie ?? assert.fail()), sameSite: 'None' }])
    const evil = await page.context().newPage()
    await evil.goto(site.url.replace('localhost', '127.0.0.1'))
    for (const path of ['login', 'renew', 'logout']) {
      const url = `${site.url}/api/v1/${path}`
      await evil.evaluate(async (target) => {
        const init = {
          method: 'POST',
          mode: 'no-cors',
          credentials: 'include',
          body: '{"cookie":true}',
        } as const
        await fetch(target, init).catch(() => {})
        const headers = { 'content-type': 'application/json' }
        await fetch(target, { ...init, mode: 'cors', headers }).catch(() => {})
      }, url)
      const answered = evil.waitForURL(url)
      await evil.evaluate((target) => {
        const form = document.createElement('form')
        Object.assign(form, { method: 'POST', action: target, enctype: 'text/plain' })
        const input = document.createElement('input')
        Object.assign(input, { name: '{"cookie":true,"x":"', value: '"}' })
        form.append(input)
        document.body.append(form)
        form.submit()
      }, url)
      await answered
      await evil.goto(site.url.replace('localhost', '127.0.0.1'))
    }
    // A fetch and a form each: Chromium adds the cookie to the form alone. A fetch of JSON stops at its preflight.
    const [fetched, submitted] = ['403 without the cookie', '403 with the cookie']
    assert.deepEqual(foreign, [fetched, submitted, fetched, submitted, fetched, submitted])
    assert.equal(await call(await open('cookie')), 200, 'and the session is still on')
  })
})
