import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { systemClock } from '../../src/clock.ts'
import { flaskSecurityHash } from '../../src/passwords/index.ts'
import { linked } from '../flask-security/mail-token-map.ts'
import { createWorld } from '../flask-security/world.ts'
import type { World } from '../flask-security/world.ts'
import { needs } from '../system/tools.ts'
import { startFlaskSecurity } from './flask-security-peer.ts'
import type { FlaskSecurityPeer } from './flask-security-peer.ts'

const email = 'change@example.com'
const uniquifier = '7b8d62fd2f0f5b2e3ba5437e5b983128'
const json = { 'content-type': 'application/json', accept: 'application/json' }
const password = 'four lamps in a harbour'
const fields = { password, password_confirm: password }

describe(
  'mailed links across Flask-Security and this one',
  needs('email_validator', 'flask_security', 'flask_sqlalchemy'),
  () => {
    let peer: FlaskSecurityPeer
    let world: World
    let column = ''
    before(async () => {
      peer = await startFlaskSecurity(['SECURITY_CONFIRMABLE=true'])
      column = String((await peer.hook('user/change', {}))['password'])
    })
    after(() => peer.stop())
    beforeEach(async () => {
      world = await createWorld(systemClock, { confirmable: true })
      const account = await world.auth.accounts.findByEmail(email)
      const record = await world.store.findAccountById(account?.id ?? '')
      const { id: accountId, passwordHash: from } = record ?? assert.fail('no account')
      // As it was imported.
      const change = { accountId, from: from ?? '', to: flaskSecurityHash(column) }
      assert.ok(await world.store.upgradePasswordHash(change))
    })
    afterEach(() => world.close())

    const there = (path: string, body?: object) =>
      peer.send({
        method: body ? 'POST' : 'GET',
        path,
        headers: json,
        ...(body && { body: JSON.stringify(body) }),
      })
    const here = async (path: string, body?: object) => {
      const init = { method: body ? 'POST' : 'GET', headers: json }
      const sent = body ? { ...init, body: JSON.stringify(body) } : init
      const response = await world.fetch(new Request(peer.origin + path, sent))
      const { status, headers } = response
      return { status, headers, body: await response.text() }
    }
    const theirLink = async (kind: 'reset' | 'confirm', to: string): Promise<string> => {
      assert.equal((await there(`/${kind}`, { email: to })).status, 200)
      return String((await peer.hook('links', {}))[kind])
    }
    const ourLink = async (kind: 'reset' | 'confirm', to: string): Promise<string> => {
      assert.equal((await here(`/${kind}`, { email: to })).status, 200)
      await world.outbox.settled()
      return linked(kind, world.letters.at(-1)?.text ?? '')
    }

    it('theirs resets a password here, once', async () => {
      const path = `/reset/${await theirLink('reset', email)}`
      assert.equal((await here(path, fields)).status, 200)
      assert.equal((await here(path, fields)).status, 400)
      assert.equal((await here('/login', { email, password })).status, 200)
    })

    it('ours resets a password there, once', async () => {
      const path = `/reset/${await ourLink('reset', email)}`
      assert.equal((await there(path, fields)).status, 200)
      assert.equal((await there(path, fields)).status, 400)
      assert.equal((await there('/login', { email, password })).status, 200)
      await peer.hook('user/change', { password: column, fs_uniquifier: uniquifier })
    })

    it('ours is refused there when the two have different passwords, and is no error', async () => {
      const account = await world.auth.accounts.findByEmail(email)
      await world.auth.accounts.setPassword(account?.id ?? '', 'seven lamps in a harbour')
      assert.equal((await there(`/reset/${await ourLink('reset', email)}`, fields)).status, 400)
      const identity = await world.store.findFlaskIdentity(account?.id ?? '')
      await peer.hook('user/change', { fs_uniquifier: identity?.uniquifier })
      assert.equal((await there(`/reset/${await ourLink('reset', email)}`, fields)).status, 400)
      await peer.hook('user/change', { fs_uniquifier: uniquifier })
    })

    it('each confirms an address on the other side', async () => {
      const to = 'unconfirmed@example.com'
      const [theirs, ours] = [await theirLink('confirm', to), await ourLink('confirm', to)]
      assert.equal((await here(`/confirm/${theirs}`)).headers.get('location'), '/login')
      const { status } = await here('/login', { email: to, password: 'correct horse battery' })
      assert.equal(status, 200)
      assert.equal((await there(`/confirm/${ours}`)).headers.get('location'), '/')
      assert.equal((await peer.hook('user/unconfirmed', {}))['confirmed'], true)
    })
  },
)
