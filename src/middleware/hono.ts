// Hono 4: `app.use(mount(auth))` serves the native API, `guard(auth)` protects a route.
import type { Context, MiddlewareHandler } from 'hono'
import type { Auth } from '../auth/index.ts'
import { createHandler } from '../http/index.ts'
import type { HandlerOptions } from '../http/index.ts'
import { createAuthenticate } from './authenticate.ts'
import type { AuthorizedClaims, GuardOptions, TokenVerifier } from './authenticate.ts'

export type { GuardOptions, TokenVerifier } from './authenticate.ts'

/** Where the handlers behind a guard find the claims: `c.var.auth` and `c.get('auth')`. */
export interface AuthVariables<Claims> {
  Variables: { auth: Claims }
}

/**
 * Lets only requests with a good access token pass and puts its claims on `c.var.auth`; with
 * `optional`, `undefined` when nobody signed in. Refusals are answered here (401, 403, 400 as
 * problem+json); whatever else goes wrong is thrown.
 *
 * @throws {TypeError} for options that make no sense.
 * @example
 * app.get('/orders', guard(auth, { scope: 'orders:read' }), (c) => c.json({ for: c.var.auth.sub }))
 */
export function guard<Claims extends AuthorizedClaims>(
  auth: TokenVerifier<Claims>,
  options: GuardOptions & { readonly optional: true },
): MiddlewareHandler<AuthVariables<Claims | undefined>>
export function guard<Claims extends AuthorizedClaims>(
  auth: TokenVerifier<Claims>,
  options?: GuardOptions,
): MiddlewareHandler<AuthVariables<Claims>>
export function guard<Claims extends AuthorizedClaims>(
  auth: TokenVerifier<Claims>,
  options: GuardOptions = {},
): MiddlewareHandler<AuthVariables<Claims | undefined>> {
  const authenticate = createAuthenticate(auth, options)
  return async (c, next) => {
    const { method, url } = c.req
    const decision = authenticate({ method, url, header: (name) => c.req.header(name) })
    const admission = decision instanceof Promise ? await decision : decision
    if (admission.refusal) return new Response(admission.refusal.body, admission.refusal)
    c.set('auth', admission.claims)
    await next()
    if (admission.cacheControl) c.header('Cache-Control', admission.cacheControl)
    return undefined
  }
}

/** How the native API is mounted in Hono. */
export interface MountOptions extends HandlerOptions {
  /** The client's address, which limits count by. Default: that of the socket, on `@hono/node-server`. */
  readonly address?: (c: Context) => string | undefined
}

/**
 * The native API as middleware: it answers its own paths and passes on every other request.
 *
 * @example
 * app.use(mount(auth))
 */
export function mount(auth: Auth, options: MountOptions = {}): MiddlewareHandler {
  const { address: addressOf = socketAddress, ...handlerOptions } = options
  const handler = createHandler(auth, handlerOptions)
  return async (c, next) => {
    if (!handler.handles(c.req.path)) return next()
    const address = addressOf(c)
    const { raw, method } = c.req
    // Another middleware may have read the body; Hono keeps what it read.
    const request = raw.bodyUsed
      ? new Request(raw.url, { method, headers: raw.headers, body: await c.req.arrayBuffer() })
      : raw
    return handler.fetch(request, address === undefined ? {} : { address })
  }
}

/** `@hono/node-server` puts node's own request into the bindings. */
function socketAddress(c: Context): string | undefined {
  const bindings: { incoming?: { socket?: { remoteAddress?: string } } } = c.env ?? {}
  return bindings.incoming?.socket?.remoteAddress
}
