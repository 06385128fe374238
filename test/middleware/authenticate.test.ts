import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import fastify from 'fastify'
import type { Auth } from '../../src/index.ts'
import { AuthError, createAuth, memory } from '../../src/index.ts'
import * as forExpress from '../../src/middleware/express.ts'
import * as forFastify from '../../src/middleware/fastify.ts'
import * as forHono from '../../src/middleware/hono.ts'
import * as forKoa from '../../src/middleware/koa.ts'
import * as forNest from '../../src/middleware/nest.ts'
import * as forNode from '../../src/middleware/node.ts'
import { listen } from '../listen.ts'
import { apps } from './apps.ts'
import { send } from './send.ts'

const guards: Readonly<Record<string, (auth: Auth, options: object) => unknown>> = {
  express: forExpress.guard,
  fastify: forFastify.guard,
  hono: forHono.guard,
  koa: forKoa.guard,
  nest: forNest.guard,
  node: forNode.guard,
}
const bearer = { headers: [['Authorization', 'Bearer a.b.c'] as const] }

const mistakes: readonly object[] = [
  { scopes: 'orders:read' },
  { roles: ['admin'] },
  { scope: undefined },
  { scope: null },
  { scope: '' },
  { scope: [] },
  { scope: 'orders\tread' },
  { role: undefined },
  { role: '' },
  { role: [] },
  { credentials: [] },
  { credentials: ['header'] },
  { credentials: undefined },
  { cookie: 'session' },
  { origins: ['*'] },
]

/** What `throw` may throw; Express and Fastify take `next(undefined)` and `next('route')` for "go on". */
const failures = [undefined, null, false, 'route', 'router', new Error('the disk is full')]

function fail(reason: unknown): never {
  throw reason
}

describe('guard', () => {
  let auth: Auth
  before(async () => {
    const secret = 'a master secret that only this test knows'
    auth = await createAuth({
      issuer: 'https://auth.example',
      audience: 'api',
      store: memory(),
      secret,
    })
  })
  after(() => auth.close())

  /** An auth that fails in one way. */
  const broken = (failing: Partial<Pick<Auth, 'verify' | 'verifyNow'>>): Auth =>
    Object.assign(Object.create(auth), { verifyNow: () => undefined, ...failing })

  for (const [name, guard] of Object.entries(guards)) {
    for (const options of mistakes) {
      it(`CFG ${name} refuses ${JSON.stringify(options)}, which would leave a route open`, () => {
        assert.throws(() => guard(auth, options), TypeError)
      })
    }
  }

  it('CFG refuses an auth that is none, such as a promise of one', () => {
    const none: unknown[] = [
      Promise.resolve(auth),
      undefined,
      null,
      {},
      'auth',
      { verifyNow: fail },
    ]
    for (const wrong of none) {
      assert.throws(() => forHono.guard(wrong as Auth), /await createAuth/)
    }
  })

  for (const [name, build] of Object.entries(apps)) {
    for (const failure of failures) {
      it(`fails closed in ${name} when verifying throws ${String(failure)} (GHSA-8fpg-xm3f-6cx3)`, async (t) => {
        t.mock.method(console, 'error', () => {})
        for (const failing of [
          { verifyNow: () => fail(failure) },
          { verify: () => fail(failure) },
        ]) {
          const app = await build(broken(failing), { '/': {}, '/optional': { optional: true } })
          const answers = [
            await send(`${app.url}/`, bearer),
            await send(`${app.url}/optional`, bearer),
          ]
          await app.close()
          assert.deepEqual(
            answers.map(({ status }) => status),
            [500, 500],
          )
        }
      })
    }

    it(`fails closed in ${name} when the verifier answers nothing (GHSA-8fpg-xm3f-6cx3)`, async (t) => {
      t.mock.method(console, 'error', () => {})
      const nothing = (async () => undefined) as unknown as Auth['verify']
      const app = await build(broken({ verify: nothing }), { '/': {} })
      const { status } = await send(`${app.url}/`, bearer)
      await app.close()
      assert.equal(status, 500)
    })
  }

  it('tells an application on node:http what went wrong', async () => {
    const told: unknown[] = []
    const error = new Error('the disk is full')
    const onError = (reason: unknown): unknown => told.push(reason)
    const app = await listen(forNode.guard(broken({ verifyNow: () => fail(error) }), { onError }))
    const { status } = await send(app.url, bearer)
    await app.close()
    assert.equal(status, 500)
    assert.deepEqual(told, [error])
  })

  for (const when of ['at once', 'later'] as const) {
    it(`keeps the handler of Fastify from running when it refuses ${when}, however long the answer takes`, async () => {
      let ran = false
      const expired = new AuthError('token_expired', 'the token has expired')
      const verify = async (): Promise<never> => fail(expired)
      const failing = when === 'later' ? { verify } : { verifyNow: () => fail(expired) }
      const app = fastify().addHook('onSend', async () => setImmediate())
      app.get('/', { onRequest: forFastify.guard(broken(failing)) }, () => {
        ran = true
        return 'let in'
      })
      const { status } = await send(await app.listen({ port: 0 }), bearer)
      await app.close()
      assert.equal(status, 401)
      assert.equal(ran, false)
    })
  }

  it('works in NestJS on Fastify, which keeps the request and response of Node apart', async () => {
    const guarded = forNest.guard(auth)
    const app = fastify().get('/', {
      onRequest: async (request, reply) => {
        const http = { getRequest: () => request, getResponse: () => reply }
        await guarded.canActivate({ getType: () => 'http', switchToHttp: () => http as never })
      },
      handler: () => 'let in',
    })
    const answer = await send(await app.listen({ port: 0 }), bearer)
    await app.close()
    assert.equal(answer.status, 401)
    assert.match(answer.body, /invalid_token/)
  })

  it('guards nothing but HTTP in NestJS', async () => {
    const context = { getType: () => 'ws', switchToHttp: () => assert.fail('there is no request') }
    await assert.rejects(forNest.guard(auth).canActivate(context), TypeError)
  })
})
