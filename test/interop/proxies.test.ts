import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { needs } from '../system/tools.ts'
import { run } from './run.ts'
import { startServer, temporaryDirectory, type ServerProcess } from './server-process.ts'

const password = 'a quite long passphrase 7'

/** The recipe of docs/http-api.md in that language, as it stands there but for the addresses. */
function recipe(language: string, { port, upstream, url }: Addresses): string {
  const block = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'ms')
  const [, text = ''] = block.exec(readFileSync('docs/http-api.md', 'utf8')) ?? []
  assert.notEqual(text, '')
  return text
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`)
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${upstream}`)
    .replaceAll('http://127.0.0.1:8787', url)
}

interface Addresses {
  readonly port: number
  readonly upstream: number
  readonly url: string
}

function startNginx(directory: string, addresses: Addresses): ChildProcess {
  const file = join(directory, 'nginx.conf')
  writeFileSync(
    file,
    `
daemon off;
pid ${directory}/nginx.pid;
error_log stderr;
worker_processes 1;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path ${directory}/body;
  proxy_temp_path ${directory}/proxy;
  fastcgi_temp_path ${directory}/fastcgi;
  uwsgi_temp_path ${directory}/uwsgi;
  scgi_temp_path ${directory}/scgi;
  ${recipe('nginx', addresses)}
}
`,
  )
  return spawn('/usr/sbin/nginx', ['-p', directory, '-c', file, '-e', 'stderr'])
}

function startHaproxy(directory: string, addresses: Addresses): ChildProcess {
  const file = join(directory, 'haproxy.cfg')
  writeFileSync(file, recipe('haproxy', addresses))
  writeFileSync(join(directory, 'latchkey.lua'), recipe('lua', addresses))
  return spawn('/usr/sbin/haproxy', ['-db', '-q', '-f', file], { cwd: directory })
}

for (const [name, start] of [
  ['nginx', startNginx],
  ['haproxy', startHaproxy],
] as const) {
  story(name, start)
}

function story(tool: 'nginx' | 'haproxy', start: typeof startNginx): void {
  describe(`${tool} in front of a program`, needs(tool), () => {
    const directory = temporaryDirectory()
    const seen: { method: string | undefined; headers: IncomingHttpHeaders; body: string }[] = []
    let server: ServerProcess
    let upstream: Server
    let proxy: ChildProcess
    let stopped = false
    let url = ''
    let token = ''
    let adminToken = ''

    before(async () => {
      server = await startServer()
      const add = ['latchkey', 'account', 'add', '--password-stdin', '--data', server.data]
      await run('npx', [...add, '--username', 'ada', '--scope', 'orders:read'], { input: password })
      await run('npx', [...add, '--username', 'grace', '--role', 'admin'], { input: password })
      // A program that knows nothing of tokens and believes whoever gets through.
      upstream = createServer((request, response) => {
        const { method, headers } = request
        let body = ''
        request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
        request.on('end', () => {
          seen.push({ method, headers, body })
          response.end('upstream')
        })
      }).listen(0, '127.0.0.1')
      await once(upstream, 'listening')
      const port = await freePort()
      url = `http://127.0.0.1:${port}`
      proxy = start(directory, { port, upstream: portOf(upstream), url: server.url })
      await answering(url)
      token = await signIn('ada')
      adminToken = await signIn('grace')
    })
    after(async () => {
      const exited = once(proxy, 'exit')
      proxy.kill('SIGTERM')
      await exited
      upstream.close()
      if (!stopped) await server.stop()
      rmSync(directory, { recursive: true })
    })

    async function signIn(username: string): Promise<string> {
      const response = await fetch(`${server.url}/api/v1/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password }),
      })
      return ((await response.json()) as { token: string }).token
    }
    const call = (path: string, init: RequestInit = {}): Promise<Response> =>
      fetch(`${url}${path}`, init)
    const bearer = (): Record<string, string> => ({ authorization: `Bearer ${token}` })

    it('lets a good token through and says whose it is', async () => {
      const response = await call('/orders', { method: 'POST', body: 'one', headers: bearer() })
      assert.equal(await response.text(), 'upstream')
      const { method, headers, body } = seen.at(-1) ?? {}
      assert.deepEqual([method, body], ['POST', 'one'])
      assert.match(String(headers?.['x-auth-subject']), /^acc_/)
      assert.equal(headers?.['x-auth-scope'], 'orders:read')
    })

    for (const [attack, headers] of [
      ['no token', {}],
      ['a token that is none', { authorization: 'Bearer no' }],
      ['a subject the client claims', { 'x-auth-subject': 'acc_admin' }],
    ] as const) {
      it(`refuses ${attack} with 401 and a challenge, and the upstream sees nothing`, async () => {
        const known = seen.length
        const response = await call('/orders', { headers })
        assert.equal(response.status, 401)
        assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer /)
        assert.equal(seen.length, known)
      })
    }

    it('replaces every identity that a client claims', async () => {
      const names = ['subject', 'scope', 'roles', 'session', 'client']
      const forged = Object.fromEntries(names.map((name) => [`x-auth-${name}`, 'root']))
      assert.equal((await call('/', { headers: { ...forged, ...bearer() } })).status, 200)
      const { headers = {} } = seen.at(-1) ?? {}
      assert.equal(headers['x-auth-client'], 'first-party')
      assert.match(String(headers['x-auth-session']), /^[\w-]{22}$/)
      for (const name of names) assert.notEqual(headers[`x-auth-${name}`], 'root', name)
    })

    it('lets an account with the role through, and says so, where more is asked for', async () => {
      const headers = { authorization: `Bearer ${adminToken}`, 'x-auth-scope': 'root' }
      assert.equal(await (await call('/admin/users', { headers })).text(), 'upstream')
      const { headers: told } = seen.at(-1) ?? {}
      assert.equal(told?.['x-auth-roles'], 'admin')
      assert.ok(!told?.['x-auth-scope'])
    })

    it('refuses an account without the role with 403', async () => {
      const known = seen.length
      assert.equal((await call('/admin/users', { headers: bearer() })).status, 403)
      assert.equal(seen.length, known)
    })

    it('passes on that a request is malformed, or refuses it by itself', async () => {
      const known = seen.length
      const response = await call('/orders', { headers: { authorization: 'Bearer a, Bearer b' } })
      assert.ok(response.status === 400 || response.status === 500)
      assert.equal(seen.length, known)
    })

    if (tool === 'nginx') {
      it('does not serve its question to clients', async () => {
        assert.equal((await call('/verify', { headers: bearer() })).status, 404)
      })
    }

    it('refuses at once after a sign-out', async () => {
      const out = await fetch(`${server.url}/api/v1/logout`, { method: 'POST', headers: bearer() })
      assert.equal(out.status, 204)
      assert.equal((await call('/orders', { headers: bearer() })).status, 401)
    })

    it('lets nobody through when Latchkey is not there', async () => {
      const known = seen.length
      await server.stop()
      stopped = true
      const response = await call('/orders', { headers: { authorization: `Bearer ${adminToken}` } })
      assert.equal(response.status, tool === 'nginx' ? 500 : 503)
      assert.equal(seen.length, known)
    })
  })
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server)
  server.close()
  await once(server, 'close')
  return port
}

async function answering(url: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    try {
      await fetch(url)
      return
    } catch {
      await wait(50)
    }
  }
  throw new Error('the proxy does not answer')
}
