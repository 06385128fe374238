// Sessions that are bound to a key of the browser (RFC 9449), in Chromium: what is copied is good for nothing.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { needs } from '../system/tools.ts'
import { createDevice, hashOf } from '../tokens/device.ts'
import type { Page } from './browser.ts'
import type { ClientSite } from './client-site.ts'
import { call, expire, openClientSite, signIn, stateOf, untilState } from './client-site.ts'

const refreshTokenOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const records = Object.values(localStorage).map((text) => JSON.parse(text))
    return records.toSorted((one, other) => other.n - one.n)[0].refreshToken
  })

describe('a session with a key in Chromium', needs('chromium'), () => {
  let site: ClientSite
  const open = (): Promise<Page> => site.open('localStorage', true)
  const sessions = () => site.auth().sessions.list(site.accountId)

  before(async () => {
    site = await openClientSite()
  })
  after(() => site.close())
  afterEach(async () => {
    await site.closePages()
    await site.auth().sessions.endAll(site.accountId, 'revoked')
  })

  const post = (
    path: string,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    fetch(`${site.url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    })
  it('signs in, calls and renews with it', async () => {
    const page = await open()
    await signIn(page)
    assert.equal(await call(page), 200)
    await expire(page)
    assert.equal(await call(page), 200)
    const [session] = await sessions()
    assert.match(session?.jkt ?? '', /^[\w-]{43}$/)
    assert.equal(session?.generation, 1)
  })

  it('keeps it where it can be used, and not exported', async () => {
    const page = await open()
    await signIn(page)
    const found = await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open('latchkey')
        opening.addEventListener('success', () => resolve(opening.result))
      })
      const pair = await new Promise<CryptoKeyPair>((resolve) => {
        const stored = database.transaction('keys').objectStore('keys').get('dpop')
        stored.addEventListener('success', () => resolve(stored.result))
      })
      const formats = ['jwk', 'pkcs8', 'raw'] as const
      const exported = await Promise.allSettled(
        formats.map(async (format) => crypto.subtle.exportKey(format as 'jwk', pair.privateKey)),
      )
      return [pair.privateKey.extractable, exported.map(({ status }) => status)]
    })
    assert.deepEqual(found, [false, ['rejected', 'rejected', 'rejected']])
  })

  it('makes a copied access token good for nothing', async () => {
    const page = await open()
    await signIn(page)
    const token = await page.evaluate(() => window.client.accessToken())
    const htu = `${site.url}/api/v1/me`
    const thief = createDevice()
    const dpop = thief.prove({ htm: 'GET', htu, iat: Date.now() / 1_000, ath: hashOf(token) })
    for (const headers of [
      { authorization: `Bearer ${token}` },
      { authorization: `DPoP ${token}` },
      { authorization: `DPoP ${token}`, dpop },
    ]) {
      const { status, headers: answered } = await fetch(htu, { headers })
      assert.equal(status, 401)
      assert.match(answered.get('www-authenticate') ?? '', /^DPoP .*error="invalid_token"/)
    }
    assert.equal(await call(page), 200)
  })

  it('makes a copied refresh token good for nothing, and the owner goes on', async () => {
    const page = await open()
    await signIn(page)
    const refreshToken = await refreshTokenOf(page)
    const thief = createDevice()
    const htu = `${site.url}/api/v1/renew`
    const prove = (): string =>
      thief.prove({ htm: 'POST', htu, iat: Date.now() / 1_000, ath: hashOf(refreshToken) })
    for (let round = 0; round < 3; round += 1) {
      for (const headers of [{}, { dpop: prove() }]) {
        const answer = await post('/api/v1/renew', { refreshToken }, headers)
        assert.equal(answer.status, 401)
        assert.match(await answer.text(), /invalid_grant/)
      }
      await expire(page)
      assert.equal(await call(page), 200)
    }
    assert.equal((await sessions())[0]?.generation, 3)
  })

  it('is not to be had from a copy of the whole storage', async () => {
    const page = await open()
    await signIn(page)
    const copied = await page.evaluate(() => Object.entries(localStorage))
    for (const hasKey of [true, false]) {
      const stolen = await site.stranger(hasKey)
      await stolen.evaluate((items) => {
        for (const [name, value] of items) localStorage.setItem(name, value)
        dispatchEvent(new Event('storage'))
      }, copied)
      assert.equal(await stateOf(stolen), 'fresh', 'until it asks for anything')
      assert.equal(await call(stolen), 401)
      await untilState(stolen, 'needs-sign-in')
      await stolen.context().close()
    }
    await expire(page)
    assert.equal(await call(page), 200)
  })

  it('has one key and one successor in three tabs at expiry', async () => {
    const tabs = [await open(), await open(), await open()]
    const [first = assert.fail()] = tabs
    await Promise.all(tabs.map(signIn))
    for (const tab of tabs) await untilState(tab, 'fresh')
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(tabs.map(expire))
      assert.deepEqual(await Promise.all(tabs.map(call)), [200, 200, 200])
    }
    const found = await sessions()
    assert.equal(new Set(found.map(({ jkt }) => jkt)).size, 1)
    const newest = await first.evaluate(async () => {
      const [, claims = ''] = (await window.client.accessToken()).split('.')
      return JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))).sid as string
    })
    assert.equal(found.find(({ id }) => id === newest)?.generation, 5)
  })

  it('outlives all that is stored being cleared under an open tab', async () => {
    const page = await open()
    await signIn(page)
    await page.evaluate(async () => {
      localStorage.clear()
      await new Promise((resolve) => {
        indexedDB.deleteDatabase('latchkey').addEventListener('success', resolve)
      })
    })
    await expire(page)
    assert.equal(await call(page), 200)
    const another = await open()
    assert.equal(await call(another), 200)
    await expire(another)
    assert.equal(await call(another), 200)
  })

  it('keeps the refresh token in a cookie, too', async () => {
    const page = await site.open('cookie', true)
    await signIn(page)
    assert.equal(await call(page), 200)
    const again = await site.open('cookie', true)
    assert.equal(await call(again), 200)
    const [cookie] = await page.context().cookies()
    const headers = { cookie: `${cookie?.name}=${cookie?.value}`, origin: site.url }
    const copied = await post('/api/v1/renew', { cookie: true }, headers)
    assert.equal(copied.status, 401)
    assert.match(await copied.text(), /invalid_grant/)
    assert.equal(await call(again), 200)
  })
})
