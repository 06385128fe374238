import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  createDialect,
  pythonJson,
  readFlaskRequest,
  redirectPage,
  setCookie,
  wantsJson,
} from '../../src/dialects/index.ts'
import { AuthError } from '../../src/errors.ts'
import type { RequestEvent } from '../../src/http/index.ts'

const at = (path: string, init: RequestInit = {}): Request =>
  new Request(`http://localhost${path}`, init)
const posted = (type: string, body: string) =>
  readFlaskRequest(at('/', { method: 'POST', headers: { 'content-type': type }, body }))

describe('a dialect', () => {
  const events: RequestEvent[] = []
  const dialect = createDialect(
    [
      { path: '/login', methods: ['GET', 'POST'], answer: () => pythonJson({ b: 'é', a: 1 }) },
      { path: '/reset/<token>', methods: ['GET'], answer: ({ segment }) => redirectPage(segment) },
      {
        path: '/busy',
        methods: ['GET'],
        answer: () => {
          throw new AuthError('rate_limited', 'too many', { retryAfter: 7 })
        },
      },
      {
        path: '/broken',
        methods: ['GET'],
        answer: () => {
          throw new Error('broken')
        },
      },
    ],
    { onEvent: (event) => events.push(event) },
  )
  const rows: readonly (readonly [string, string, number, string])[] = [
    ['GET', '/login', 200, '{"a":1,"b":"\\u00e9"}\n'],
    ['HEAD', '/login', 200, ''],
    ['OPTIONS', '/login', 200, ''],
    ['GET', '/login/', 404, ''],
    ['GET', '/reset/a.b-c', 302, 'href="a.b-c"'],
    ['GET', '/reset/', 404, ''],
    ['GET', '/reset/a/b', 404, ''],
    ['GET', '/busy', 429, 'Too Many Requests'],
    ['GET', '/broken', 500, 'Internal Server Error'],
  ]
  for (const [method, path, status, body] of rows) {
    it(`${method} ${path} is ${status}`, async () => {
      const response = await dialect.fetch(at(path, { method }))
      assert.equal(response.status, status)
      const text = await response.text()
      assert.ok(text.includes(body), text)
      assert.ok(method === 'GET' || text === '')
      assert.equal(events.at(-1)?.status, status)
    })
  }

  it('says what a path allows', async () => {
    const refused = await dialect.fetch(at('/login', { method: 'PUT' }))
    assert.equal(refused.status, 405)
    assert.equal(refused.headers.get('allow'), 'GET, HEAD, POST, OPTIONS')
  })

  it('handles its paths and no others', () => {
    assert.equal(dialect.handles('/login'), true)
    assert.equal(dialect.handles('/logins'), false)
  })
})

describe('a dialect that pages of another origin may call', () => {
  const routes = [{ path: '/login', methods: ['POST'], answer: () => pythonJson({}, 400) }] as const
  const page = { origin: 'https://app.example.com' }
  const asked = { ...page, 'access-control-request-method': 'POST' }

  it('says so to them and to no others, in preflights and refusals', async () => {
    const dialect = createDialect(routes, { cors: { origins: [page.origin] } })
    const preflight = await dialect.fetch(at('/login', { method: 'OPTIONS', headers: asked }))
    assert.equal(preflight.headers.get('access-control-allow-origin'), page.origin)
    assert.equal(preflight.headers.get('access-control-allow-methods'), 'POST, OPTIONS')
    assert.match(
      preflight.headers.get('access-control-allow-headers') ?? '',
      /Authentication-Token, Content-Type.*X-CSRF-Token/,
    )
    const refused = await dialect.fetch(at('/login', { method: 'POST', headers: page }))
    assert.equal(refused.headers.get('access-control-allow-origin'), page.origin)
    assert.equal(refused.headers.get('access-control-allow-credentials'), null)
    assert.equal(refused.headers.get('vary'), 'Origin')
    for (const method of ['OPTIONS', 'POST']) {
      const headers = { ...asked, origin: 'https://evil.example' }
      const foreign = await dialect.fetch(at('/login', { method, headers }))
      assert.equal(foreign.headers.get('access-control-allow-origin'), null)
    }
  })

  it('is none unless they are named', async () => {
    const dialect = createDialect(routes)
    for (const method of ['OPTIONS', 'POST']) {
      const { headers } = await dialect.fetch(at('/login', { method, headers: asked }))
      assert.equal(headers.get('access-control-allow-origin'), null)
      assert.equal(headers.get('vary'), null)
    }
    const cors = { origins: ['*'], credentials: true }
    assert.throws(() => createDialect(routes, { cors }), TypeError)
  })
})

describe('a request as Flask reads it', () => {
  it('has the form of an urlencoded body, and of a multipart one', async () => {
    const { form } = await posted('application/x-www-form-urlencoded', '?a=1&b=%C3%A9+x&b=2&c')
    assert.deepEqual(
      [...form],
      [
        ['?a', '1'],
        ['b', 'é x'],
        ['b', '2'],
        ['c', ''],
      ],
    )
    const parts = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'
    const { form: multipart } = await posted('multipart/form-data; boundary=x', parts)
    assert.deepEqual([...multipart], [['a', '1']])
    const { form: none } = await posted('multipart/form-data', parts)
    assert.deepEqual([...none], [])
  })

  it('has JSON where its type says so, read as Python reads it', async () => {
    assert.ok(Number.isNaN((await posted('application/json', 'NaN')).json()))
    assert.deepEqual((await posted('application/vnd.api+json', '{"a":1,"a":2}')).json(), { a: 2 })
    assert.equal((await posted('text/plain', '{}')).json(), undefined)
    assert.equal((await posted('application/json', '')).json(), undefined)
    const broken = await posted('application/json', '{bad')
    assert.throws(() => broken.json(), { code: 'invalid_request' })
  })

  it('is refused when it is larger than any form', async () => {
    await assert.rejects(posted('text/plain', 'x'.repeat(65_537)), { code: 'payload_too_large' })
  })
})

describe('wantsJson', () => {
  const rows: readonly (readonly [accept: string, wants: boolean])[] = [
    ['application/json', true],
    ['', false],
    ['*/*', false],
    ['text/html,application/json;q=0.9', false],
    ['text/html;q=0.5, application/json', true],
    ['*/*;q=1, application/json;q=0.1', true],
    ['application/json, text/html;level=1', false],
    ['application/json, text/html', true],
    ['application/*, application/json;q=0.1', true],
    ['application/json;q=, text/html;q=0.9', true],
  ]
  for (const [accept, wants] of rows) {
    it(`${accept || 'nothing'} ${wants ? 'does' : 'does not'}`, async () => {
      assert.equal(wantsJson(await readFlaskRequest(at('/', { headers: { accept } }))), wants)
    })
  }
})

describe('setCookie', () => {
  it('is laid out as by Werkzeug', () => {
    const expires = new Date('2027-11-22T03:39:29Z')
    assert.equal(
      setCookie('remember_token', 'a|b', { expires, secure: true, sameSite: 'Lax' }),
      'remember_token=a|b; Expires=Mon, 22 Nov 2027 03:39:29 GMT; Secure; HttpOnly; Path=/; SameSite=Lax',
    )
  })

  it('takes no value that would have to be quoted', () => {
    assert.throws(() => setCookie('a', 'b; c'), TypeError)
  })
})
