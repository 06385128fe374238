import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import { z } from 'zod'
import { verifyCompact } from '../../src/jwt/index.ts'
import { memory } from '../../src/storage/index.ts'
import type { Store } from '../../src/storage/index.ts'
import { defineAccessToken } from '../../src/tokens/index.ts'
import { createVerifier } from '../../src/tokens/verifier.ts'
import { needs } from '../system/tools.ts'
import { type Api, issuer, jsonOf, openApi, refusalOf } from './open-api.ts'

const path = '/api/v1/status-list'
/** As that of `openApi`. */
const clock = (): number => 1_795_000_000

/** What a token says, unverified. */
const payloadOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

/** The reference of an access token to its place. */
function referenceOf(token: string): { readonly idx: number; readonly uri: string } {
  const { status } = payloadOf(token) as { status: { status_list: { idx: number; uri: string } } } // asserted by its users
  return status.status_list
}

describe('GET /api/v1/status-list', () => {
  let api: Api
  before(async () => {
    api = await openApi({}, { statusList: true })
  })
  after(() => api.close())

  const list = async (headers: Record<string, string> = {}): Promise<Response> =>
    api.call('GET', path, { headers })

  /** A reader of its own: verifies the list as the draft asks (§8.3) and looks a token's place up in it. */
  async function isRevoked(token: string): Promise<boolean> {
    const { idx, uri } = referenceOf(token)
    const response = await api.call('GET', uri)
    assert.equal(response.headers.get('content-type'), 'application/statuslist+jwt')
    const { header, payload } = verifyCompact(await response.text(), api.auth.keys.jwkSet())
    assert.equal(header.typ, 'statuslist+jwt')
    const { sub, iat, exp, ttl, status_list: said } = JSON.parse(Buffer.from(payload).toString())
    assert.equal(sub, uri)
    assert.ok(exp > iat && ttl > 0)
    assert.equal(said.bits, 1)
    const octets = inflateSync(Buffer.from(said.lst, 'base64url'), { maxOutputLength: 1_048_576 })
    return (((octets[idx >> 3] ?? assert.fail('out of the list')) >> (idx & 7)) & 1) === 1
  }

  it('tells of a session that ended within a second, and of no other', async () => {
    const [ended, kept] = [await api.signIn(), await api.signIn()]
    assert.equal(await isRevoked(ended.token), false)
    await api.call('POST', '/api/v1/logout', { token: ended.token })
    api.wait(1)
    assert.equal(await isRevoked(ended.token), true)
    assert.equal(await isRevoked(kept.token), false)
    const renewed = await jsonOf(
      await api.call('POST', '/api/v1/renew', { body: { refreshToken: kept.refreshToken } }),
    )
    assert.deepEqual(referenceOf(String(renewed['token'])), referenceOf(kept.token))
  })

  it('forgets it when no token of the session can be alive', async () => {
    const { token } = await api.signIn()
    await api.call('POST', '/api/v1/logout', { token })
    api.wait(600)
    assert.equal(await isRevoked(token), true)
    api.wait(61)
    assert.equal(await isRevoked(token), false)
  })

  it('is where tokens say it is, and places are not one after the other', async () => {
    const tokens = []
    for (let i = 0; i < 8; i += 1) tokens.push((await api.signIn()).token)
    const references = tokens.map(referenceOf)
    assert.ok(references.every(({ uri }) => uri === issuer + path))
    const places = references.map(({ idx }) => idx)
    assert.equal(new Set(places).size, 8)
    const steps = places.slice(1).map((place, i) => Math.abs(place - (places[i] ?? 0)))
    assert.ok(Math.max(...steps) > 1_000)
  })

  it('is cached, and sent again only when it says something else', async () => {
    api.wait(1)
    const first = await list()
    const etag = first.headers.get('etag') ?? ''
    assert.equal(first.headers.get('cache-control'), 'public, max-age=15')
    assert.equal(first.headers.get('access-control-allow-origin'), '*')
    api.wait(100)
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`]) {
      const again = await list({ 'if-none-match': known })
      assert.equal(again.status, 304)
      assert.equal(await again.text(), '')
    }
    const { token } = await api.signIn()
    await api.call('POST', '/api/v1/logout', { token })
    api.wait(1)
    assert.equal((await list({ 'if-none-match': etag })).status, 200)
    const earlier = await (await list()).text()
    api.wait(151)
    assert.notEqual(await (await list()).text(), earlier, 'signed again before it expires')
  })

  it('is asked of the store once, however many ask', async () => {
    const store = memory()
    let asked = 0
    const counted = await openApi(
      {},
      {
        statusList: true,
        store: Object.assign(Object.create(store), {
          listRevokedStatuses: (page: Parameters<Store['listRevokedStatuses']>[0]) => {
            asked += 1
            return store.listRevokedStatuses(page)
          },
        }),
      },
    )
    const answers = await Promise.all(Array.from({ length: 20 }, () => counted.call('GET', path)))
    assert.equal(new Set(await Promise.all(answers.map((answer) => answer.text()))).size, 1)
    assert.equal(asked, 1)
    await counted.close()
  })

  it('J24 J25 is no access token, nor is an access token a list', async () => {
    const token = await (await list()).text()
    assert.equal(
      await refusalOf(await api.call('GET', '/api/v1/me', { token })),
      '401 invalid_token',
    )
  })

  it('is read by Python', needs('python3'), async () => {
    const [ended, kept] = [await api.signIn(), await api.signIn()]
    await api.call('POST', '/api/v1/logout', { token: ended.token })
    api.wait(1)
    const script = fileURLToPath(new URL('../interop/status_list.py', import.meta.url))
    const places = [ended, kept].map(({ token }) => String(referenceOf(token).idx))
    const { stdout, stderr } = spawnSync('/usr/bin/python3', [script, ...places], {
      input: await (await list()).text(),
      encoding: 'utf8',
    })
    assert.equal(stderr, '')
    assert.deepEqual(JSON.parse(stdout), [referenceOf(ended.token).idx])
  })
})

describe('the status list', () => {
  it('is off by default: there is none, and no token speaks of one', async () => {
    const api = await openApi()
    assert.equal(await refusalOf(await api.call('GET', path)), '404 not_found')
    assert.equal('status' in payloadOf((await api.signIn()).token), false)
    await api.close()
  })

  it('leaves the claim to the application where there is none, and to nobody where there is one', async () => {
    const accessToken = defineAccessToken({
      schema: z.strictObject({ status: z.string() }),
      fromSession: () => ({ status: 'gold' }),
    })
    const without = await openApi({}, { accessToken })
    const { token } = await without.signIn()
    assert.equal(Reflect.get(await without.auth.verify(token), 'status'), 'gold')
    await without.close()
    const withList = await openApi({}, { accessToken, statusList: true })
    const { username, password } = { username: 'lorenzo', password: 'correct horse battery' }
    await assert.rejects(
      withList.auth.signIn({ username, password }),
      /status is a registered name/,
    )
    await withList.close()
  })

  it('does not come in the way of claims of one’s own', async () => {
    const schema = z.strictObject({ plan: z.string() })
    const accessToken = defineAccessToken({ schema, fromSession: () => ({ plan: 'free' }) })
    const api = await openApi({}, { accessToken, statusList: true })
    const { token } = await api.signIn()
    const keys = api.auth.keys.jwkSet()
    const verifier = createVerifier({ issuer, audience: 'api', keys, claims: schema, clock })
    const claims = await verifier.verify(token)
    assert.equal(claims.plan, 'free')
    assert.deepEqual(Reflect.get(claims, 'status'), { status_list: referenceOf(token) })
    await api.close()
  })

  it('refuses a sign-in when it is full, and forgets nobody', async (t) => {
    const store = memory()
    const api = await openApi({}, { statusList: true, store })
    let draws = 0
    t.mock.method(store, 'insertSession', async () => {
      draws += 1
      return 'status_index_taken'
    })
    const signIn = api.auth.signIn({ username: 'lorenzo', password: 'correct horse battery' })
    await assert.rejects(signIn, { code: 'overloaded' })
    assert.equal(draws, 32)
    await api.close()
  })
})
