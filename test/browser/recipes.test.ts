// What docs/client.md shows for other frameworks, as it stands there, in Debian's Chromium.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { build } from 'esbuild'
import type { Auth } from '../../src/auth/index.ts'
import { createAuth } from '../../src/auth/index.ts'
import type { Client } from '../../src/client/index.ts'
import type { Mounted } from '../../src/middleware/node.ts'
import { mount } from '../../src/middleware/node.ts'
import { memory } from '../../src/storage/index.ts'
import type { App } from '../listen.ts'
import { listen } from '../listen.ts'
import { needs } from '../system/tools.ts'
import type { Browser, Page } from './browser.ts'
import { openBrowser } from './browser.ts'

const root = new URL('../..', import.meta.url).pathname
const ada = { username: 'ada', password: 'seven engines hum quietly' }

/** The code below a heading of docs/client.md, for the API at `url` and with the page's client. */
function recipe(heading: string, url: string): string {
  const page = readFileSync(`${root}docs/client.md`, 'utf8')
  const [, code = assert.fail(heading)] =
    new RegExp(`^### ${heading}$.*?^\`\`\`\\w+\\n(.*?)^\`\`\`$`, 'ms').exec(page) ?? []
  return code
    .replaceAll('https://api.example.com', url)
    .replace("import { client } from './client'", '')
}

const start = `
  import { createClient } from './src/client/index.ts'
  const client = window.client = createClient()`

const applications: Readonly<Record<string, (url: string) => string>> = {
  Angular: (url) => `${start}
    import '@angular/compiler'
    import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http'
    import { Component } from '@angular/core'
    import { bootstrapApplication } from '@angular/platform-browser'
    ${recipe('Angular', url)}
    class Page {}
    Component({ selector: 'main', template: '' })(Page)
    window.ready = bootstrapApplication(Page, {
      providers: [provideHttpClient(withInterceptors([latchkey]))],
    }).then(({ injector }) => {
      const http = injector.get(HttpClient)
      window.get = (url) => new Promise((next, error) => http.get(url).subscribe({ next, error }))
    })`,
  AngularJS: (url) => `${start}
    import angular from 'angular'
    angular.module('app', [])
    ${recipe('AngularJS', url)}
    const $http = angular.bootstrap(document.body, ['app']).get('$http')
    window.get = async (url) => (await $http.get(url)).data`,
}

declare global {
  interface Window {
    ready: Promise<void>
    get: (url: string) => Promise<{ readonly username: string }>
  }
}

describe('the recipes of docs/client.md', needs('chromium'), () => {
  let browser: Browser
  let auth: Auth
  let api: Mounted
  let site: App
  let script = ''
  const calls: string[] = []

  before(async () => {
    browser = await openBrowser()
    const served = await listen(async (request, response) => {
      calls.push(request.url ?? '')
      if (await api(request, response)) return
      response.setHeader('content-type', 'text/html')
      response.end(`<!doctype html><body><main></main></body><script>${script}</script>`)
    })
    site = { ...served, url: served.url.replace('127.0.0.1', 'localhost') }
    auth = await createAuth({
      issuer: site.url,
      audience: 'api',
      store: memory(),
      secret: 'a master secret that is long enough for anybody',
      passwords: { argon2id: { memoryCost: 8 } },
    })
    api = mount(auth)
    await auth.accounts.register(ada)
  })
  after(async () => {
    await browser.close()
    await site.close()
    await auth.close()
  })

  const open = async (contents: string): Promise<Page> => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      bundle: true,
      write: false,
      logLevel: 'error',
    })
    script = (outputFiles[0]?.text ?? '').replaceAll('</script', String.raw`<\/script`)
    return browser.page(site.url)
  }

  for (const [name, application] of Object.entries(applications)) {
    it(`${name} sends the token, and once more when it was refused`, async () => {
      const page = await open(application(site.url))
      await page.evaluate(() => window.ready)
      const get = (): Promise<string> =>
        page.evaluate(async () => (await window.get(`${location.origin}/api/v1/me`)).username)
      const token = await page.evaluate(async (who) => {
        const client: Client = window.client
        await client.login(who)
        return client.accessToken()
      }, ada)
      assert.equal(await get(), 'ada')
      await auth.tokens.revoke(auth.tokens.identify(token))
      calls.length = 0
      assert.equal(await get(), 'ada')
      assert.deepEqual(calls, ['/api/v1/me', '/api/v1/renew', '/api/v1/me'])
      await page.context().close()
    })
  }
})
