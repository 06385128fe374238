// Express 5: `app.use(mount(auth))` serves the native API, `guard(auth)` protects a route.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Auth } from '../auth/index.ts'
import type { HandlerOptions, Mountable } from '../http/index.ts'
import { createAuthenticate, whenDecided } from './authenticate.ts'
import type { GuardOptions, RequestClaims, TokenVerifier } from './authenticate.ts'
import { mountableOf } from './mountable.ts'
import { answer, credentialsOf, sendRefusal, sendResponse } from './node-request.ts'

declare global {
  namespace Express {
    interface Request {
      /** The claims of the access token, behind a guard; with `optional`, `undefined` when nobody signed in. */
      auth: RequestClaims
    }
  }
}

export type { GuardOptions, TokenVerifier } from './authenticate.ts'

/** A request of Express. */
export interface ExpressRequest extends IncomingMessage {
  auth?: unknown
  readonly ip?: string | undefined
  readonly originalUrl?: string
  readonly body?: unknown
  readonly rawBody?: unknown
}

/** Middleware of Express. */
export type ExpressMiddleware = (
  request: ExpressRequest,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void | Promise<void>

/**
 * Lets only requests with a good access token pass and puts its claims on `req.auth`. Refusals are
 * answered here (401, 403, 400 as problem+json); whatever else goes wrong goes to the error handler.
 *
 * @throws {TypeError} for options that make no sense.
 * @example
 * app.get('/orders', guard(auth, { scope: 'orders:read' }), (req, res) => res.json({ for: req.auth.sub }))
 */
export function guard(auth: TokenVerifier, options: GuardOptions = {}): ExpressMiddleware {
  const authenticate = createAuthenticate(auth, options)
  return (request, response, next) =>
    // `url` is what is left below the path of `app.use`; a proof of possession names all of it.
    whenDecided(authenticate(credentialsOf(request, request.originalUrl)), (admission) => {
      if (admission.refusal) return sendRefusal(admission.refusal, response)
      if (admission.cacheControl) response.setHeader('Cache-Control', admission.cacheControl)
      request.auth = admission.claims
      return next()
    })
}

/**
 * The native API, or other endpoints, as middleware: it answers its own paths and passes on every other request. Mount it
 * before body parsers to keep its strict reading of JSON; behind them it works with what they kept.
 * Limits count per `req.ip`: behind a proxy set `trust proxy` to its address, never to `true`, which
 * takes what the client itself wrote.
 *
 * @example
 * app.use(mount(auth))
 */
export function mount(
  endpoints: Auth | Mountable,
  options: HandlerOptions = {},
): ExpressMiddleware {
  const handler = mountableOf(endpoints, options)
  return async (request, response, next) => {
    const { ip: address, body, rawBody, url, originalUrl } = request
    const context = { address, body, rawBody }
    // `url` is what is left below the path of `app.use`; NestJS leaves nothing.
    const answered =
      answer(handler, request, response, { ...context, url }) ??
      answer(handler, request, response, { ...context, url: originalUrl })
    if (answered) await sendResponse(await answered, response)
    else next()
  }
}
