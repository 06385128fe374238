// The same requests to the same guards in six frameworks: one table, one answer.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createAuth, memory } from '../../src/index.ts'
import type { Auth } from '../../src/index.ts'
import type { App } from '../listen.ts'
import { apps } from '../middleware/apps.ts'
import { send } from '../middleware/send.ts'
import type { Answer } from '../middleware/send.ts'
import { basic, bearer, routes, rows } from './guard-rows.ts'
import type { Row } from './guard-rows.ts'

const tokens = { valid: '', revoked: '', expired: '', foreign: '', tampered: '' }
type Token = keyof typeof tokens

const fill = (text: string): string =>
  text
    .replace('{basic}', basic(`${tokens.valid}:blank`))
    .replaceAll(/\{(\w+)\}/g, (_, name: Token) => tokens[name])

const ask = (app: App, { path, headers = [] }: Pick<Row, 'path' | 'headers'>): Promise<Answer> =>
  send(app.url + fill(path), { headers: headers.map(([name, value]) => [name, fill(value)]) })

const challenges: Readonly<Record<string, string>> = {
  credentials_missing: 'Bearer realm="latchkey"',
  invalid_token: 'Bearer realm="latchkey", error="invalid_token"',
  insufficient_role: 'Bearer realm="latchkey", error="insufficient_scope"',
}

describe('guards', () => {
  let auth: Auth
  let ada: string
  const open: Record<string, App> = {}

  before(async () => {
    const time = { now: 1_800_000_000 }
    const options = {
      audience: 'api',
      secret: 'a master secret that only this test knows',
      passwords: { argon2id: { memoryCost: 64 } },
      clock: () => time.now,
    }
    const person = { username: 'ada', password: 'seven engines hum quietly' }
    auth = await createAuth({ ...options, issuer: 'https://auth.example', store: memory() })
    const account = await auth.accounts.register({
      ...person,
      roles: ['clerk'],
      scopes: ['orders:read'],
    })
    ada = account.id
    tokens.expired = (await auth.signIn(person)).accessToken
    time.now += auth.tokens.lifetime
    // Only now: it must be refused for its issuer, not for its age.
    const other = await createAuth({ ...options, issuer: 'https://other.example', store: memory() })
    await other.accounts.register(person)
    tokens.foreign = (await other.signIn(person)).accessToken
    await other.close()
    tokens.revoked = (await auth.signIn(person)).accessToken
    await auth.signOut({ accessToken: tokens.revoked })
    tokens.valid = (await auth.signIn(person)).accessToken
    const [header, payload, signature = ''] = tokens.valid.split('.')
    const first = signature.startsWith('A') ? 'B' : 'A'
    tokens.tampered = [header, payload, first + signature.slice(1)].join('.')
    for (const [name, build] of Object.entries(apps)) open[name] = await build(auth, routes)
  })
  after(async () => {
    for (const app of Object.values(open)) await app.close()
    await auth.close()
  })

  for (const row of rows) {
    it(`${row.id}: ${row.expect}, everywhere`, async () => {
      const [status, what = ''] = row.expect.split(' ')
      for (const [name, app] of Object.entries(open)) {
        const answer = await ask(app, row)
        assert.equal(answer.status, Number(status), `${name}: ${answer.body}`)
        if (answer.status === 200) {
          assert.deepEqual(JSON.parse(answer.body), { for: what === 'ada' ? ada : null }, name)
          assert.equal(answer.headers['www-authenticate'], undefined, name)
          const leaky = row.path.includes('?') ? 'private, no-store' : undefined
          assert.equal(answer.headers['cache-control'], leaky, name)
        } else {
          assert.equal(answer.headers['content-type'], 'application/problem+json', name)
          assert.equal(answer.headers['cache-control'], 'no-store', name)
          if (what !== 'insufficient_scope') {
            assert.equal(answer.headers['www-authenticate'], challenges[what], name)
          }
          const { code, ...problem } = JSON.parse(answer.body)
          assert.equal(code, what, name)
          assert.deepEqual(Object.keys(problem), ['type', 'title', 'status', 'detail'], name)
        }
      }
    })
  }

  it('refuse with the very bytes of the native API', async () => {
    for (const app of Object.values(open)) {
      for (const headers of [[], [bearer('{revoked}')], [bearer('{valid}'), bearer('{valid}')]]) {
        const guarded = await ask(app, { path: '/any', headers })
        const native = await ask(app, { path: '/api/v1/me', headers })
        for (const name of ['content-type', 'www-authenticate', 'cache-control']) {
          assert.equal(guarded.headers[name], native.headers[name])
        }
        assert.deepEqual([guarded.status, guarded.body], [native.status, native.body])
      }
    }
  })

  it('say which scope would do (RFC 6750 §3)', async () => {
    for (const app of Object.values(open)) {
      const answer = await ask(app, { path: '/orders/all', headers: [bearer('{valid}')] })
      assert.equal(
        answer.headers['www-authenticate'],
        'Bearer realm="latchkey", error="insufficient_scope", scope="orders:read orders:write"',
      )
    }
  })

  it('let a sign-out through at once', async () => {
    const person = { username: 'ada', password: 'seven engines hum quietly' }
    const json = ['Content-Type', 'application/json'] as const
    for (const [name, app] of Object.entries(open)) {
      const login = await send(`${app.url}/api/v1/login`, {
        method: 'POST',
        headers: [json],
        body: JSON.stringify(person),
      })
      const { token } = JSON.parse(login.body)
      const call = { headers: [bearer(token)] }
      assert.equal((await send(`${app.url}/orders`, call)).status, 200, name)
      assert.equal(
        (await send(`${app.url}/api/v1/logout`, { ...call, method: 'POST' })).status,
        204,
        name,
      )
      assert.equal((await send(`${app.url}/orders`, call)).status, 401, name)
    }
  })
})
