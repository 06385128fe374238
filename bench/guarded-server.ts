// The same server twice in one process, with the guard and without, on the SERVER that its argument names.
// Tells its parent both ports and a good token.
import type { RequestListener } from 'node:http'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { getRequestListener } from '@hono/node-server'
import { createAuth } from '../src/index.ts'
import { guard as guardExpress } from '../src/middleware/express.ts'
import { guard as guardFastify } from '../src/middleware/fastify.ts'
import { guard as guardHono } from '../src/middleware/hono.ts'
import { guard as guardNode } from '../src/middleware/node.ts'
import { memory } from '../src/storage/index.ts'
import { listen, tellParent } from './serving.ts'
import type { Target } from './serving.ts'

const [server = 'node:http'] = process.argv.slice(2)
const password = 'a password for the bench only'
const auth = await createAuth({
  issuer: 'http://127.0.0.1',
  audience: 'bench',
  store: memory(),
  secret: 'a master secret that only the bench knows',
})
await auth.accounts.register({ username: 'bench', password, scopes: ['orders:read'] })
const { accessToken } = await auth.signIn({ username: 'bench', password })

const answer = { hello: 'world' }
const text = JSON.stringify(answer)
const need = { scope: 'orders:read' }

async function listener(guarded: boolean): Promise<RequestListener> {
  switch (server) {
    case 'Express': {
      const app = express()
      if (guarded)
        app.get('/', guardExpress(auth, need), (_request, response) => void response.json(answer))
      else app.get('/', (_request, response) => void response.json(answer))
      return (request, response) => app(request, response)
    }
    case 'Fastify': {
      const app = fastify()
      if (guarded) app.get('/', { preHandler: guardFastify(auth, need) }, async () => answer)
      else app.get('/', async () => answer)
      await app.ready()
      return (request, response) => app.routing(request, response)
    }
    case 'Hono':
    case 'Hono with another middleware': {
      const app = new Hono()
      const handler = (context: Context): Response => context.json(answer)
      // Hono answers a lone handler without a promise, and gives that up for the first middleware, whatever it does.
      const isLone = server === 'Hono'
      if (!isLone) app.use((_, next) => next())
      if (!guarded) app.get('/', handler)
      else if (isLone) app.get('/', guardHono(auth, need, handler))
      else app.get('/', guardHono(auth, need), handler)
      const respond = getRequestListener(app.fetch)
      return (request, response) => void respond(request, response)
    }
    default: {
      const check = guardNode(auth, need)
      const send: RequestListener = (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(text)
      }
      if (!guarded) return send
      return (request, response) => {
        void check(request, response).then((claims) => claims && send(request, response))
      }
    }
  }
}

const headers = [{ authorization: `Bearer ${accessToken}` }]
const targets: Record<'guarded' | 'bare', Target> = {
  guarded: { port: await listen(await listener(true)), headers },
  bare: { port: await listen(await listener(false)), headers },
}
tellParent(targets)
