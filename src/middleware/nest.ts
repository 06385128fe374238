// NestJS 11, on Express or Fastify: `app.use(mount(auth))` in `main.ts`, `@UseGuards(guard(auth))` on a route.
import type { ServerResponse } from 'node:http'
import { createAuthenticate, verifyBound } from './authenticate.ts'
import type { GuardOptions, TokenVerifier } from './authenticate.ts'
import type { ExpressRequest } from './express.ts'
import { credentialsOf, sendRefusal } from './node-request.ts'

export { mount } from './express.ts'
export type { GuardOptions, TokenVerifier } from './authenticate.ts'

/** What a guard of NestJS gets. */
export interface NestContext {
  getType(): string
  switchToHttp(): { getRequest(): NestRequest; getResponse(): NestResponse }
}

/** A guard of NestJS: a `CanActivate`. */
export interface NestGuard {
  canActivate(context: NestContext): Promise<boolean>
}

// On Fastify, node's own request and response are in `raw`.
type NestRequest = ExpressRequest & { readonly raw?: ExpressRequest }
type NestResponse = ServerResponse & { readonly raw?: ServerResponse; hijack?(): void }

/**
 * Lets only requests with a good access token pass and puts its claims on `req.auth`. Refusals are
 * answered here (401, 403, 400 as problem+json), before exception filters, so that they look the same
 * everywhere; whatever else goes wrong is thrown.
 *
 * Decorators run when their file is loaded: where `auth` is made later, give a function.
 *
 * @throws {TypeError} for options that make no sense.
 * @example
 * class Orders { @Get() @UseGuards(guard(() => auth, { scope: 'orders:read' })) list() { … } }
 */
export function guard(
  auth: TokenVerifier | (() => TokenVerifier),
  options: GuardOptions = {},
): NestGuard {
  const authenticate = createAuthenticate(
    typeof auth === 'function' ? deferred(auth) : auth,
    options,
  )
  return {
    canActivate: async (context) => {
      if (context.getType() !== 'http') throw new TypeError('guard: expected an HTTP request')
      const request = context.switchToHttp().getRequest()
      const reply = context.switchToHttp().getResponse()
      const response = reply.raw ?? reply
      const admission = await authenticate(credentialsOf(request.raw ?? request))
      if (admission.refusal) {
        reply.hijack?.()
        sendRefusal(admission.refusal, response)
        // Never decided: a `false` would send NestJS's own 403 into a response that is over.
        return new Promise(() => {})
      }
      if (admission.cacheControl) response.setHeader('Cache-Control', admission.cacheControl)
      request.auth = admission.claims
      return true
    },
  }
}

const deferred = (auth: () => TokenVerifier): TokenVerifier => ({
  verifyNow: (token) => auth().verifyNow?.(token),
  verify: (token) => auth().verify(token),
  verifyBound: async (token, request) => verifyBound(auth(), token, request),
})
