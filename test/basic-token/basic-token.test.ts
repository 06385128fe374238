import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import { createBasicToken } from '../../src/basic-token/index.ts'
import type { BasicToken, BasicTokenOptions } from '../../src/basic-token/index.ts'
import { AuthError, createAuth, memory } from '../../src/index.ts'
import type { Auth } from '../../src/index.ts'
import { TimedJSONWebSignatureSerializer } from '../../src/signing/index.ts'
import { openAuth, password } from '../dialects/open-auth.ts'

const secretKey = 'the secret key of the lessons'
const basic = (credentials: string): RequestInit => ({
  headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
})
const at = (path: string, init?: RequestInit) => new Request(`http://localhost${path}`, init)
const post = (body: unknown) =>
  at('/users', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const refused = (code: string) => (error: unknown) =>
  error instanceof AuthError && error.code === code

describe('a token of the /token app', () => {
  let auth: Auth
  let id: string
  const time = { now: 1_700_000_000 }
  const clock = () => time.now
  let api: BasicToken
  let lenient: BasicToken
  const make = (options: Partial<BasicTokenOptions> = {}) =>
    createBasicToken(auth, { secretKey, clock, ...options })
  const ask = async (credentials: string, path = '/api/resource') =>
    api.fetch(at(path, basic(credentials)))
  const tokenFor = async (credentials: string): Promise<string> => {
    const answer = await (await ask(credentials, '/token')).json()
    return String(Reflect.get(Object(answer), 'token'))
  }
  const signIn = () => tokenFor(`ada:${password}`)
  const original = (value: unknown = { id }, algorithmName: 'HS256' | 'HS512' = 'HS256') =>
    new TimedJSONWebSignatureSerializer(secretKey, { clock, expiresIn: 600, algorithmName }).dumps(
      value,
    )

  before(async () => {
    auth = await openAuth(clock)
    ;({ id } = await auth.accounts.register({ username: 'ada', password }))
    api = make()
    lenient = make({ allowTokensWithoutSession: true })
  })

  it('is what the original makes, and reads', async () => {
    const reader = new TimedJSONWebSignatureSerializer(secretKey, { era: '0.24', clock })
    assert.deepEqual(reader.loads(await signIn()), { id })
  })

  it('stands where the name did, with any password', async () => {
    const token = await signIn()
    for (const rest of ['blank', '', 'a:b']) {
      assert.equal(await (await ask(`${token}:${rest}`)).text(), '{"data":"Hello, ada!"}\n')
    }
  })

  it('is good up to the second of its expiry', async () => {
    const token = await signIn()
    time.now += 599
    assert.equal((await ask(`${token}:`)).status, 200)
    time.now += 2
    await assert.rejects(api.verifyToken(token), refused('token_expired'))
  })

  it('prolongs itself for a day, and then asks for the password', async () => {
    let token = await signIn()
    for (let round = 0; round < 159; round += 1) {
      time.now += 540
      token = await tokenFor(`${token}:`)
    }
    time.now += 541
    assert.equal((await ask(`${token}:`, '/token')).status, 401)
  })

  for (const [event, happen] of [
    ['everybody was signed out', () => auth.sessions.endAll(id, 'signed_out_everywhere')],
    ['the password changed', () => auth.accounts.setPassword(id, password)],
  ] as const) {
    it(`is refused once ${event}`, async () => {
      const token = await signIn()
      await happen()
      await assert.rejects(api.verifyToken(token), refused('session_ended'))
      await assert.rejects(lenient.verifyToken(token), refused('session_ended'))
      // What the option gives away.
      await assert.doesNotReject(lenient.verifyToken(original()))
    })
  }

  it('is refused once the account is disabled, that of the original too', async () => {
    const token = await signIn()
    await auth.accounts.disable(id)
    await assert.rejects(api.verifyToken(token), refused('session_ended'))
    await assert.rejects(lenient.verifyToken(original()), refused('account_disabled'))
    await auth.accounts.enable(id)
  })

  it('of the original belongs to no session, and is refused', async () => {
    await assert.rejects(api.verifyToken(original()), refused('session_unknown'))
    assert.equal((await lenient.verifyToken(original())).id, id)
    const again = await lenient.fetch(at('/token', basic(`${original()}:`)))
    assert.equal(again.status, 401)
  })

  for (const [what, value, code] of [
    ['an unknown id', { id: 99 }, 'account_unknown'],
    ['no id', {}, 'claims_malformed'],
    ['an id that is a list', { id: [1] }, 'claims_malformed'],
    ['an id that is true', { id: true }, 'claims_malformed'],
    ['no object', null, 'claims_malformed'],
  ] as const) {
    it(`with ${what} is refused`, async () => {
      await assert.rejects(lenient.verifyToken(original(value)), refused(code))
      assert.equal((await lenient.fetch(at('/resource', basic(`${original(value)}:`)))).status, 401)
    })
  }

  it('of another era or under another key is refused', async () => {
    const later = make({ era: '1.x', allowTokensWithoutSession: true })
    await assert.doesNotReject(later.verifyToken(original({ id }, 'HS512')))
    await assert.rejects(later.verifyToken(original()), refused('signature_invalid'))
    await assert.rejects(
      make({ secretKey: 'another', allowTokensWithoutSession: true }).verifyToken(original()),
      refused('signature_invalid'),
    )
  })

  it('of one account with the session of another is refused', async () => {
    const other = await auth.accounts.register({ username: 'grace', password })
    const { session } = await auth.signIn({ username: 'grace', password })
    const forged = new TimedJSONWebSignatureSerializer(secretKey, { era: '0.24', clock })
    const token = forged.dumps({ id }, { headerFields: { sid: session.id } })
    await assert.rejects(lenient.verifyToken(token), refused('account_unknown'))
    assert.notEqual(other.id, id)
  })
})

describe('the /token app', () => {
  let auth: Auth
  before(async () => {
    auth = await openAuth(() => 1_700_000_000)
    await auth.accounts.register({ username: 'ada', email: 'ada@example.com', password })
  })
  it('takes an e-mail address for the name', async () => {
    const api = createBasicToken(auth, { secretKey })
    assert.equal((await api.fetch(at('/token', basic(`ada@example.com:${password}`)))).status, 200)
  })

  it('has no registration where that is closed', async () => {
    const api = createBasicToken(auth, { secretKey, registration: 'closed' })
    assert.equal((await api.fetch(post({ username: 'eve', password }))).status, 404)
    assert.equal(await auth.accounts.findByUsername('eve'), undefined)
  })

  it('refuses names and passwords that no account may have', async () => {
    const api = createBasicToken(auth, { secretKey })
    for (const body of [
      { username: 'eve', password: 'short' },
      { username: 'e v e', password },
      { username: '', password: '' },
      { username: 1, password },
      [],
      null,
      'x',
    ]) {
      assert.equal((await api.fetch(post(body))).status, 400)
    }
  })

  it('lets nobody but its owner read whose an id is', async () => {
    const api = createBasicToken(auth, { secretKey })
    const { id = '' } = (await auth.accounts.findByUsername('ada')) ?? {}
    await auth.accounts.register({ username: 'mallory', password })
    const as = async (name?: string) =>
      (await api.fetch(at(`/users/${id}`, name === undefined ? {} : basic(`${name}:${password}`))))
        .status
    assert.deepEqual([await as(), await as('mallory'), await as('ada')], [401, 404, 200])
  })

  it('never takes an empty name, whatever is behind it', async () => {
    const api = createBasicToken(auth, { secretKey })
    for (const credentials of [':', `:${password}`, ':x']) {
      const response = await api.fetch(at('/api/resource', basic(credentials)))
      assert.equal(response.status, 401)
      assert.equal(
        response.headers.get('www-authenticate'),
        'Basic realm="Authentication Required"',
      )
    }
  })

  it('gives no token to the page of another site, whose browser adds the credentials', async () => {
    const api = createBasicToken(auth, { secretKey })
    const ask = (site: string) => {
      const request = at('/token', basic(`ada:${password}`))
      request.headers.set('sec-fetch-site', site)
      return api.fetch(request)
    }
    assert.equal((await ask('cross-site')).status, 403)
    assert.equal((await ask('same-origin')).status, 200)
  })

  it('gives one to the pages that `cors` names', async () => {
    for (const [origin, status] of [
      ['https://app.example.com', 200],
      ['*', 200],
      ['https://other.example.com', 403],
    ] as const) {
      const request = at('/token', basic(`ada:${password}`))
      request.headers.set('sec-fetch-site', 'cross-site')
      request.headers.set('origin', 'https://app.example.com')
      const named = createBasicToken(auth, { secretKey, cors: { origins: [origin] } })
      assert.equal((await named.fetch(request)).status, status)
    }
  })

  it('says when guesses run out, and to come again', async () => {
    const limited = await createAuth({
      issuer: 'https://api.example.com',
      audience: 'api',
      store: memory(),
      secret: 'a master secret that only this test knows',
      passwords: { argon2id: { memoryCost: 8 } },
      clock: () => 1_700_000_000,
    })
    const api = createBasicToken(limited, { secretKey })
    const statuses = new Set<number>()
    for (let guess = 0; guess < 100; guess += 1) {
      const response = await api.fetch(at('/resource', basic('ada:wrong')))
      statuses.add(response.status)
      if (response.status === 429) assert.ok(Number(response.headers.get('retry-after')) > 0)
    }
    assert.deepEqual([...statuses], [401, 429])
    await limited.close()
  })

  it('refuses or answers whatever stands where the token did', async () => {
    const api = createBasicToken(auth, { secretKey, allowTokensWithoutSession: true })
    const part = fc.oneof(
      fc.base64String(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 4 }), async (parts) => {
        await assert.rejects(api.verifyToken(parts.join('.')), AuthError)
      }),
    )
  })

  it('is not made with an empty secret key', () => {
    assert.throws(() => createBasicToken(auth, { secretKey: '' }), TypeError)
  })
})
