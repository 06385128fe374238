import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { NewClient } from '../../src/clients/index.ts'
import { createMasterSecret } from '../../src/keys/index.ts'
import { sqlite } from '../../src/sqlite/index.ts'
import type { TokenAnswer } from '../../src/wire.ts'
import { basic, form } from '../http/oauth.ts'
import { type Api, jsonOf, openApi, password } from '../http/open-api.ts'
import { breakIn, type Target } from './break-in.ts'
import { dump, explode } from './dump.ts'
import { temporaryDirectory } from './serving.ts'

const secret = 'the master secret, which is not in the database'
const nextPassword = 'another long sentence of mine'
const now = 1_795_000_000

/** Everything that authenticates, or did, and so must not be found. */
type Secrets = Set<string>

async function useEverything(api: Api): Promise<Secrets> {
  const secrets: Secrets = new Set([secret, password, nextPassword, 'a wrong guess of mine'])
  const keep = (tokens: TokenAnswer): TokenAnswer => {
    for (const token of [tokens.token, tokens.refreshToken]) {
      assert.equal(typeof token, 'string')
      secrets.add(token)
    }
    return tokens
  }
  const renew = async ({ refreshToken }: TokenAnswer, renewalId?: string): Promise<TokenAnswer> => {
    if (renewalId !== undefined) secrets.add(renewalId)
    const headers = renewalId === undefined ? {} : { 'idempotency-key': renewalId }
    const call = { headers, body: { refreshToken } }
    return keep(await jsonOf<TokenAnswer>(await api.call('POST', '/api/v1/renew', call)))
  }
  const signIn = async (who?: object): Promise<TokenAnswer> => keep(await api.signIn(who))

  // Renewed with and without an id, signed out, replayed, and left alive.
  await renew(await renew(await signIn()), 'the-id-of-one-renewal')
  await api.call('POST', '/api/v1/logout', { token: (await signIn()).token })
  const stolen = await signIn()
  await renew(await renew(stolen))
  await api.call('POST', '/api/v1/renew', { body: { refreshToken: stolen.refreshToken } })
  await signIn()

  // Short tokens, one of them revoked by itself.
  const authorization = `Basic ${btoa(`lorenzo:${password}`)}`
  for (let n = 0; n < 2; n += 1) {
    const answer = await api.call('GET', '/token', { headers: { authorization } })
    const { token } = await jsonOf<{ token: string }>(answer)
    secrets.add(token)
    if (n === 0) await api.auth.tokens.revoke({ jti: (await api.auth.verify(token)).jti })
  }

  // Wrong passwords, one of them in the wrong field.
  const wrong = { username: 'lorenzo', password: 'a wrong guess of mine' }
  const swapped = { username: password, password: 'lorenzo' }
  for (const body of [wrong, swapped]) await api.call('POST', '/api/v1/login', { body })

  // A change of password, an account that was disabled, and one that came from elsewhere.
  const renzo = { username: 'renzo', password }
  const { id } = await api.auth.accounts.register({ ...renzo, email: 'renzo@example.com' })
  const { token } = await signIn(renzo)
  const body = { password, newPassword: nextPassword }
  await api.call('PATCH', '/api/v1/me', { token, body })
  await signIn({ username: 'renzo', password: nextPassword })
  const gone = await api.auth.accounts.register({ username: 'gone', password })
  await signIn({ username: 'gone', password })
  await api.auth.accounts.disable(gone.id)
  await api.auth.sessions.endAll(id, 'revoked')
  await api.auth.tokens.revoke({ sub: gone.id })

  // What comes before them is its id, which is in the database as ids are.
  const { credential, id: verifierId } = await api.auth.verifiers.add('orders')
  secrets.add(credential.slice(credential.indexOf(verifierId) + verifierId.length))

  const client = await api.auth.clients.add('billing', { scopes: ['orders:read'] })
  secrets.add(client.secret)
  const grant = { ...form, ...basic('billing', client.secret) }
  const issued = await jsonOf<{ access_token: string }>(
    await api.call('POST', '/oauth/token', {
      headers: grant,
      body: 'grant_type=client_credentials',
    }),
  )
  secrets.add(issued.access_token)

  for (let n = 0; n < 2; n += 1) await api.auth.keys.rotate({ immediately: true })
  await signIn()
  await api.auth.keys.rotate()
  return secrets
}

// Counted, so that there are rows of it, and never refused, which would shut every door.
const plenty = { burst: 1e9, interval: 1e-6 }
const limits = { perName: plenty, perNetwork: plenty, perNameAndNetwork: plenty, overall: plenty }

const hidingPlaces: readonly (readonly [id: string, hide: (text: string) => unknown])[] = [
  ['in plain bytes', (text) => Buffer.from(text)],
  ['in hex', (text) => Buffer.from(text).toString('hex')],
  ['in JSON', (text) => JSON.stringify({ a: [text] })],
  ['in base64 like a hash', (text) => `v1$${Buffer.from(text).toString('base64')}$x`],
]

for (const algorithm of ['ES256', 'HS256'] as const) {
  describe(`a stolen database, keys of ${algorithm}`, () => {
    const directory = temporaryDirectory()
    const file = join(directory.root, 'a.db')
    let target: Target
    let secrets: Secrets
    let values: readonly unknown[]
    before(async () => {
      const api = await openApi(
        { credentials: ['bearer', 'authentication-token', 'basic-token', 'cookie'] },
        {
          store: sqlite(file),
          secret,
          algorithm,
          passwords: { argon2id: { memoryCost: 64 } },
          signInLimits: limits,
        },
      )
      secrets = await useEverything(api)
      values = dump(file)
      const { sub, sid = '' } = await api.auth.verify((await api.signIn()).token)
      target = { api, usernames: ['lorenzo', 'renzo', 'gone'], sub, sid, now }
    })
    after(() => directory.remove())

    it('has something of everything in it', () => {
      assert.ok(values.length > 200, String(values.length))
      const kinds = ['lorenzo', 'refresh_token_reuse', 'account_disabled', 'published', algorithm]
      for (const value of [...kinds, 'session', 'token', 'account']) {
        assert.ok(values.includes(value), value)
      }
    })

    it('R20 opens no door: every value, however decoded, as every kind of credential', async () => {
      const candidates = explode(values)
      assert.ok(candidates.size > new Set(values).size)
      assert.deepEqual(await breakIn(target, candidates), [])
    })

    for (const [id, hide] of hidingPlaces) {
      it(`R20 would be seen to open one: a credential ${id}`, async () => {
        const { token, refreshToken } = await target.api.signIn()
        const { secret: clientSecret } = await reRegistered(target.api)
        for (const [text, door] of [
          [token, 'a Bearer token'],
          [refreshToken, 'a refresh token at /renew'],
          [nextPassword, 'the password of renzo'],
          [clientSecret, 'a client secret'],
          [secret, 'the master secret'],
          [privateKeyIn(values), 'a signing key'],
        ] as const) {
          const opened = await breakIn(target, explode([hide(text)]))
          assert.ok(opened.includes(door), `${door}: ${opened.join()}`)
        }
      })
    }

    it('R20 holds no password, token, renewal id or secret, in a forgotten page either', async () => {
      await target.api.close()
      const found = [...explode(values), readFileSync(file, 'latin1')]
      for (const one of [...secrets].flatMap((text) => [text, ...text.split(/[._]/)])) {
        // The headers of tokens are public, and what is short is in any file.
        if (one.length < 12 || one.startsWith('eyJhbGci')) continue
        assert.ok(!found.some((text) => text.includes(one)), one)
      }
    })
  })
}

/** A secret of the client is seen only when it is registered. */
async function reRegistered({ auth }: Api): Promise<NewClient> {
  await auth.clients.remove('billing')
  return auth.clients.add('billing')
}

/** What a stolen master secret would open, to see that its door is tried: the last sealed key. */
function privateKeyIn(values: readonly unknown[]): string {
  const master = createMasterSecret(secret)
  const texts = values.filter((value) => typeof value === 'string')
  const [sealed = ''] = texts.filter((text) => master.findSealing(text) && text.length > 100)
  const contexts = texts.flatMap((kid) =>
    ['ES256', 'HS256'].map((alg) => `signing key ${alg} ${kid}`),
  )
  for (const context of contexts) {
    const plain = master.current.open(sealed, context)
    if (plain) return Buffer.from(plain).toString()
  }
  return assert.fail('no sealed key')
}
