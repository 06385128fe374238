import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { keyLookCooldown } from '../src/defaults.ts'
import { createAuth, memory } from '../src/index.ts'
import type { Auth } from '../src/index.ts'

const ada = { username: 'ada', password: 'a passphrase that only this test knows' }

describe('a key that another process made', () => {
  let time: { now: number }
  let looks: number
  let isDown: boolean
  /** Two processes on one store: `here` is the one whose looks are counted. */
  let [here, there]: Auth[] = []
  beforeEach(async () => {
    time = { now: 1_700_000_000 }
    const store = memory()
    const counting = {
      ...store,
      listKeys: async () => {
        looks += 1
        if (isDown) throw new Error('the store is down')
        return store.listKeys()
      },
    }
    isDown = false
    ;[here, there] = await Promise.all(
      [counting, store].map((each) =>
        createAuth({
          issuer: 'https://auth.example.com',
          audience: 'api',
          store: each,
          secret: 'a master secret that only this test knows',
          passwords: { argon2id: { memoryCost: 64 } },
          clock: () => time.now,
        }),
      ),
    )
    await there?.accounts.register(ada)
    looks = 0
  })
  afterEach(() => Promise.all([here?.close(), there?.close()]))

  async function rotatedToken(): Promise<string> {
    await there?.keys.rotate({ immediately: true })
    return `${(await there?.signIn(ada))?.accessToken}`
  }
  const tokenOf = async (name: string): Promise<string> => {
    const [, payload, signature] = (await rotatedToken()).split('.')
    const header = JSON.stringify({ alg: 'ES256', typ: 'at+jwt', kid: name })
    return [Buffer.from(header).toString('base64url'), payload, signature].join('.')
  }

  it('is found at once, though nothing waits for it', async () => {
    const token = await rotatedToken()
    assert.equal(here?.verifyNow(token), undefined)
    await here?.verify(token)
    assert.equal(looks, 2, 'one look: before its steps, of which there are none, and after')
    assert.ok(here?.verifyNow(token))
    await here?.signOut({ accessToken: token })
    await assert.rejects(async () => here?.verify(token), { code: 'token_revoked' })
  })

  it('is found by a sign-out, which comes first', async () => {
    const token = await rotatedToken()
    await here?.signOut({ accessToken: token })
    await assert.rejects(async () => here?.verify(token), { code: 'token_revoked' })
  })

  it('is looked for once in a while, however many keys strangers make up', async () => {
    const forged = await Promise.all(['a', 'b', 'c'].map(tokenOf))
    const isUnknown = { code: 'key_unknown' }
    await Promise.all(
      forged.map((token) => assert.rejects(async () => here?.verify(token), isUnknown)),
    )
    assert.equal(looks, 2)
    for (const token of forged) {
      assert.throws(() => here?.verifyNow(token), isUnknown)
      await assert.rejects(async () => here?.verify(token), isUnknown)
    }
    assert.equal(looks, 2)
    const token = await rotatedToken()
    await assert.rejects(async () => here?.verify(token), isUnknown)
    time.now += keyLookCooldown
    await here?.verify(token)
    assert.equal(looks, 4)
  })

  it('stays unknown while the store is down', async () => {
    const token = await rotatedToken()
    isDown = true
    await assert.rejects(async () => here?.verify(token), { code: 'key_unknown' })
    isDown = false
    time.now += keyLookCooldown
    await here?.verify(token)
  })
})
