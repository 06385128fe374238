// Clients of the originals in Python, with the calls that their documents have.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mount } from '../../src/middleware/node.ts'
import { openMinimal, signMinimal } from '../flask-login/minimal.ts'
import { listen } from '../listen.ts'
import { needs } from '../system/tools.ts'
import type { ClientApiOptions } from './client-api.ts'
import { email, openClientApi, password } from './client-api.ts'
import { run } from './run.ts'

async function python(client: string, ...args: readonly string[]): Promise<readonly string[]> {
  const file = new URL(`clients/${client}.py`, import.meta.url).pathname
  const { code, stdout, stderr } = await run('/usr/bin/python3', [file, ...args])
  assert.equal(code, 0, stderr)
  return stdout.trimEnd().split('\n')
}

/** What a client prints, and what it called to be told that. */
async function outcomeOf(
  name: string,
  path: string,
  credentials: readonly string[],
  options: ClientApiOptions = {},
): Promise<{ printed: readonly string[]; calls: readonly string[] }> {
  const api = await openClientApi(options)
  try {
    return { printed: await python(name, api.url + path, ...credentials), calls: api.calls }
  } finally {
    await api.close()
  }
}

describe('clients in Python', needs('requests'), () => {
  for (const [generation, login] of [
    ['1.7', '/login'],
    ['5.x', '/login?include_auth_token'],
    ['newest', '/login?include_auth_token'],
  ] as const) {
    it(`of Flask-Security ${generation} sign in and call with the token`, async () => {
      const credentials = [login, email, password]
      const { printed, calls } = await outcomeOf('flask_security', '', credentials, { generation })
      assert.deepEqual(printed, ['200 {"message":"Hello!"}', '200 {"message":"Hello!"}'])
      assert.deepEqual(calls, ['POST /login 200'])
    })
  }

  it('of Flask-Security are told what was wrong in the JSON that they read', async () => {
    const wrong = outcomeOf('flask_security', '', ['/login', email, 'a wrong password'])
    await assert.rejects(wrong, /KeyError: 'user'/)
  })

  it('of the /token app register, get a token, and prolong it with itself', async () => {
    const { printed } = await outcomeOf('basic_token', '', ['Lorenzo', password])
    assert.deepEqual(printed, [
      "201 {'username': 'Lorenzo'}",
      "200 {'data': 'Hello, Lorenzo!'}",
      "200 {'data': 'Hello, Lorenzo!'}",
    ])
  })

  const welcome = ['Welcome, Ada', 'Welcome, Ada', "{'status': 'success'}", '401']

  it('of twopi_flask_utils sign in, call and sign out', async () => {
    const { printed, calls } = await outcomeOf('twopi', '/api/v1', ['Ada', password])
    assert.deepEqual(printed, welcome)
    assert.ok(!calls.includes('POST /api/v1/renew 200'))
  })

  it('of twopi_flask_utils renew what is over by their own clock', async () => {
    const behind = { offset: -3_600 }
    const { printed, calls } = await outcomeOf('twopi', '/api/v1', ['Ada', password], behind)
    assert.deepEqual(printed, welcome)
    assert.equal(calls.filter((call) => call === 'POST /api/v1/renew 200').length, 2)
  })

  it('of the minimal example of Flask-Login send a token without a scheme', async (t) => {
    const { application, close } = await openMinimal()
    t.after(close)
    const app = await listen(mount(application))
    t.after(app.close)
    for (const token of ['JohnDoe:John', signMinimal({ username: 'JaneDoe', password: 'Jane' })]) {
      const printed = await python('flask_login', app.url, token)
      assert.deepEqual(printed, ['Hello World!', ...Array(2).fill('Hello Protected World!'), '401'])
    }
  })
})
