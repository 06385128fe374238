// One small application in every framework: the native API, and one route for each entry of a table.
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { All, Controller, Module, Req, UseGuards } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import type { Auth } from '../../src/auth/index.ts'
import type { HandlerOptions } from '../../src/http/index.ts'
import * as forExpress from '../../src/middleware/express.ts'
import * as forFastify from '../../src/middleware/fastify.ts'
import * as forHono from '../../src/middleware/hono.ts'
import * as forKoa from '../../src/middleware/koa.ts'
import * as forNest from '../../src/middleware/nest.ts'
import * as forNode from '../../src/middleware/node.ts'
import { type App, listen } from '../listen.ts'

/** Paths and what they are guarded with; each answers any method with `{ for: sub }`, or `null` for nobody. */
export type Routes = Readonly<Record<string, forNode.GuardOptions>>

type Build = (auth: Auth, routes: Routes, options?: HandlerOptions) => Promise<App>

const who = (auth: { readonly sub: string } | null | undefined): { for: string | null } => ({
  for: auth?.sub ?? null,
})

export const apps: Readonly<Record<string, Build>> = {
  express: (auth, routes, options = {}) => {
    const app = express().use(forExpress.mount(auth, options))
    for (const [path, guarding] of Object.entries(routes)) {
      app.all(path, forExpress.guard(auth, guarding), (req, res) => {
        res.json(who(req.auth))
      })
    }
    return listen(app)
  },

  fastify: async (auth, routes, options = {}) => {
    const app = fastify()
    await app.register(forFastify.mount(auth, options))
    for (const [path, guarding] of Object.entries(routes)) {
      app.all(path, { onRequest: forFastify.guard(auth, guarding) }, (request) => who(request.auth))
    }
    return { url: await app.listen({ port: 0 }), close: async () => app.close() }
  },

  hono: async (auth, routes, options = {}) => {
    const app = new Hono().use(forHono.mount(auth, options))
    for (const [path, guarding] of Object.entries(routes)) {
      app.all(path, forHono.guard(auth, guarding), (c) => c.json(who(c.var.auth)))
    }
    return serveHono(app)
  },

  'hono, around a handler': async (auth, routes, options = {}) => {
    const app = new Hono()
    for (const [path, guarding] of Object.entries(routes)) {
      app.all(
        path,
        forHono.guard(auth, guarding, (c) => c.json(who(c.var.auth))),
      )
    }
    return serveHono(app.use(forHono.mount(auth, options)))
  },

  koa: (auth, routes, options = {}) => {
    const app = new Koa().use(forKoa.mount(auth, options))
    for (const [path, guarding] of Object.entries(routes)) {
      const guarded = forKoa.guard(auth, guarding)
      app.use(async (ctx, next) => {
        if (ctx.path !== path) return next()
        return guarded(ctx, async () => {
          ctx.body = who(ctx.state['auth'])
        })
      })
    }
    return listen(app.callback())
  },

  nest: async (auth, routes, options = {}) => {
    // oxlint-disable-next-line typescript/no-extraneous-class -- NestJS finds its routes by metadata
    class Routes {}
    for (const [path, guarding] of Object.entries(routes)) {
      const descriptor = { value: (req: express.Request) => who(req.auth) }
      Object.defineProperty(Routes.prototype, path, descriptor)
      All(path)(Routes.prototype, path, descriptor)
      UseGuards(forNest.guard(() => auth, guarding))(Routes.prototype, path, descriptor)
      Req()(Routes.prototype, path, 0)
    }
    Controller()(Routes)
    // oxlint-disable-next-line typescript/no-extraneous-class -- the same for modules
    class AppModule {}
    Module({ controllers: [Routes] })(AppModule)
    const app = await NestFactory.create(AppModule, { logger: false })
    app.use(forNest.mount(auth, options))
    await app.listen(0, '127.0.0.1')
    return { url: await app.getUrl(), close: async () => app.close() }
  },

  node: (auth, routes, options = {}) => {
    const mounted = forNode.mount(auth, options)
    const guards = new Map(
      Object.entries(routes).map(([path, guarding]) => [path, forNode.guard(auth, guarding)]),
    )
    return listen(async (request, response) => {
      if (await mounted(request, response)) return
      const guarded = guards.get(request.url?.split('?')[0] ?? '')
      const claims = await guarded?.(request, response)
      if (!guarded) response.writeHead(404).end()
      if (claims === undefined) return
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(who(claims)))
    })
  },
}

async function serveHono({ fetch }: Hono): Promise<App> {
  const { promise, resolve } = Promise.withResolvers<AddressInfo>()
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, resolve)
  const { port } = await promise
  return { url: `http://127.0.0.1:${port}`, close: async () => void server.close() }
}
