import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { systemClock } from '../../src/clock.ts'
import { linked } from '../flask-security/mail-token-map.ts'
import { comparable } from '../flask-security/transcripts.ts'
import { createWorld, faithful, users } from '../flask-security/world.ts'
import type { World } from '../flask-security/world.ts'
import { needs } from '../system/tools.ts'
import { addresses, Chance, nextRequest } from './flask-security-actions.ts'
import type { Client } from './flask-security-actions.ts'
import { startFlaskSecurity } from './flask-security-peer.ts'
import type { Answered, FlaskSecurityPeer, Sent } from './flask-security-peer.ts'

const requests = 3_000

/** What one server gave a client. */
class Jar {
  readonly #cookies = new Map<string, string>()
  #token = 'none'
  #old = 'none'
  /** The token of the link that was mailed last. */
  link = 'none'

  fill(text: string): string {
    const cookies = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return text
      .replaceAll('{token}', this.#token)
      .replaceAll('{old}', this.#old)
      .replaceAll('{link}', this.link)
      .replaceAll('{cookies}', cookies || 'none=1')
  }

  take({ headers, body, status }: Answered, { path, method }: Sent): void {
    const given = headers.getSetCookie()
    const isSignIn = method === 'POST' && /^\/(login|register|reset\/)/.test(path) && status < 400
    // Signing in changes who the browser is. With the token of one account and the session of another the original
    // checks the one and serves the other; here the one that is checked is served.
    if (isSignIn && given.length > 0) {
      ;[this.#token, this.#old] = ['none', 'none']
      this.#cookies.delete('remember_token')
    }
    for (const cookie of given) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    const token = /"authentication_token":"([^"]+)"/.exec(body)?.[1]
    if (token === undefined) return
    this.#old = this.#token
    this.#token = token
  }
}

const filled = (request: Sent, jar: Jar): Sent => ({
  method: request.method,
  path: jar.fill(request.path),
  headers: Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, jar.fill(value)]),
  ),
  ...(request.body !== undefined && { body: jar.fill(request.body) }),
})

async function ask(world: World, origin: string, request: Sent): Promise<Answered> {
  const { method, path, headers, body } = request
  const response = await world.fetch(
    new Request(origin + path, { method, headers, ...(body !== undefined && { body }) }),
  )
  return { status: response.status, headers: response.headers, body: await response.text() }
}

describe(
  'Flask-Security of Debian',
  needs('email_validator', 'flask_security', 'flask_sqlalchemy'),
  () => {
    let peer: FlaskSecurityPeer
    before(async () => {
      peer = await startFlaskSecurity(['FEW_ROUNDS=true'])
    })
    after(() => peer.stop())

    it('answers the same to whatever clients do', async (t) => {
      const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
      t.diagnostic(`SEED=${seed}`)
      const chance = new Chance(seed)
      const world = await createWorld(systemClock, faithful, { insecureAnyLetters: true })
      const passwords = new Map(
        users.map(([name, password]) => [`${name}@example.com`, password ?? '']),
      )
      const statuses = new Map<number, number>()
      let client: Client = { email: '', passwords, serial: 0, linked: '' }
      let [theirs, ours] = [new Jar(), new Jar()]
      for (let step = 0; step < requests; step += 1) {
        if (step % 25 === 0) {
          const [first = '', ...rest] = addresses
          client = { ...client, email: chance.pick([first, ...rest]) }
          ;[theirs, ours] = [new Jar(), new Jar()]
        }
        const request = nextRequest(chance, client)
        const expected = await peer.send(filled(request, theirs))
        const actual = await ask(world, peer.origin, filled(request, ours))
        const what = `SEED=${seed}, step ${step}: ${JSON.stringify(request)}`
        assert.equal(
          comparable(actual.status, actual.headers, actual.body),
          comparable(expected.status, expected.headers, expected.body),
          what,
        )
        theirs.take(expected, request)
        ours.take(actual, request)
        statuses.set(expected.status, (statuses.get(expected.status) ?? 0) + 1)
        remember(client, request, expected)
        if (isForgotten(request, expected)) {
          await world.outbox.settled()
          theirs.link = JSON.stringify((await peer.hook('links', {}))['reset']).slice(1, -1)
          ours.link = linked('reset', world.letters.at(-1)?.text ?? '')
          client.linked = addressIn(request)
        }
      }
      await world.close()
      t.diagnostic(`${requests} requests, 0 differences: ${JSON.stringify([...statuses])}`)
      for (const status of [200, 302, 400, 401, 403]) assert.ok((statuses.get(status) ?? 0) > 10)
    })
  },
)

/** Who knows a new password is told once both servers have it. */
function remember(client: Client, request: Sent, { status }: Answered): void {
  const { method, path, headers, body = '' } = request
  if (status !== 200 || method !== 'POST' || headers['content-type'] !== json) return
  if (path.startsWith('/change')) {
    const { new_password: next } = JSON.parse(body) as { new_password: string } // as it was made
    client.passwords.set(client.email, next)
  }
  if (path.startsWith('/reset/')) {
    const { password } = JSON.parse(body) as { password: string } // as it was made
    client.passwords.set(client.linked, password)
  }
}

const json = 'application/json'

/** Whether both have mailed a link: a form that is not as it should be is answered with a page as well. */
const isForgotten = ({ path, method, headers }: Sent, { status }: Answered): boolean =>
  path === '/reset' && method === 'POST' && headers['content-type'] === json && status === 200

/** Of a list the first counts. */
function addressIn({ body = '' }: Sent): string {
  const { email } = JSON.parse(body) as { email: string | readonly [string] } // or it would have been refused
  return typeof email === 'string' ? email : email[0]
}
