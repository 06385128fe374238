import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { createLog, serve, type ServeOptions, type Server } from '../../src/server/index.ts'
import { exchange, statusOf } from './raw.ts'

const built = new URL('../../dist/account/account/', import.meta.url)

describe('the account page of serve', () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-'))
  let server: Server
  let text = ''
  let html: string
  const output = new PassThrough({ encoding: 'utf8' }).on('data', (chunk) => (text += chunk))
  const start = (options: ServeOptions): Promise<Server> =>
    serve({ port: 0, data: directory, log: createLog({ output }), ...options })

  before(async () => {
    server = await start({ passwordMinLength: 20 })
    html = await (await fetch(`${server.url}/account`)).text()
  })
  after(async () => {
    await server.close()
    rmSync(directory, { recursive: true })
  })

  /** As it is written: `fetch` would tidy up the path, and decompress unseen. */
  const get = (path: string, ...headers: string[]): Promise<string> => {
    const lines = [`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers]
    return exchange(Number(new URL(server.url).port), `${lines.join('\r\n')}\r\n\r\n`)
  }

  it('B11 may load from here, and nothing inline, nothing from elsewhere, in no frame', async () => {
    const { status, headers } = await fetch(`${server.url}/account`)
    assert.equal(status, 200)
    assert.equal(headers.get('content-type'), 'text/html; charset=utf-8')
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.equal(headers.get('x-frame-options'), 'DENY')
    assert.equal(headers.get('referrer-policy'), 'no-referrer')
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin')
    const policy = headers.get('content-security-policy') ?? ''
    assert.ok(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'; "))
    assert.match(policy, /frame-ancestors 'none'.*require-trusted-types-for 'script'/)
    assert.doesNotMatch(policy, /unsafe|data:|https?:|\*/)
    assert.doesNotMatch(
      html,
      /<style|<script(?! type="module" crossorigin src="\.\/)|\son\w+=|style=|https?:/,
    )
  })

  it('is found with a slash too, below whatever path a proxy put it', async () => {
    assert.equal(statusOf(await get('/account/')), 308)
    assert.match(await get('/account/'), /^location: \.\.\/account\r$/im)
    assert.equal((await fetch(`${server.url}/account/`)).url, `${server.url}/account`)
    assert.equal((await fetch(`${server.url}/account/`, { method: 'POST' })).status, 405)
  })

  it('says how long a password has to be', () => {
    assert.match(html, /<html lang="en" data-password-min-length="20">/)
  })

  it('loads what is named after its content, for good, and compressed where that is understood', async () => {
    const assets = Array.from(html.matchAll(/(?:src|href)="\.\/([^"]+)"/g), ([, path = '']) => path)
    assert.equal(assets.length, 3)
    for (const path of assets) {
      const url = `${server.url}/${path}`
      const plain = await fetch(url, { headers: { 'accept-encoding': 'gzip, br;q=0' } })
      assert.equal(plain.headers.get('content-encoding'), null, path)
      assert.equal(plain.headers.get('cache-control'), 'public, max-age=31536000, immutable')
      assert.equal(plain.headers.get('vary'), 'Accept-Encoding')
      const content = await plain.text()
      const [head = '', body = ''] = (await get(`/${path}`, 'Accept-Encoding: gzip, br')).split(
        '\r\n\r\n',
      )
      assert.match(head, /^content-encoding: br$/im)
      assert.equal(brotliDecompressSync(Buffer.from(body, 'latin1')).toString(), content, path)
    }
  })

  it('has the licenses of what it is made of', async () => {
    const response = await fetch(`${server.url}/account/licenses.md`)
    assert.equal(response.headers.get('cache-control'), 'no-store')
    const licenses = await response.text()
    for (const name of ['react', 'react-dom', '@mantine/core'])
      assert.ok(licenses.includes(`## ${name} - `), name)
  })

  it('has nothing but what was built (CVE-2021-41773)', async () => {
    const [name = assert.fail()] = readdirSync(built)
    for (const path of [
      '/ACCOUNT',
      '/account/index.html',
      '/account/account',
      `/account/${name}/`,
      `/account//${name}`,
      `/account/./x/${name}`,
      '/account/../package.json',
      '/account/%2e%2e/%2e%2e/package.json',
      '/account/..%2f..%2fpackage.json',
      '/account/..\\..\\package.json',
      '/account/%00',
      '/account/__proto__',
      `/account/${readdirSync(built).find((each) => each.endsWith('.br'))}`,
    ]) {
      const status = statusOf(await get(path))
      assert.ok(status === 404 || status === 400, `${path}: ${status}`)
    }
  })

  it('can be read only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await fetch(`${server.url}/account`, { method })
      assert.equal(response.status, 405)
      assert.equal(response.headers.get('allow'), 'GET, HEAD')
    }
    const head = await fetch(`${server.url}/account`, { method: 'HEAD' })
    assert.deepEqual([head.status, await head.text()], [200, ''])
  })

  it('is not there where it is switched off', async () => {
    const without = await start({ data: join(directory, 'other'), accountPage: false })
    assert.equal((await fetch(`${without.url}/account`)).status, 404)
    await without.close()
  })

  it('is counted and logged by two names, whatever it loads', async () => {
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    const routes = new Set(
      Array.from(metrics.matchAll(/route="(\/account[^"]*)"/g), ([, route]) => route),
    )
    assert.deepEqual(routes, new Set(['/account', '/account/{asset}']))
    assert.ok(!text.includes('.js'))
  })
})
