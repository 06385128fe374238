// Servers that answer the same to whoever bears a good token, each with another guard.
import { KeyObject } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import fastifyJwt from '@fastify/jwt'
import { getRequestListener } from '@hono/node-server'
import express from 'express'
import { expressjwt } from 'express-jwt'
import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { Hono } from 'hono'
import type { MiddlewareHandler } from 'hono'
import { jwt as honoJwt } from 'hono/jwt'
import { guard as guardExpress } from '../src/middleware/express.ts'
import { guard as guardFastify } from '../src/middleware/fastify.ts'
import { guard as guardHono } from '../src/middleware/hono.ts'
import { guard as guardNode } from '../src/middleware/node.ts'
import { createVerifier } from '../src/tokens/verifier.ts'
import type { BetterAuth } from 'better-auth'
import { audience, issuer } from './issuing.ts'
import type { Issuing } from './issuing.ts'
import { fastJwt, hmacKey, jose, jwt } from './verifying.ts'
import type { Verify } from './verifying.ts'

type Apps = Readonly<Record<string, RequestListener>>

const answer = { hello: 'world' }
const text = JSON.stringify(answer)
const need = { scope: 'orders:read' }
const kept = 1_000

const send = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(text)
}

const verifierOf = ({ jwk }: Issuing): ReturnType<typeof createVerifier> =>
  createVerifier({ issuer, audience, keys: { keys: [jwk] } })

/** On `node:http`; the libraries as their manuals show it. */
export async function nodeApps(from: Issuing): Promise<Apps> {
  const check = guardNode(verifierOf(from), need)
  const ours = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (await check(request, response)) send(response)
  }
  const ways: Record<string, Verify | undefined> = {
    jose: await jose(from),
    jsonwebtoken: jwt(from),
    'jsonwebtoken, key ready': jwt(from, true),
    'fast-jwt, cached': fastJwt(from, kept),
  }
  const apps: Record<string, RequestListener> = {
    latchkey: (request, response) => void ours(request, response),
    'without a guard': (_request, response) => send(response),
  }
  for (const [name, verify] of Object.entries(ways)) if (verify) apps[name] = byHand(verify)
  return apps
}

function byHand(verify: Verify): RequestListener {
  const answerTo = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await verify(request.headers.authorization?.slice('Bearer '.length) ?? '')
      send(response)
    } catch {
      response.writeHead(401).end()
    }
  }
  return (request, response) => void answerTo(request, response)
}

export function betterAuthApp(auth: BetterAuth): RequestListener {
  const answerTo = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const headers = new Headers({ cookie: request.headers.cookie ?? '' })
    if (await auth.api.getSession({ headers })) send(response)
    else response.writeHead(401).end()
  }
  return (request, response) => void answerTo(request, response)
}

const isSecret = { algorithms: ['HS256'] }

function expressApp(guard: express.RequestHandler): RequestListener {
  const guarded = express()
  guarded.get('/', guard, (_request, response) => void response.json(answer))
  return (request, response) => guarded(request, response)
}

export function expressApps(from: Issuing): Apps {
  return {
    latchkey: expressApp(guardExpress(verifierOf(from), need)),
    'express-jwt': expressApp(
      expressjwt({ secret: secretOf(from), issuer, audience, ...isSecret }),
    ),
  }
}

async function fastifyApp(prepare: (app: FastifyInstance) => unknown): Promise<RequestListener> {
  const guarded = fastify()
  await prepare(guarded)
  await guarded.ready()
  return (request, response) => guarded.routing(request, response)
}

/** What @fastify/jwt puts on requests, which nothing here can declare while it is not installed. */
const jwtVerify = async (request: object): Promise<void> => {
  const decorated = request as { jwtVerify?(): Promise<unknown> } // by @fastify/jwt
  await decorated.jwtVerify?.()
}

export async function fastifyApps(from: Issuing): Promise<Apps> {
  const verifier = verifierOf(from)
  const verify = { allowedIss: issuer, allowedAud: audience, ...isSecret }
  const theirs = (cache: object): Promise<RequestListener> =>
    fastifyApp(async (guarded) => {
      await guarded.register(fastifyJwt, {
        secret: secretOf(from),
        verify: { ...verify, ...cache },
      })
      guarded.get('/', { preHandler: jwtVerify }, async () => answer)
    })
  return {
    latchkey: await fastifyApp((guarded) =>
      guarded.get('/', { preHandler: guardFastify(verifier, need) }, async () => answer),
    ),
    '@fastify/jwt': await theirs({}),
    '@fastify/jwt, cached': await theirs({ cache: kept }),
  }
}

function honoApp(guard: MiddlewareHandler): RequestListener {
  const guarded = new Hono()
  guarded.get('/', guard, (context) => context.json(answer))
  const respond = getRequestListener(guarded.fetch)
  return (request, response) => void respond(request, response)
}

export function honoApps(from: Issuing): Apps {
  const secret = hmacKey(secretOf(from))
  const verification = { iss: issuer, aud: audience, typ: 'at+jwt' }
  return {
    latchkey: honoApp(guardHono(verifierOf(from), need)),
    'hono/jwt': honoApp(honoJwt({ secret, alg: 'HS256', verification })),
  }
}

function secretOf({ key }: Issuing): Buffer {
  if (key instanceof KeyObject) throw new TypeError('expected a secret')
  return key
}
