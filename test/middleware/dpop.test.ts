// Guards of every framework: a token that is bound to a key, with a proof of it and without (RFC 9449 §7).
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import express from 'express'
import type { Auth } from '../../src/auth/index.ts'
import { createAuth } from '../../src/auth/index.ts'
import { guard } from '../../src/middleware/express.ts'
import { memory } from '../../src/storage/index.ts'
import type { App } from '../listen.ts'
import { listen } from '../listen.ts'
import { createDevice, hashOf } from '../tokens/device.ts'
import { apps } from './apps.ts'
import type { Answer } from './send.ts'
import { send } from './send.ts'

const issuer = 'https://api.example.com'
const ada = { username: 'ada', password: 'seven engines hum quietly' }
const now = 1_800_000_000
const [owner, thief] = [createDevice(), createDevice()]

const openAuth = async (): Promise<{ readonly auth: Auth; readonly token: string }> => {
  const auth = await createAuth({
    issuer,
    audience: 'api',
    store: memory(),
    secret: 'a master secret that is long enough for anybody',
    clock: () => now,
    passwords: { argon2id: { memoryCost: 8 } },
  })
  await auth.accounts.register(ada)
  const { accessToken } = await auth.signIn(ada, { jkt: owner.jkt })
  return { auth, token: accessToken }
}
const prove = (token: string, path: string, device = owner): string =>
  device.prove({ htm: 'GET', htu: `${issuer}${path}`, iat: now, ath: hashOf(token) })
const isAbout = (error: string): RegExp => new RegExp(`^DPoP .*error="${error}".*algs="ES256`)

for (const [name, build] of Object.entries(apps)) {
  describe(`a bound token in ${name}`, () => {
    let auth: Auth
    let token: string
    let app: App
    before(async () => {
      ;({ auth, token } = await openAuth())
      app = await build(auth, { '/orders': {}, '/maybe': { optional: true } })
    })
    after(async () => {
      await app.close()
      await auth.close()
    })
    const get = (
      path: string,
      authorization: string,
      ...proofs: readonly string[]
    ): Promise<Answer> =>
      send(`${app.url}${path}`, {
        headers: [
          ['Authorization', authorization],
          ...proofs.map((proof) => ['DPoP', proof] as const),
        ],
      })

    it('passes with a proof that names the configured origin, and once', async () => {
      const proof = prove(token, '/orders')
      const passed = await get('/orders?page=2', `DPoP ${token}`, proof)
      assert.equal(passed.status, 200)
      assert.match(passed.body, /"for":"acc_/)
      const again = await get('/orders', `DPoP ${token}`, proof)
      assert.equal(again.status, 401)
      assert.match(again.headers['www-authenticate'] ?? '', isAbout('invalid_dpop_proof'))
    })

    it('is refused as a bearer token, without a proof, with two, and with that of a thief', async () => {
      const good = (): string => prove(token, '/orders')
      const answers = [
        await get('/orders', `Bearer ${token}`),
        await get('/orders', `Bearer ${token}`, good()),
        await get('/orders', `DPoP ${token}`),
        await get('/orders', `DPoP ${token}`, prove(token, '/orders', thief)),
        await get('/maybe', `DPoP ${token}`),
      ]
      for (const { status, headers } of answers) {
        assert.equal(status, 401)
        assert.match(headers['www-authenticate'] ?? '', isAbout('invalid_token'))
      }
      const two = await get('/orders', `DPoP ${token}`, good(), good())
      assert.match(two.headers['www-authenticate'] ?? '', isAbout('invalid_dpop_proof'))
      const local = owner.prove({
        htm: 'GET',
        htu: `${app.url}/orders`,
        iat: now,
        ath: hashOf(token),
      })
      assert.equal(
        (await get('/orders', `DPoP ${token}`, local)).status,
        401,
        'Host is not believed',
      )
    })
  })
}

describe('guards and proofs', () => {
  it('name all of the path behind `app.use` of Express', async () => {
    const { auth, token } = await openAuth()
    const router = express.Router().get('/orders', guard(auth), (_, response) => {
      response.end()
    })
    const app = await listen(express().use('/shop', router))
    const statuses = []
    for (const path of ['/shop/orders', '/orders']) {
      const headers = [
        ['Authorization', `DPoP ${token}`],
        ['DPoP', prove(token, path)],
      ] as const
      statuses.push((await send(`${app.url}/shop/orders`, { headers })).status)
    }
    assert.deepEqual(statuses, [200, 401])
    await app.close()
    await auth.close()
  })

  it('are refused by a verifier that looks at none', async () => {
    const { auth, token } = await openAuth()
    const verifier = { verify: (presented: string) => auth.verify(presented) }
    const app = await listen(
      express().get('/', guard(verifier), (_, response) => {
        response.end()
      }),
    )
    const headers = [
      ['Authorization', `DPoP ${token}`],
      ['DPoP', prove(token, '/')],
    ] as const
    assert.equal((await send(app.url, { headers })).status, 401)
    await app.close()
    await auth.close()
  })
})
