// An application with a claim of its own: what its compiler knows and refuses. Compiled by types.test.ts, never run.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Controller, Get, Req, UseGuards } from '@nestjs/common'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import { createAuth, defineAccessToken, memory } from '../../../src/index.ts'
import * as forExpress from '../../../src/middleware/express.ts'
import * as forFastify from '../../../src/middleware/fastify.ts'
import * as forHono from '../../../src/middleware/hono.ts'
import * as forKoa from '../../../src/middleware/koa.ts'
import * as forNest from '../../../src/middleware/nest.ts'
import * as forNode from '../../../src/middleware/node.ts'
import { createVerifier } from '../../../src/tokens/index.ts'
import { z } from 'zod'

declare global {
  interface LatchkeyClaims {
    readonly tenant: string
  }
}

const schema = z.object({ tenant: z.string() })
const options = { issuer: 'https://auth.example', audience: 'api', store: memory() }
const plain = await createAuth(options)
const auth = await createAuth({
  ...options,
  accessToken: defineAccessToken({ schema, fromSession: () => ({ tenant: 'acme' }) }),
})
const verifier = createVerifier({
  issuer: 'https://auth.example',
  audience: 'api',
  claims: schema,
  jwksUri: 'https://auth.example/.well-known/jwks.json',
})

const app = express().use(forExpress.mount(auth))
app.get('/:id', forExpress.guard(auth, { scope: 'a' }), (req, res) => {
  res.json({ for: req.auth.sub, tenant: req.auth.tenant.toUpperCase(), id: req.params.id })
})
app.get('/', forExpress.guard(verifier), (req, res) => res.json(req.auth.tenant))
// @ts-expect-error -- no such claim
app.get('/', forExpress.guard(auth), (req, res) => res.json(req.auth.tenants))
// @ts-expect-error -- its tokens have no tenant
app.get('/', forExpress.guard(plain), (req, res) => res.json(req.auth.tenant))
// @ts-expect-error -- no such option
forExpress.guard(auth, { scopes: 'a' })
// @ts-expect-error -- an option that is there has a value
forExpress.guard(auth, { scope: undefined })
// @ts-expect-error -- not awaited
forExpress.guard(createAuth(options))

const server = fastify()
await server.register(forFastify.mount(auth))
await server.register(forFastify.mount(auth), { prefix: '/auth' })
server.get('/', { onRequest: forFastify.guard(auth) }, (request) => request.auth.tenant.length)
server.get('/', { preHandler: [forFastify.guard(auth)] }, (request) => request.auth.exp)
// @ts-expect-error -- no such claim
server.get('/', { onRequest: forFastify.guard(auth) }, (request) => request.auth.tenants)
// @ts-expect-error -- its tokens have no tenant
forFastify.guard(plain)

const hono = new Hono().use(forHono.mount(auth, { address: (c) => c.req.header('x-real-ip') }))
hono.get('/', forHono.guard(auth), (c) => c.text(c.var.auth.tenant + c.get('auth').sub))
hono.get('/', forHono.guard(plain), (c) => c.text(c.var.auth.sub))
hono.get('/', forHono.guard(auth, { optional: true }), (c) => c.text(c.var.auth?.tenant ?? ''))
hono.get(
  '/',
  forHono.guard(auth, {}, (c) => c.text(c.var.auth.tenant)),
)
// @ts-expect-error -- its tokens have no tenant
hono.get('/', forHono.guard(plain), (c) => c.text(c.var.auth.tenant))
// @ts-expect-error -- there may be nobody
hono.get('/', forHono.guard(auth, { optional: true }), (c) => c.text(c.var.auth.sub))

const koa = new Koa<object>().use(forKoa.mount(auth)).use(forKoa.guard(auth))
koa.use((ctx) => {
  ctx.body = ctx.state.auth.tenant.toUpperCase()
})
koa.use((ctx) => {
  // @ts-expect-error -- no such claim
  ctx.body = ctx.state.auth.tenants
})

const guarded = forNode.guard(auth)
const optionally = forNode.guard(auth, { optional: true })
export async function listener(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const claims = await guarded(req, res)
  if (claims) res.end(claims.tenant)
  // @ts-expect-error -- it may have been refused
  res.end(claims.tenant)
  const somebody = await optionally(req, res)
  if (somebody === undefined) return
  res.end(somebody === null ? 'nobody' : somebody.tenant)
}

export class Orders {
  list(req: express.Request): string {
    return req.auth.tenant
  }
}
const list = Object.getOwnPropertyDescriptor(Orders.prototype, 'list') ?? {}
UseGuards(forNest.guard(() => auth, { role: ['admin', 'clerk'] }))(Orders.prototype, 'list', list)
UseGuards(forNest.guard(auth))(Orders)
Get('orders')(Orders.prototype, 'list', list)
Req()(Orders.prototype, 'list', 0)
Controller()(Orders)
// @ts-expect-error -- its tokens have no tenant
forNest.guard(() => plain)
