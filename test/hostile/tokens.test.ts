import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { AuthErrorCode } from '../../src/errors.ts'
import type { Key } from '../../src/keys/index.ts'
import type { AccessClaims } from '../../src/tokens/index.ts'
import { type Api, jsonOf, openApi, refusalOf } from '../http/open-api.ts'
import { forge } from '../jwt/tokens.ts'

interface World {
  readonly api: Api
  /** The key that signs now, one that has retired, one that was removed, and the key of another tenant. */
  readonly signing: Key
  readonly retired: Key
  readonly removed: Key
  readonly foreign: Key
  /** Good for as long as the test runs. */
  readonly claims: AccessClaims
}

async function openWorld(): Promise<World> {
  const api = await openApi()
  const [retired, removed] = [await rotateAway(api), await rotateAway(api)]
  await api.auth.keys.remove(removed.kid ?? '')
  api.wait(7_200)
  await api.auth.keys.tick()
  const tenant = await openApi({}, { secret: 'a master secret of another tenant, as long' })
  const foreign = tenant.auth.keys.signingKey()
  await tenant.close()
  const claims = await api.auth.verify((await api.signIn()).token)
  return { api, signing: api.auth.keys.signingKey(), retired, removed, foreign, claims }
}

/** The signing key, once another one signs. */
async function rotateAway({ auth }: Api): Promise<Key> {
  const key = auth.keys.signingKey()
  await auth.keys.rotate({ immediately: true })
  return key
}

const header = (kid: string | undefined): object => ({ alg: 'ES256', typ: 'at+jwt', kid })
const swapCase = (text = ''): string =>
  text.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )

type Row = readonly [id: string, forge: (world: World) => string, code: AuthErrorCode]

const kids: readonly Row[] = [
  [
    'a key that has retired',
    (w) => forge(w.retired, header(w.retired.kid), w.claims),
    'key_unknown',
  ],
  [
    'a key that was removed',
    (w) => forge(w.removed, header(w.removed.kid), w.claims),
    'key_unknown',
  ],
  [
    'the key of another tenant',
    (w) => forge(w.foreign, header(w.foreign.kid), w.claims),
    'key_unknown',
  ],
  [
    'the key of another tenant under our name',
    (w) => forge(w.foreign, header(w.signing.kid), w.claims),
    'signature_invalid',
  ],
  [
    'our key under the name of another tenant',
    (w) => forge(w.signing, header(w.foreign.kid), w.claims),
    'key_unknown',
  ],
  [
    'a retired key under the name of the live one',
    (w) => forge(w.retired, header(w.signing.kid), w.claims),
    'signature_invalid',
  ],
  [
    'our key in the other case',
    (w) => forge(w.signing, header(swapCase(w.signing.kid)), w.claims),
    'key_unknown',
  ],
  [
    'our key in lower case',
    (w) => forge(w.signing, header(w.signing.kid?.toLowerCase()), w.claims),
    'key_unknown',
  ],
  [
    'our key with a space',
    (w) => forge(w.signing, header(`${w.signing.kid} `), w.claims),
    'key_unknown',
  ],
  ['our key without its name', (w) => forge(w.signing, header(undefined), w.claims), 'key_unknown'],
]

const wide = (members: number): object =>
  Object.fromEntries(Array.from({ length: members }, (_, n) => [`k${n}`, n]))

/** What is signed by our own key and still must cost nothing: its size is looked at first. */
const sizes: readonly Row[] = [
  [
    '100,000 claims',
    (w) => forge(w.signing, header(w.signing.kid), { ...w.claims, ...wide(1e5) }),
    'token_too_large',
  ],
  [
    '100,000 header members',
    (w) => forge(w.signing, { ...header(w.signing.kid), ...wide(1e5) }, w.claims),
    'token_too_large',
  ],
  [
    'a name of 1 MB',
    (w) => forge(w.signing, header(w.signing.kid), { ...w.claims, ['n'.repeat(2 ** 20)]: 1 }),
    'token_too_large',
  ],
  [
    'a number of 100,000 digits',
    (w) =>
      forge(
        w.signing,
        header(w.signing.kid),
        JSON.stringify(w.claims).replace(/"exp":\d+/, `"exp":${'9'.repeat(1e5)}`),
      ),
    'token_too_large',
  ],
  [
    'a date of 5,000 digits',
    (w) =>
      forge(
        w.signing,
        header(w.signing.kid),
        JSON.stringify(w.claims).replace(/"exp":\d+/, `"exp":${'9'.repeat(5e3)}`),
      ),
    'claims_malformed',
  ],
]

describe('an access token', () => {
  let world: World
  before(async () => (world = await openWorld()))
  after(() => world.api.close())

  const answerTo = async (token: string): Promise<object> => {
    const response = await world.api.call('GET', '/verify', { token, requestId: 'same' })
    const { status, headers } = response
    return { status, headers: [...headers], body: await response.text() }
  }

  it('of the signing key is good, so that the rows below are refused for their reason', async () => {
    const token = forge(world.signing, header(world.signing.kid), world.claims)
    assert.equal((await world.api.auth.verify(token)).sub, world.claims.sub)
  })

  for (const [id, rows] of [
    ['J19', kids],
    ['J51', sizes],
  ] as const) {
    for (const [attack, make, code] of rows) {
      it(`${id} ${attack}: ${code}, and a stranger cannot tell`, async () => {
        const token = make(world)
        await assert.rejects(world.api.auth.verify(token), { name: 'AuthError', code })
        assert.deepEqual(await answerTo(token), await answerTo('x'))
      })
    }
  }
})

describe('a body', () => {
  const bodies: readonly (readonly [id: string, body: string, expect: string])[] = [
    ['100,000 members', JSON.stringify(wide(1e5)), '413 payload_too_large'],
    ['a name of 1 MB', JSON.stringify({ ['n'.repeat(2 ** 20)]: 1 }), '413 payload_too_large'],
    ['a number of 100,000 digits', `{"username":${'9'.repeat(1e5)}}`, '413 payload_too_large'],
    ['5,000 members', JSON.stringify(wide(5e3)), '400 invalid_request'],
    ['a name of 60 KB', JSON.stringify({ ['n'.repeat(6e4)]: 1 }), '400 invalid_request'],
    ['a number of 60,000 digits', `{"username":${'9'.repeat(6e4)}}`, '400 invalid_request'],
  ]
  for (const [id, body, expected] of bodies) {
    it(`J51 of ${id}: ${expected}, in a few words`, async () => {
      const api = await openApi()
      const headers = { 'content-type': 'application/json' }
      const response = await api.call('POST', '/api/v1/login', { headers, body })
      const answer = await jsonOf(response.clone())
      assert.ok(JSON.stringify(answer).length < 2_048)
      assert.equal(await refusalOf(response), expected)
      await api.close()
    })
  }
})
