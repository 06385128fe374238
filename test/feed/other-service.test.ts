// Issuers and their clients as they are in life: processes, sockets, and what goes wrong between them.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer, connect as connectTo } from 'node:net'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { createAuth } from '../../src/auth/index.ts'
import type { Auth } from '../../src/auth/index.ts'
import { sqlite } from '../../src/sqlite/index.ts'
import { createVerifier, eventFeed } from '../../src/tokens/verifier.ts'
import type { EventFeed, Verifier } from '../../src/tokens/verifier.ts'
import { startServer } from '../interop/server-process.ts'
import type { ServerProcess } from '../interop/server-process.ts'
import { refusal } from '../tokens/issuer.ts'

const issuer = 'https://auth.example.com'
const flags = ['--issuer', issuer]

interface Service {
  readonly verifier: Verifier
  readonly feed: EventFeed
  readonly errors: unknown[]
  /** Moves its clock. */
  wait(seconds: number): void
}

/** What another program on the database of the issuer can do. */
interface Operator {
  readonly auth: Auth
  readonly credential: string
  /** An access token of a new session. */
  issue(): Promise<string>
  revoke(token: string): Promise<void>
}

async function operatorOf({ data }: ServerProcess): Promise<Operator> {
  const store = sqlite(join(data, 'latchkey.db'))
  const auth = await createAuth({ issuer, audience: 'latchkey', store })
  const account = await auth.accounts.register({ username: 'ada', password: 'seven quiet engines' })
  const { credential } = await auth.verifiers.add('orders')
  return {
    auth,
    credential,
    issue: async () => {
      const session = await auth.sessions.start({ account, passwordVersion: 1, clientId: 'x' })
      return auth.tokens.issue(session).token
    },
    revoke: async (token) => {
      const { sid = '' } = await auth.verify(token)
      await auth.sessions.end(sid, 'revoked')
    },
  }
}

function serviceOf(url: string, { auth, credential }: Operator): Service {
  let ahead = 0
  const clock = (): number => Date.now() / 1_000 + ahead
  const errors: unknown[] = []
  const feed = eventFeed({ url, credential, clock, onError: (error) => errors.push(error) })
  const keys = auth.keys.jwkSet()
  return {
    feed,
    errors,
    verifier: createVerifier({ issuer, audience: 'latchkey', keys, feed, clock }),
    wait: (seconds) => {
      ahead += seconds
    },
  }
}

const codeOf = async ({ verifier }: Service, token: string): Promise<string> => {
  try {
    await verifier.verify(token)
    return 'good'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

/** Asks again until it is so; a test that waits in vain is ended by its time limit. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** Passes bytes on, or swallows them without a word. */
async function startProxy(target: string): Promise<{
  readonly url: string
  stall(): void
  flow(): void
  close(): void
}> {
  const sockets = new Set<Socket>()
  let isStalled = false
  const server = createServer((client) => {
    const upstream = connectTo(Number(new URL(target).port), '127.0.0.1')
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => void (isStalled || to.write(bytes)))
      from.on('error', () => {})
      from.on('close', () => to.destroy())
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    stall: () => {
      isStalled = true
    },
    flow: () => {
      isStalled = false
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

describe('a verifier in another service', { timeout: 120_000 }, () => {
  const open: (() => unknown)[] = []
  after(async () => {
    for (const close of open.toReversed()) await close()
  })

  it('refuses what any process on the database revokes, and all when its issuer was killed, and misses nothing', async () => {
    const first = await startServer({ by: 'node', flags })
    open.push(() => rmSync(first.data, { recursive: true }))
    const operator = await operatorOf(first)
    open.push(() => operator.auth.close())
    const service = serviceOf(first.url, operator)
    open.push(() => service.feed.close())
    const [early, late, good] = [
      await operator.issue(),
      await operator.issue(),
      await operator.issue(),
    ]
    for (const token of [early, late, good]) assert.equal(await codeOf(service, token), 'good')
    await operator.revoke(early)
    await until(async () => (await codeOf(service, early)) === 'token_revoked')

    first.child.kill('SIGKILL')
    await once(first.child, 'close')
    await operator.revoke(late)
    service.wait(6)
    for (const token of [late, good]) {
      await assert.rejects(service.verifier.verify(token), refusal('revocations_stale'))
    }
    assert.equal(await codeOf(service, early), 'token_revoked')

    const port = new URL(first.url).port
    const second = await startServer({
      by: 'node',
      flags: [...flags, '--data', first.data, '--port', port],
    })
    open.push(() => second.stop())
    await until(async () => (await codeOf(service, good)) === 'good')
    assert.equal(await codeOf(service, late), 'token_revoked')
    assert.equal(await codeOf(service, early), 'token_revoked')
  })

  it('notices that its connection leads nowhere, accepts nothing once its view is old, and comes back', async () => {
    const server = await startServer({ by: 'node', flags })
    open.push(() => server.stop())
    const operator = await operatorOf(server)
    open.push(() => operator.auth.close())
    const proxy = await startProxy(server.url)
    open.push(() => proxy.close())
    const service = serviceOf(proxy.url, operator)
    open.push(() => service.feed.close())
    const [revoked, good] = [await operator.issue(), await operator.issue()]
    for (const token of [revoked, good]) assert.equal(await codeOf(service, token), 'good')

    proxy.stall()
    await operator.revoke(revoked)
    await until(() => service.errors.length > 0)
    service.wait(5)
    for (const token of [revoked, good]) {
      assert.equal(await codeOf(service, token), 'revocations_stale')
    }
    proxy.flow()
    await until(async () => (await codeOf(service, good)) === 'good')
    assert.equal(await codeOf(service, revoked), 'token_revoked')
  })

  it('is cut off when it does not read, which another does not notice, and a stop ends what is left', async () => {
    const server = await startServer({ by: 'node', flags })
    const operator = await operatorOf(server)
    const service = serviceOf(server.url, operator)
    await service.feed.refresh()
    const slow = connectTo(Number(new URL(server.url).port), '127.0.0.1')
    slow.on('error', () => {})
    slow.write(
      `GET /api/v1/revocations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${operator.credential}\r\n\r\n`,
    )
    await once(slow, 'readable')
    slow.pause()
    // More than the buffers of both ends of a socket hold, and then some.
    const long = 'x'.repeat(5_000)
    for (let round = 0; round < 10; round += 1) {
      const revoke = (n: number): Promise<void> =>
        operator.auth.tokens.revoke({ jti: `${round} ${n} ${long}` })
      await Promise.all(Array.from({ length: 400 }, (_, n) => revoke(n)))
    }
    const metrics = async (): Promise<string> => (await fetch(`${server.url}/metrics`)).text()
    await until(async () => /^latchkey_feed_listeners_cut_total 1$/m.test(await metrics()))
    const token = await operator.issue()
    assert.equal(await codeOf(service, token), 'good')
    await operator.revoke(token)
    await until(async () => (await codeOf(service, token)) === 'token_revoked')
    assert.deepEqual(service.errors, [])
    assert.doesNotMatch(server.output(), /lkv_/)
    slow.destroy()
    assert.equal(await server.stop(), 0)
    service.feed.close()
    await operator.auth.close()
  })
})
