// What browsers do by themselves with the cookies of Flask, which no page can be told to do.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import express from 'express'
import { createFlaskLogin } from '../../src/flask-login/index.ts'
import { createFlaskSecurity } from '../../src/flask-security/index.ts'
import { memory } from '../../src/index.ts'
import { mount } from '../../src/middleware/express.ts'
import { type Browser, openBrowser } from '../browser/browser.ts'
import { openAuth, password } from '../dialects/open-auth.ts'
import { listen } from '../listen.ts'
import { needs } from '../system/tools.ts'
import { startFlaskPeer } from './flask-peer.ts'

/** As it puts itself into the page. */
declare const angular: {
  injector(modules: readonly ['ng']): {
    get(service: '$http'): {
      post(url: string, body: object): Promise<{ readonly status: number }>
    }
  }
}

const clock = () => Date.now() / 1_000
const needed = { ...needs('chromium', 'flask_login'), timeout: 180_000 }

describe('a browser with cookies of Flask', needed, () => {
  let browser: Browser
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())

  it('is signed in here once, by the page that is named, if it is at a Flask-Login of Debian', async (t) => {
    const peer = await startFlaskPeer('flasklogin_peer.py')
    t.after(() => peer.stop())
    const store = memory()
    const auth = await openAuth(clock, store)
    t.after(() => auth.close())
    const { id } = await auth.accounts.register({ username: 'Ada', password })
    const open = async (origin: string) => {
      const flaskLogin = createFlaskLogin(auth, {
        secretKey: 'flask-login-secret',
        store,
        until: clock() + 3_600,
        accountOf: () => id,
        origins: [origin],
      })
      const app = await listen(express().use(mount(flaskLogin)))
      t.after(() => app.close())
      return app.url
    }
    const page = await browser.page(peer.url)
    await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' }
      await fetch('/login', { method: 'POST', headers, body: '{"id": "1", "remember": true}' })
    })
    const exchange = (url: string) =>
      page.evaluate(async (at) => {
        try {
          const options = { method: 'POST', credentials: 'include' } as const
          const answer = await fetch(`${at}/api/v1/flask-login`, options)
          const { user } = (await answer.json()) as { user?: { username: string } } // as it answers
          return `${answer.status} ${user?.username}`
        } catch {
          return 'nothing that the page may read'
        }
      }, url)
    assert.equal(
      await exchange(await open('https://app.example.com')),
      'nothing that the page may read',
    )
    const url = await open(peer.url)
    assert.equal(await exchange(url), '200 Ada')
    assert.equal(await exchange(url), '401 undefined')
  })

  it('sends what Flask-Security wants against forgery, if the page is of AngularJS', async (t) => {
    const store = memory()
    const auth = await openAuth(clock, store)
    t.after(() => auth.close())
    const email = 'ada@example.com'
    await auth.accounts.register({ username: 'Ada', email, password })
    const flask = createFlaskSecurity(auth, {
      store,
      secretKey: 'the secret key of the Flask application',
      csrfCookie: 'XSRF-TOKEN',
      changeable: true,
    })
    const app = express().use(mount(flask))
    const { url, close } = await listen(
      app.get('/page', (_request, response) => {
        response.send('')
      }),
    )
    t.after(close)
    const page = await browser.page(`${url}/page`)
    await page.addScriptTag({ path: fileURLToPath(import.meta.resolve('angular/angular.js')) })
    const post = (path: string, body: object) =>
      page.evaluate(
        async ([to, sent]) => {
          const http = angular.injector(['ng']).get('$http')
          return http.post(to, sent).then(
            ({ status }) => status,
            ({ status }: { readonly status: number }) => status,
          )
        },
        [path, body] as const,
      )
    const next = 'eleven owls above the old mill'
    const change = { password, new_password: next, new_password_confirm: next }
    assert.equal(await post('/change', change), 401)
    assert.equal(await post('/login', { email, password }), 200)
    // What a page of another site could bring about: the cookies, and no header.
    const forged = await page.evaluate(async (sent) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/change', { method: 'POST', headers, body: JSON.stringify(sent) }))
        .status
    }, change)
    assert.equal(forged, 400)
    assert.equal(await post('/change', change), 200)
  })
})
