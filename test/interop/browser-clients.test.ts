// Clients of the originals in a browser, with the calls that their documents have: a page on one origin, the API on another.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { after, afterEach, before, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type Browser, openBrowser, type Page } from '../browser/browser.ts'
import { openSite } from '../browser/site.ts'
import type { App } from '../listen.ts'
import { needs } from '../system/tools.ts'
import type { ClientApi, ClientApiOptions } from './client-api.ts'
import { email, openClientApi, password } from './client-api.ts'

const here = (path: string): string => new URL(`clients/${path}`, import.meta.url).href
const folderOf = (file: string): string => new URL('.', file).href

const angularjs = {
  '/page': here('angularjs.html'),
  '/client.js': here('angularjs.js'),
  '/angular.js': import.meta.resolve('angular-1.5/angular.js'),
}
const angular = {
  '/page': here('angular.html'),
  '/client.js': here('angular.js'),
  '/@angular/common/': folderOf(import.meta.resolve('@angular/common/package.json')),
  '/@angular/compiler/': folderOf(import.meta.resolve('@angular/compiler/package.json')),
  '/@angular/core/': folderOf(import.meta.resolve('@angular/core/package.json')),
  '/@angular/platform-browser/': folderOf(
    import.meta.resolve('@angular/platform-browser/package.json'),
  ),
  '/rxjs/': folderOf(import.meta.resolve('rxjs/package.json')),
  // Which RxJS brings with it.
  '/tslib.mjs': pathToFileURL(
    createRequire(import.meta.resolve('rxjs')).resolve('tslib/tslib.es6.mjs'),
  ).href,
}

async function signIn(page: Page, name: string, secret = password): Promise<void> {
  await page.locator('[name=email]').fill(name)
  await page.locator('[name=password]').fill(secret)
  await page.getByText('Sign in').click()
}

const says = (page: Page, text: string): Promise<void> =>
  page.locator('output').getByText(text, { exact: true }).waitFor()

describe('clients in a browser', { ...needs('chromium'), timeout: 180_000 }, () => {
  let browser: Browser
  let site: App
  let api: ClientApi
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())
  afterEach(() => api.close())

  async function open(options: ClientApiOptions, query: Readonly<Record<string, string>>) {
    api = await openClientApi(options)
    const page = await browser.page(
      `${site.url}/page?${new URLSearchParams({ host: api.url, ...query })}`,
    )
    return { page, calls: api.calls }
  }

  describe('of AngularJS', () => {
    before(async () => {
      site = await openSite(angularjs)
    })
    after(() => site.close())

    for (const [generation, login] of [
      ['1.7', '/login'],
      ['5.x', '/login?include_auth_token'],
      ['newest', '/login?include_auth_token'],
    ] as const) {
      it(`sign in to Flask-Security ${generation} and visit with the token in a header`, async () => {
        const cors = { origins: [site.url] }
        const { page, calls } = await open({ generation, cors }, { login })
        await signIn(page, email)
        await says(page, 'signed in')
        await page.locator('#visit').click()
        await says(page, 'Hello!')
        assert.deepEqual(calls, ['OPTIONS /login 200', 'POST /login 200'])
      })
    }

    it('need no word of the dialect where the application lets them call', async () => {
      const { page, calls } = await open({ allowOrigin: site.url }, { login: '/login' })
      await signIn(page, email)
      await says(page, 'signed in')
      await page.locator('#visit').click()
      await says(page, 'Hello!')
      assert.deepEqual(calls, ['POST /login 200'])
    })

    it('read why they were refused', async () => {
      const cors = { origins: [site.url] }
      const { page } = await open({ generation: '5.x', cors }, { login: '/login' })
      await page.locator('#visit').click()
      await says(page, 'refused: 401')
      await signIn(page, email, 'a wrong password')
      await says(page, 'refused: 400')
    })

    it('do not get as far as their request where nobody named their origin', async () => {
      const cors = { origins: ['https://app.example.com'] }
      const { page, calls } = await open({ cors }, { login: '/login' })
      await signIn(page, email)
      await says(page, 'refused: -1')
      assert.deepEqual(calls, ['OPTIONS /login 200'])
    })
  })

  describe('of Angular', () => {
    before(async () => {
      site = await openSite(angular)
    })
    after(() => site.close())

    for (const [service, name, options, answer, expected] of [
      [
        'FlaskSecurity',
        email,
        { generation: '5.x' },
        'Hello!',
        ['OPTIONS /login 200', 'POST /login 200'],
      ],
      [
        'BasicToken',
        'Ada',
        {},
        'Hello, Ada!',
        [
          'OPTIONS /token 200',
          'GET /token 200',
          'OPTIONS /protected-resource 200',
          'GET /protected-resource 200',
        ],
      ],
      [
        'Twopi',
        'Ada',
        {},
        'Welcome, Ada',
        ['POST /login 200', 'OPTIONS /protected 200', 'POST /protected 200'],
      ],
      [
        'Twopi',
        'Ada',
        { offset: -3_600 },
        'Welcome, Ada',
        ['POST /login 200', 'POST /renew 200', 'OPTIONS /protected 200', 'POST /protected 200'],
      ],
    ] as const) {
      it(`sign in by the service ${service} and visit: ${expected.join(', ')}`, async () => {
        const cors = { origins: [site.url] }
        const { page, calls } = await open({ ...options, cors }, { service })
        await signIn(page, name)
        await says(page, 'signed in')
        await page.locator('#visit').click()
        await says(page, answer)
        assert.deepEqual(
          calls.map((call) => call.replace('/api/v1', '')),
          expected,
        )
      })
    }
  })
})
