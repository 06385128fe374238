import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { bodyOf, clientOf, ok } from './client.ts'
import { linked } from './mail-token-map.ts'
import { createWorld } from './world.ts'
import type { World } from './world.ts'

const start = 1_800_000_000
const ada = { email: 'ada@example.com', password: 'four lamps in a harbour' }

for (const generation of ['1.7', '5.x', 'newest'] as const) {
  describe(`${generation}: confirming an address, nothing weakened`, () => {
    let now = start
    let world: World
    beforeEach(async () => {
      now = start
      world = await createWorld(() => now, { generation, confirmable: true })
    })
    afterEach(() => world.close())
    const { fetch, post } = clientOf(() => world)

    const register = async (fields: object = ada): Promise<Response> => {
      const both = { password_confirm: ada.password, ...fields }
      const response = await post('/register?include_auth_token', both)
      await world.outbox.settled()
      return response
    }
    const link = (): string => linked('confirm', world.letters.at(-1)?.text ?? '')
    const follow = async (token: string): Promise<string | null> =>
      (await fetch(`/confirm/${token}`)).headers.get('location')
    const signsIn = async (fields: object = ada): Promise<boolean> => {
      const { meta } = (await (await post('/login', fields)).json()) as { meta: { code: number } } // as Flask-Security's
      return meta.code === 200
    }

    const answer = async (fields: object): Promise<string> => {
      const response = await register(fields)
      const text = await response.text()
      return `${response.status} ${text.replace(/"csrf_token":"[^"]+"/, '')}`
    }

    it('signs nobody in before that, and whoever knows the password after it', async () => {
      const response = await register()
      assert.doesNotMatch(await response.text(), /authentication_token/)
      assert.equal(await signsIn(), false)
      assert.equal(await follow(link()), '/login')
      assert.equal(await signsIn(), true)
    })

    it('gives whoever opens the link no session', async () => {
      await register()
      const response = await fetch(`/confirm/${link()}`)
      const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      const { status } = await fetch('/protected-auth', {
        headers: { cookie, accept: 'application/json' },
      })
      assert.equal(status, 401)
    })

    it('L27 takes no link about an address that the account no longer has (CVE-2026-32700)', async () => {
      await register()
      const account = await world.auth.accounts.findByEmail(ada.email)
      await world.auth.accounts.update(account?.id ?? '', { email: 'eve@example.com' })
      assert.equal(await follow(link()), '/confirm')
      await world.auth.accounts.update(account?.id ?? '', { email: ada.email })
      assert.equal(await follow(link()), '/login')
      await world.auth.accounts.update(account?.id ?? '', { email: 'eve@example.com' })
      const eve = await post('/login', { ...ada, email: 'eve@example.com' })
      assert.match(await eve.text(), /Email requires confirmation/)
    })

    it('takes no link of two days ago, and mails nothing because of it', async () => {
      await register()
      now += 2 * 86_400 + 1
      assert.equal(await follow(link()), '/confirm')
      await world.outbox.settled()
      assert.equal(world.letters.length, 1)
      await post('/confirm', { email: ada.email })
      await world.outbox.settled()
      assert.equal(await follow(link()), '/login')
    })

    it('takes no garbage', async () => {
      for (const token of ['garbage', '%00', 'WyJ4Il0.awJfyw.hZbN']) {
        assert.equal(await follow(token), '/confirm')
      }
    })

    it('does not tell a new address from one that is taken', async () => {
      const bodies = [await answer(ada), await answer({ ...ada, email: ok.email })]
      assert.equal(bodies[0], bodies[1])
      const [first, second] = world.letters.map(({ to, text }) => [to, text])
      assert.equal(first?.[0], ada.email)
      assert.match(first[1] ?? '', /\/confirm\//)
      assert.equal(second?.[0], ok.email)
      assert.match(second[1] ?? '', /has an account already[^]*\/reset$/m)
    })

    it('L04 asks the store the same about a new address as about one that is taken', async (test) => {
      const asked: string[] = []
      for (const [name, method] of Object.entries(world.store)) {
        const recorded = (...args: unknown[]): unknown => {
          asked.push(name)
          return Reflect.apply(method, world.store, args)
        }
        Object.assign(world.store, { [name]: recorded })
      }
      const questions = async (email: string): Promise<string[]> => {
        asked.length = 0
        await post('/register', { ...ada, password_confirm: ada.password, email })
        return [...asked]
      }
      test.mock.method(world.outbox, 'post', () => {})
      assert.deepEqual(await questions(ok.email), await questions(ada.email))
    })

    it('mails the link again to nobody but those who need it, and answers all the same', async () => {
      const answers = await Promise.all(
        ['unconfirmed', 'ok', 'nobody'].map(async (name) => {
          const response = await post('/confirm', { email: `${name}@example.com` })
          return (await response.text()).replace(/"csrf_token":"[^"]+"/, '')
        }),
      )
      assert.equal(new Set(answers).size, 1)
      await world.outbox.settled()
      const expected = generation === '1.7' ? [] : ['unconfirmed@example.com']
      const receivers = world.letters
        .map(({ to }) => to)
        .filter((to) => to.startsWith('unconfirmed'))
      assert.deepEqual(receivers, expected)
    })

    it('P14 leaves nothing to whoever registered the address of somebody else, once its owner sets a password (GHSA-m93w-4fxv-r35v)', async () => {
      await register()
      await follow(link())
      assert.equal(await signsIn(), true)
      await post('/reset', { email: ada.email })
      await world.outbox.settled()
      const password = 'what only the owner knows'
      const token = linked('reset', world.letters.at(-1)?.text ?? '')
      await post(`/reset/${token}`, { password, password_confirm: password })
      assert.equal(await signsIn(), false)
      assert.equal(await signsIn({ ...ada, password }), true)
    })

    it('mails no link to set a password before that', async () => {
      await register()
      await post('/reset', { email: ada.email })
      await world.outbox.settled()
      assert.equal(world.letters.length, 1)
    })
  })
}

describe('confirming, with an option that weakens it', () => {
  it('allowUnconfirmedSignIn signs in before, insecureSignInAfterConfirmation with the link', async () => {
    const options = { allowUnconfirmedSignIn: true, insecureSignInAfterConfirmation: true }
    const world = await createWorld(() => start, { confirmable: true, ...options })
    const { fetch, post } = clientOf(() => world)
    const response = await post('/register?include_auth_token', ada)
    assert.ok((await bodyOf(response)).response.user.authentication_token)
    await world.outbox.settled()
    const confirmed = await fetch(`/confirm/${linked('confirm', world.letters[0]?.text ?? '')}`)
    const cookie = confirmed.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    assert.equal((await fetch('/protected-auth', { headers: { cookie } })).status, 200)
    await world.close()
  })
})
