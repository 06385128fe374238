// Runs every file of examples/ as a reader would, and checks what it answers.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, describe, it } from 'node:test'
import { createAuth } from '../src/auth/index.ts'
import { sqlite } from '../src/sqlite/index.ts'
import { run } from './interop/run.ts'
import { startServer, temporaryDirectory } from './interop/server-process.ts'
import { needs } from './system/tools.ts'

const root = new URL('..', import.meta.url).pathname
const file = (name: string): string => join(root, 'examples', name)
const ada = { username: 'ada', password: 'seven engines hum quietly' }

interface Running {
  readonly url: string
  stop(): Promise<void>
}

/** Starts an example in a directory of its own and waits until it says that it listens. */
async function start(
  name: string,
  directory: string,
  env: Record<string, string> = {},
): Promise<Running> {
  const port = await freePort()
  const child = spawn(process.execPath, [file(name)], {
    cwd: directory,
    env: { ...process.env, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)
  const [line] = await Promise.race([once(lines, 'line'), once(child, 'exit')])
  assert.match(String(line), /listening/)
  return {
    url: `http://localhost:${port}`,
    stop: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : assert.fail('no port')
}

const post = (url: string, body: object, token = ''): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && bearer(token)) },
    body: JSON.stringify(body),
  })
const postForm = (url: string, form: Record<string, string>, token = ''): Promise<Response> =>
  fetch(url, { method: 'POST', headers: bearer(token), body: new URLSearchParams(form) })
const bearer = (token: string): Record<string, string> =>
  token === '' ? {} : { authorization: `Bearer ${token}` }
const call = (url: string, token: string): Promise<Response> =>
  fetch(url, { headers: bearer(token) })

const python = (script: readonly string[], input = '') =>
  run('/usr/bin/python3', [...script], { input })

describe('examples', () => {
  const directory = temporaryDirectory()
  after(() => rmSync(directory, { recursive: true }))

  it('are all here', () => {
    assert.deepEqual(
      readdirSync(join(root, 'examples'), { recursive: true }).map(String).toSorted(),
      [
        'README.md',
        'embed-express.ts',
        'embed-fastify.ts',
        'embed-hono.ts',
        'from-flask',
        'from-flask/app.py',
        'from-flask/latchkey_link.py',
        'from-flask/migrate.ts',
        'from-flask/orders.ts',
        'from-flask/programs.ts',
        'from-flask/proxy.ts',
        'from-flask/traffic.ts',
        'own-claims.ts',
        'python',
        'python/session.py',
        'python/sign_in.py',
        'run-as-server.sh',
        'shortlived-token.ts',
        'tsconfig.json',
        'verify-in-another-service.ts',
      ],
    )
  })

  it('are what the README shows', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const shown = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code)
    const files = ['embed-express', 'embed-fastify', 'embed-hono', 'verify-in-another-service']
    const code = files.map((name) => readFileSync(file(`${name}.ts`), 'utf8'))
    assert.deepEqual(shown, code)
  })

  it('type-check against the package as it is published', async () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const { code, stdout } = await run(process.execPath, [tsc, '-p', join(root, 'examples')])
    assert.equal(code, 0, stdout)
  })

  for (const name of ['embed-express.ts', 'embed-fastify.ts', 'embed-hono.ts']) {
    it(`${name} signs in, guards, renews and signs out, and starts a second time`, async () => {
      for (const _ of ['first', 'second']) {
        const app = await start(name, directory)
        assert.equal((await fetch(`${app.url}/orders`)).status, 401)
        const login = await (await post(`${app.url}/api/v1/login`, ada)).json()
        const guarded = await call(`${app.url}/orders`, login.token)
        assert.deepEqual(await guarded.json(), { for: login.user.id })
        const { refreshToken } = login
        const renewed = await (await post(`${app.url}/api/v1/renew`, { refreshToken })).json()
        assert.equal((await call(`${app.url}/orders`, renewed.token)).status, 200)
        assert.equal((await post(`${app.url}/api/v1/logout`, {}, renewed.token)).status, 204)
        for (const { token } of [login, renewed]) {
          assert.equal((await call(`${app.url}/orders`, token)).status, 401)
        }
        await app.stop()
      }
    })
  }

  it('verify-in-another-service.ts lets in whom the issuer signed in', async () => {
    const issuer = await start('embed-express.ts', directory)
    // The example keeps its database where it was started.
    const database = sqlite(join(directory, 'auth.db'))
    const auth = await createAuth({ issuer: issuer.url, audience: 'orders', store: database })
    const { credential } = await auth.verifiers.add('orders')
    await auth.close()
    const service = await start('verify-in-another-service.ts', directory, {
      ISSUER: issuer.url,
      LATCHKEY_CREDENTIAL: credential,
    })
    const { token, user } = await (await post(`${issuer.url}/api/v1/login`, ada)).json()
    assert.equal(await (await call(service.url, token)).text(), `Hello, ${user.id}!\n`)
    assert.equal((await fetch(service.url)).status, 401)
    assert.equal((await call(service.url, `${token}x`)).status, 401)
    assert.equal((await post(`${issuer.url}/api/v1/logout`, {}, token)).status, 204)
    const refused = async (): Promise<boolean> => (await call(service.url, token)).status === 401
    for (let tries = 0; !(await refused()); tries += 1) assert.ok(tries < 10_000)
    await service.stop()
    await issuer.stop()
  })

  it('own-claims.ts prints what the token says', async () => {
    const { stdout, stderr } = await run(process.execPath, [file('own-claims.ts')])
    assert.equal(stdout, 'engines.example is on the paid plan\n', stderr)
  })

  describe('shortlived-token.ts', () => {
    let app: Running
    before(async () => {
      app = await start('shortlived-token.ts', directory)
    })
    after(() => app.stop())

    it('exchanges a refresh token for short-lived ones until it signs out', async () => {
      const login = await (
        await postForm(`${app.url}/login`, { username: 'test', password: 'test' })
      ).json()
      assert.equal(
        await (await postForm(`${app.url}/protected`, {}, login.token)).text(),
        'Welcome, 2',
      )
      const { refreshToken } = login
      const renewed = await (await postForm(`${app.url}/renew`, { refreshToken })).json()
      assert.equal((await postForm(`${app.url}/protected`, {}, renewed.token)).status, 200)
      const logout = await postForm(`${app.url}/logout`, {}, renewed.token)
      assert.deepEqual(await logout.json(), { status: 'success' })
      assert.equal((await postForm(`${app.url}/renew`, { refreshToken })).status, 401)
      for (const { token } of [login, renewed]) {
        assert.equal((await postForm(`${app.url}/protected`, {}, token)).status, 401)
      }
    })

    it('refuses a wrong password and a refresh token it never gave', async () => {
      const wrong = { username: 'test', password: 'tset' }
      assert.equal((await postForm(`${app.url}/login`, wrong)).status, 401)
      assert.equal((await postForm(`${app.url}/renew`, { refreshToken: 'x' })).status, 401)
    })
  })

  it('run-as-server.sh does the whole job with curl', needs('curl'), async () => {
    const env = { DATA: join(directory, 'data'), PORT: String(await freePort()) }
    const { code, stdout, stderr } = await run(file('run-as-server.sh'), [], { env })
    assert.equal(code, 0, stderr)
    assert.match(stdout, /"username":"ada"/)
    assert.match(stdout, /^signed out: 204$/m)
    assert.match(stdout, /^and refused: 401$/m)
  })

  it(
    'from-flask/migrate.ts moves 60 users there and back without a failed request',
    needs('argon2', 'bcrypt', 'email_validator', 'flask_security', 'flask_sqlalchemy'),
    async () => {
      const argv = [file('from-flask/migrate.ts'), '--users', '60', '--clients', '3']
      const { code, stdout, stderr } = await run(process.execPath, argv)
      assert.equal(code, 0, stdout + stderr)
      const result = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as object
      assert.partialDeepStrictEqual(result, {
        users: 60,
        failed: 0,
        forcedSignOuts: 0,
        outlived: 0,
        signedInAfterwards: 60,
        argon2id: 60,
      })
    },
  )

  describe('the clients in Python', needs('requests'), () => {
    let server: Awaited<ReturnType<typeof startServer>>
    before(async () => {
      server = await startServer({ by: 'node' })
      const account = ['--username', ada.username, '--password-stdin', '--data', server.data]
      const add = ['dist/cli/bin.js', 'account', 'add', ...account]
      await run(process.execPath, add, { input: ada.password })
    })
    after(() => server.stop())

    it('sign_in.py signs in, calls, renews and signs out', async () => {
      const script = [file('python/sign_in.py'), server.url, ada.username]
      const { stdout, stderr } = await python(script, ada.password)
      assert.equal(stdout, 'Hello, ada\nrenewed: 200\nsigned out: 401\n', stderr)
    })

    it('session.py signs in once, and renews when it is started again', async () => {
      const kept = join(directory, 'session.json')
      const script = [file('python/session.py'), server.url, kept]
      const { stdout, stderr } = await python([...script, ada.username], ada.password)
      assert.equal(stdout, 'Hello, ada\n', stderr)
      assert.equal(statSync(kept).mode & 0o777, 0o600)
      const first = readFileSync(kept, 'utf8')
      assert.equal((await python(script)).stdout, 'Hello, ada\n')
      assert.notEqual(readFileSync(kept, 'utf8'), first)
      // A crash that lost the last write: the same request, and the same answer.
      writeFileSync(kept, first)
      assert.equal((await python(script)).stdout, 'Hello, ada\n')
    })

    it('session.py renews when its token is refused, and sends the request again', async () => {
      const kept = join(directory, 'session.json')
      const code = [
        'import sys, requests',
        `sys.path.insert(0, ${JSON.stringify(file('python'))})`,
        'from session import Session',
        `session = Session(${JSON.stringify(server.url)}, ${JSON.stringify(kept)})`,
        'session.renew()',
        "session.token = 'x'",
        `print(requests.get(${JSON.stringify(`${server.url}/api/v1/me`)}, auth=session).status_code)`,
        'session.sign_out()',
      ]
      const { stdout, stderr } = await python(['-B', '-c', code.join('\n')])
      assert.equal(stdout, '200\n', stderr)
      assert.equal(existsSync(kept), false)
    })
  })
})
