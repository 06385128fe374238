import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createFlaskSecurity } from '../../src/flask-security/index.ts'
import { createOutbox } from '../../src/mail/index.ts'
import { flaskSecurityHash, verifyPassword } from '../../src/passwords/index.ts'
import { URLSafeTimedSerializer } from '../../src/signing/index.ts'
import { bodyOf, clientOf, json, ok } from './client.ts'
import { linked } from './mail-token-map.ts'
import { createWorld, origin, secretKey } from './world.ts'
import type { World } from './world.ts'

const start = 1_800_000_000
const next = 'four lamps in a harbour'
const fields = { password: next, password_confirm: next }

describe('resetting a password, nothing weakened', () => {
  let now = start
  let world: World
  beforeEach(async () => {
    now = start
    world = await createWorld(() => now)
  })
  afterEach(() => world.close())
  const { fetch, post, send, statusWith } = clientOf(() => world)

  const ask = async (email: string): Promise<Response> => {
    const response = await post('/reset', { email })
    await world.outbox.settled()
    return response
  }
  const linkFor = async (email = ok.email): Promise<string> => {
    await ask(email)
    return linked('reset', world.letters.at(-1)?.text ?? '')
  }
  const statusOf = async (token: string): Promise<number> =>
    (await post(`/reset/${token}`, fields)).status

  const digestIn = async (passwordHash: string): Promise<unknown> => {
    const { store } = world
    const account = await world.auth.accounts.findByEmail(ok.email)
    const record = await store.findAccountById(account?.id ?? '')
    const { outbox } = world
    const findAccountById = async () => record && { ...record, passwordHash }
    const options = { store: { ...store, findAccountById }, secretKey, outbox, recoverable: true }
    const flask = createFlaskSecurity(world.auth, { ...options, clock: () => now })
    const init = { method: 'POST', headers: json, body: JSON.stringify({ email: ok.email }) }
    await flask.fetch(new Request(`${origin}/reset`, init))
    await outbox.settled()
    const token = linked('reset', world.letters.at(-1)?.text ?? '')
    const serializer = new URLSafeTimedSerializer(secretKey, { salt: 'reset-salt' })
    return (serializer.loads(token) as readonly unknown[])[1] // as createMailTokens makes it
  }

  it('sets the password of whoever got the link, and ends every session and token', async () => {
    const signIn = await post('/login?include_auth_token', ok)
    const { authentication_token: token } = (await bodyOf(signIn)).response.user
    const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const link = await linkFor()
    assert.equal(await statusOf(link), 200)
    assert.equal(await statusWith(token), 401)
    const headers = { cookie, accept: 'application/json' }
    assert.equal((await fetch('/protected-auth', { headers })).status, 401)
    assert.equal((await post('/login', ok)).status, 400)
    assert.equal((await post('/login', { ...ok, password: next })).status, 200)
    await world.outbox.settled()
    assert.deepEqual(
      world.letters.map(({ to, subject }) => [to, subject]),
      [
        [ok.email, 'Password reset instructions'],
        [ok.email, 'Your password has been reset'],
      ],
    )
  })

  it('P01 takes a link once, also when it comes 50 times at the same moment (GHSA-r3xq-68wh-gwvh)', async () => {
    const link = await linkFor()
    const all = await Promise.all(Array.from({ length: 50 }, () => statusOf(link)))
    assert.equal(all.filter((status) => status === 200).length, 1)
    assert.equal(all.filter((status) => status === 400).length, 49)
    assert.equal(await statusOf(link), 400)
  })

  it('takes no link of before another change of the password', async () => {
    const [first, second] = [await linkFor(), await linkFor()]
    assert.equal(await statusOf(second), 200)
    assert.equal(await statusOf(first), 400)
  })

  it('takes no link that was mailed to an address the account no longer has', async () => {
    const link = await linkFor()
    const account = await world.auth.accounts.findByEmail(ok.email)
    await world.auth.accounts.update(account?.id ?? '', { email: 'new@example.com' })
    assert.equal(await statusOf(link), 400)
    assert.equal(await statusOf(await linkFor('new@example.com')), 200)
  })

  it('takes no link of a day ago, names nobody in saying so, and mails nothing', async () => {
    const link = await linkFor()
    now = start + 86_400
    assert.equal((await fetch(`/reset/${link}`)).status, 200)
    now += 1
    const response = await post(`/reset/${link}`, fields)
    assert.deepEqual((await bodyOf(response)).response.errors, [
      'You did not reset your password within 1 day.',
    ])
    await world.outbox.settled()
    assert.equal(world.letters.length, 1)
  })

  it('P04 takes no token that was made for something else, forged, or from the future, and no password without one (CVE-2026-18963)', async () => {
    const uniquifier = 'e4774cdda0793f86414e8b9140bb6db4'
    const signed = (salt: string, payload: unknown, at = now): string =>
      new URLSafeTimedSerializer(secretKey, { salt, clock: () => at }).dumps(payload)
    const good = signed('reset-salt', [uniquifier, null])
    const bad = [
      signed('confirm-salt', [uniquifier, null]),
      signed('remember-salt', [uniquifier]),
      signed('reset-salt', [uniquifier]),
      signed('reset-salt', { uid: uniquifier }),
      signed('reset-salt', ['nobody', null]),
      signed('reset-salt', [uniquifier, null], now + 60),
      `${good}x`,
      'garbage',
      encodeURIComponent('\0'),
    ]
    for (const token of bad) assert.equal(await statusOf(token), 400, token)
    await post('/reset', { email: ok.email, ...fields })
    assert.equal((await post('/reset/', { email: ok.email, ...fields })).status, 404)
    assert.equal((await post('/login', ok)).status, 200)
    assert.equal(await statusOf(good), 200)
  })

  it('answers the same for everybody', async () => {
    const emails = [ok.email, 'nobody@example.com', 'inactive@example.com', 'nopass@example.com']
    const answers = await Promise.all(
      [...emails, 'no address', ''].map(async (email) => {
        const response = await ask(email)
        const body = (await response.text()).replace(/"csrf_token":"[^"]+"/, '')
        const page = await (await send('/reset', { email })).text()
        return [response.status, body, page.replaceAll(/value="[^"]*"|(?<=sent to )\S*</g, '')]
      }),
    )
    assert.equal(new Set(answers.slice(0, 4).map(String)).size, 1)
    await world.outbox.settled()
    assert.deepEqual(new Set(world.letters.map(({ to }) => to)), new Set([emails[0], emails[3]]))
  })

  it('looks for the account after it has answered', async () => {
    const response = await post('/reset', { email: ok.email })
    assert.equal(response.status, 200)
    // One letter whoever was asked for: what it says is found when its turn comes.
    assert.equal(world.outbox.pending, 1)
    assert.equal(world.letters.length, 0)
    await world.outbox.settled()
    await post('/reset', { email: 'nobody@example.com' })
    assert.equal(world.outbox.pending, 1)
  })

  it('begins links with the address that it was told, whatever the request calls the server', async () => {
    const headers = { ...json, host: 'evil.example', 'x-forwarded-host': 'evil.example' }
    const body = JSON.stringify({ email: ok.email })
    await world.fetch(new Request('https://evil.example/reset', { method: 'POST', headers, body }))
    await world.outbox.settled()
    assert.match(world.letters[0]?.text ?? '', /^https:\/\/api\.example\.com\/reset\/\S+$/m)
  })

  it('fills no mailbox', async () => {
    for (let times = 0; times < 10; times += 1) {
      assert.equal((await ask(ok.email)).status, 200)
    }
    assert.equal(world.letters.length, 3)
    now += 601
    await ask(ok.email.toUpperCase())
    assert.equal(world.letters.length, 4)
  })

  it('refuses everybody alike when too much is waiting', async () => {
    const held = createOutbox({ mailer: { send: () => new Promise(() => {}) }, size: 1 })
    const { auth, store } = world
    const options = { store, secretKey, outbox: held, recoverable: true, clock: () => now }
    const flask = createFlaskSecurity(auth, options)
    held.post(() => Promise.withResolvers<undefined>().promise)
    for (const email of [ok.email, 'nobody@example.com']) {
      const body = JSON.stringify({ email })
      const init = { method: 'POST', headers: json, body }
      assert.equal((await flask.fetch(new Request(`${origin}/reset`, init))).status, 503)
    }
  })

  it('changes a password though no letter can tell of it', async () => {
    const { auth, store } = world
    const outbox = createOutbox({ mailer: { send: () => new Promise(() => {}) }, size: 1 })
    const options = { store, secretKey, outbox, recoverable: true, clock: () => now }
    const flask = createFlaskSecurity(auth, options)
    const link = await linkFor()
    outbox.post(() => Promise.withResolvers<undefined>().promise)
    const init = { method: 'POST', headers: json, body: JSON.stringify(fields) }
    const response = await flask.fetch(new Request(`${origin}/reset/${link}`, init))
    assert.equal(response.status, 200)
  })

  it('leads browsers through pages that tell nobody else of the link', async () => {
    const link = await linkFor()
    const page = await fetch(`/reset/${link}`)
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer')
    assert.equal(page.headers.get('cache-control'), 'no-store')
    assert.match(await page.text(), new RegExp(`action="/reset/${link}"`))
    assert.equal((await send(`/reset/${link}`, { ...fields, password_confirm: 'x' })).status, 200)
    const done = await send(`/reset/${link}`, fields)
    assert.equal(done.headers.get('location'), '/')
    assert.equal((await fetch(`/reset/${link}`)).headers.get('location'), '/reset')
  })

  it('puts no address into the URL of a single-page application', async () => {
    const { auth, store, outbox } = world
    const spa = {
      resetView: 'https://app.example.com/reset?lang=en',
      resetErrorView: '/error',
      postConfirmView: '/confirmed',
      confirmErrorView: '/error',
    }
    const options = { store, secretKey, outbox, recoverable: true, spa, clock: () => now }
    const flask = createFlaskSecurity(auth, options)
    const link = await linkFor()
    const response = await flask.fetch(new Request(`${origin}/reset/${link}`))
    const expected = `https://app.example.com/reset?lang=en&token=${link}`
    assert.equal(response.headers.get('location'), expected)
  })

  it('lets no salted hash out of the house but that which was imported', async () => {
    const bcrypt = `$2b$04$${'a'.repeat(53)}`
    await verifyPassword(String(await digestIn(flaskSecurityHash(bcrypt))), bcrypt)
    for (const own of [bcrypt, flaskSecurityHash('plain text')]) {
      const digest = String(await digestIn(own))
      await assert.rejects(verifyPassword(digest, own), { code: 'password_mismatch' })
      await assert.rejects(verifyPassword(digest, 'plain text'), { code: 'password_mismatch' })
    }
  })

  it('asks for somewhere to send letters to', () => {
    const { auth, store } = world
    for (const what of [{ recoverable: true }, { confirmable: true }]) {
      assert.throws(() => createFlaskSecurity(auth, { store, secretKey, ...what }), TypeError)
    }
  })

  it('says what the application wants said', async () => {
    const { auth, store, outbox } = world
    const options = { store, secretKey, outbox, recoverable: true, clock: () => now }
    const flask = createFlaskSecurity(auth, {
      ...options,
      urlPrefix: '/auth',
      publicUrl: 'https://www.example.com/',
      letters: {
        resetInstructions: ({ link }) => ({ subject: 'Neues Passwort', text: `Hier: ${link}` }),
      },
    })
    const init = { method: 'POST', headers: json, body: JSON.stringify({ email: ok.email }) }
    await flask.fetch(new Request(`${origin}/auth/reset`, init))
    await outbox.settled()
    const { subject, text } = world.letters.at(-1) ?? assert.fail('no letter')
    assert.equal(subject, 'Neues Passwort')
    assert.match(text, /^Hier: https:\/\/www\.example\.com\/auth\/reset\/\S+$/)
  })
})
