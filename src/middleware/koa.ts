// Koa 3: `app.use(mount(auth))` serves the native API, `guard(auth)` protects what comes after it.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Auth } from '../auth/index.ts'
import type { HandlerOptions, Mountable } from '../http/index.ts'
import { createAuthenticate } from './authenticate.ts'
import type { AuthorizedClaims, GuardOptions, TokenVerifier } from './authenticate.ts'
import { mountableOf } from './mountable.ts'
import { answer, credentialsOf } from './node-request.ts'

export type { GuardOptions, TokenVerifier } from './authenticate.ts'

/** A context of Koa. */
export interface KoaContext<State = unknown> {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly ip: string
  readonly url: string
  readonly request: { readonly body?: unknown; readonly rawBody?: unknown }
  status: number
  body: unknown
  state: State
  set(name: string, value: string): void
  append(name: string, value: string): void
}

/** Middleware of Koa. */
export type KoaMiddleware<State = unknown> = (
  context: KoaContext<State>,
  next: () => Promise<unknown>,
) => Promise<unknown>

/**
 * Lets only requests with a good access token pass and puts its claims on `ctx.state.auth`; with
 * `optional`, `undefined` when nobody signed in. Refusals are answered here (401, 403, 400 as
 * problem+json); whatever else goes wrong is thrown.
 *
 * @throws {TypeError} for options that make no sense.
 * @example
 * router.get('/orders', guard(auth, { scope: 'orders:read' }), (ctx) => { ctx.body = { for: ctx.state.auth.sub } })
 */
export function guard<Claims extends AuthorizedClaims>(
  auth: TokenVerifier<Claims>,
  options: GuardOptions = {},
): KoaMiddleware<{ auth: Claims }> {
  const authenticate = createAuthenticate(auth, options)
  return async (context, next) => {
    const admission = await authenticate(credentialsOf(context.req))
    if (admission.refusal) {
      const headers = Object.entries(admission.refusal.headers)
      return respond(context, { ...admission.refusal, headers })
    }
    if (admission.cacheControl) context.set('Cache-Control', admission.cacheControl)
    Object.assign(context.state, { auth: admission.claims })
    return next()
  }
}

/**
 * The native API, or other endpoints, as middleware: it answers its own paths and passes on every other request. Mount it
 * before body parsers to keep its strict reading of JSON; behind them it works with what they kept.
 * Limits count per `ctx.ip`: behind a proxy set `app.proxy` and `app.maxIpsCount = 1`, without which
 * Koa takes the address that the client itself wrote into `X-Forwarded-For`.
 *
 * @example
 * app.use(mount(auth))
 */
export function mount(endpoints: Auth | Mountable, options: HandlerOptions = {}): KoaMiddleware {
  const handler = mountableOf(endpoints, options)
  return async (context, next) => {
    const { ip: address, url, request } = context
    const { body, rawBody } = request
    const answered = answer(handler, context.req, context.res, { address, url, body, rawBody })
    return answered ? respond(context, await answered) : next()
  }
}

interface KoaAnswer {
  readonly status: number
  readonly headers: Iterable<readonly [string, string]>
  readonly body: unknown
}

function respond(context: KoaContext, { status, headers, body }: KoaAnswer): void {
  // First the body: setting it touches status and type.
  context.body = body
  context.status = status
  for (const [name, value] of headers) {
    if (name === 'set-cookie' || name === 'vary') context.append(name, value)
    else context.set(name, value)
  }
}
