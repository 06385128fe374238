// The native API inside real applications: behind body parsers, below a prefix, beside their own routes.
import assert from 'node:assert/strict'
import { json } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import { Module } from '@nestjs/common'
import type { MiddlewareConsumer } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import type { Mountable } from '../../src/http/index.ts'
import type { Auth } from '../../src/index.ts'
import { createAuth, memory } from '../../src/index.ts'
import * as forExpress from '../../src/middleware/express.ts'
import * as forFastify from '../../src/middleware/fastify.ts'
import * as forHono from '../../src/middleware/hono.ts'
import * as forKoa from '../../src/middleware/koa.ts'
import * as forNest from '../../src/middleware/nest.ts'
import * as forNode from '../../src/middleware/node.ts'
import { listen } from '../listen.ts'
import type { App } from '../listen.ts'
import { apps } from './apps.ts'
import { send } from './send.ts'
import type { Answer } from './send.ts'

const ada = { username: 'ada', password: 'seven engines hum quietly' }

const login = (app: App, prefix = ''): Promise<Answer> =>
  send(`${app.url}${prefix}/api/v1/login`, {
    method: 'POST',
    headers: [['Content-Type', 'application/json']],
    body: JSON.stringify(ada),
  })

const signsIn = async (app: App, prefix?: string): Promise<void> => {
  const answer = await login(app, prefix)
  await app.close()
  assert.equal(answer.status, 200, answer.body)
  assert.equal(JSON.parse(answer.body).user.username, 'ada')
}

/** Applications that read every body before `mount` sees the request. */
const parsed: Readonly<Record<string, (auth: Auth) => Promise<App>>> = {
  'express.json()': (auth) => listen(express().use(express.json(), forExpress.mount(auth))),
  'express.raw()': (auth) =>
    listen(express().use(express.raw({ type: () => true }), forExpress.mount(auth))),
  'express.text()': (auth) =>
    listen(express().use(express.text({ type: () => true }), forExpress.mount(auth))),
  'a body parser of Koa': (auth) => {
    const app = new Koa()
    app.use(async (ctx, next) => {
      Object.assign(ctx.request, { body: await json(ctx.req) })
      return next()
    })
    return listen(app.use(forKoa.mount(auth)).callback())
  },
  'a middleware of Hono': (auth) => {
    const app = new Hono()
    app.use(async (c, next) => {
      await c.req.text()
      return next()
    })
    return listen(getRequestListener(app.use(forHono.mount(auth)).fetch))
  },
  'the body parser of NestJS': async (auth) => {
    class AppModule {
      configure(consumer: MiddlewareConsumer): void {
        consumer.apply(forNest.mount(auth)).forRoutes('{*path}')
      }
    }
    Module({})(AppModule)
    const app = await NestFactory.create(AppModule, { logger: false })
    await app.listen(0, '127.0.0.1')
    return { url: await app.getUrl(), close: async () => app.close() }
  },
}

describe('mount', () => {
  let auth: Auth
  before(async () => {
    auth = await createAuth({
      issuer: 'https://auth.example',
      audience: 'api',
      store: memory(),
      secret: 'a master secret that only this test knows',
      passwords: { argon2id: { memoryCost: 64 } },
    })
    await auth.accounts.register(ada)
  })
  after(() => auth.close())

  for (const [name, build] of Object.entries(parsed)) {
    it(`works behind ${name}`, async () => signsIn(await build(auth)))
  }

  for (const [name, build] of Object.entries(apps)) {
    it(`in ${name} refuses a member that is there twice`, async () => {
      const app = await build(auth, {})
      const answer = await send(`${app.url}/api/v1/login`, {
        method: 'POST',
        headers: [['Content-Type', 'application/json']],
        body: '{"username":"eve","username":"ada","password":"x"}',
      })
      await app.close()
      assert.equal(answer.status, 400)
    })

    it(`in ${name} passes on what is not of the API`, async () => {
      const app = await build(auth, { '/api/v1/login/': { optional: true }, '/API/V1/ME': {} })
      const own = await send(`${app.url}/api/v1/login/`)
      const upper = await send(`${app.url}/API/V1/ME`)
      const unknown = await send(`${app.url}/api/v1/unknown`)
      await app.close()
      assert.equal(own.body, '{"for":null}')
      assert.equal(upper.status, 401)
      assert.equal(unknown.status, 404)
    })

    it(`in ${name} answers HEAD without a body and refuses TRACE`, async () => {
      const app = await build(auth, {})
      const head = await send(`${app.url}/healthz`, { method: 'HEAD' })
      const trace = await send(`${app.url}/healthz`, { method: 'TRACE' })
      await app.close()
      assert.deepEqual([head.status, head.body], [200, ''])
      assert.deepEqual([trace.status, trace.headers['allow']], [405, 'GET, HEAD, OPTIONS'])
    })
  }

  it('takes endpoints that were made elsewhere, and no options beside them', async () => {
    const endpoints: Mountable = {
      handles: (path) => path === '/elsewhere',
      fetch: async (_request, { address } = {}) => new Response(address),
    }
    const app = await listen(express().use(forExpress.mount(endpoints)))
    const [own, other] = [await send(`${app.url}/elsewhere`), await send(`${app.url}/healthz`)]
    await app.close()
    assert.deepEqual([own.status, own.body, other.status], [200, '127.0.0.1', 404])
    for (const { mount } of [forExpress, forFastify, forHono, forKoa, forNode]) {
      assert.throws(() => mount(endpoints, { credentials: ['bearer'] }), /where they are made/)
    }
  })

  it('works below a path in Express', async () =>
    signsIn(await listen(express().use('/auth', forExpress.mount(auth))), '/auth'))

  it('works below a prefix in Fastify, and only there', async () => {
    const app = fastify()
    await app.register(forFastify.mount(auth), { prefix: '/auth' })
    const url = await app.listen({ port: 0 })
    assert.equal((await login({ url, close: () => app.close() })).status, 404)
    assert.equal((await send(`${url}/authx/healthz`)).status, 404)
    await signsIn({ url, close: () => app.close() }, '/auth')
  })

  it('leaves the bodies of the application to its own parsers', async () => {
    const app = fastify()
    await app.register(forFastify.mount(auth))
    app.post('/orders', (request) => request.body)
    const url = await app.listen({ port: 0 })
    const answer = await send(`${url}/orders`, {
      method: 'POST',
      headers: [['Content-Type', 'application/json']],
      body: '{"a":1}',
    })
    await app.close()
    assert.equal(answer.body, '{"a":1}')
  })

  it('counts guesses per address that the framework knows', async () => {
    const seen: (string | undefined)[] = []
    const spy: Auth = Object.assign(Object.create(auth), {
      signIn: (...args: Parameters<Auth['signIn']>) => {
        seen.push(args[1]?.address)
        return auth.signIn(...args)
      },
    })
    const trusting = express().set('trust proxy', true).use(forExpress.mount(spy))
    for (const listener of [trusting, express().use(forExpress.mount(spy))]) {
      const app = await listen(listener)
      await send(`${app.url}/api/v1/login`, {
        method: 'POST',
        headers: [
          ['Content-Type', 'application/json'],
          ['X-Forwarded-For', '192.0.2.7'],
        ],
        body: JSON.stringify(ada),
      })
      await app.close()
    }
    assert.deepEqual(seen, ['192.0.2.7', '127.0.0.1'])
  })
})
