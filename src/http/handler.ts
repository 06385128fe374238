import type { Auth } from '../auth/index.ts'
import type { AuthErrorCode } from '../errors.ts'
import { AuthError } from '../errors.ts'
import { randomId } from '../random.ts'
import { admit, credentialRequest } from './authenticate.ts'
import type { CorsOptions } from './cors.ts'
import { createCors } from './cors.ts'
import { defaultCookieName } from './cookie.ts'
import type { CredentialSource } from './credentials.ts'
import { createCredentialReader } from './credentials.ts'
import { refuseCrossSite } from './cross-site.ts'
import type { Presented } from './error-response.ts'
import { problem } from './error-response.ts'
import { goneResponse } from './gone.ts'
import { oauthProblem } from './oauth-error.ts'
import { createRefreshCookies } from './refresh-cookie.ts'
import { openApi } from './openapi.ts'
import type { Exchange, Route } from './route.ts'
import { noContent } from './route.ts'
import type { Match } from './router.ts'
import { createRouter } from './router.ts'
import { routes } from './routes.ts'

export interface HandlerOptions {
  /** Where an access token may be. Default: `['bearer']`. */
  readonly credentials?: readonly CredentialSource[]
  /** Name of the cookie, if that is one of the places. Default: `__Host-latchkey`. */
  readonly cookie?: string
  /** Which other origins' pages may call. Default: none. */
  readonly cors?: CorsOptions
  /** Told of every request when it was answered. What it throws is lost: it must not change an answer. Default: nobody is. */
  readonly onEvent?: (event: RequestEvent) => void
}

/** One request and its answer, for logs and metrics. Holds no path, query, header, name or address. */
export interface RequestEvent {
  readonly type: 'request'
  readonly requestId: string
  /** `OTHER` for a method that no endpoint has. */
  readonly method: string
  /** As in the table of endpoints, `/api/v1/sessions/{id}` say; `undefined`: there is none at that path. */
  readonly route: string | undefined
  readonly status: number
  /** Seconds. */
  readonly duration: number
  /** Why it was refused: the operator's reason, not the one the client was told. */
  readonly code?: AuthErrorCode
  /** What went wrong: an {@link AuthError}, or with status 500 anything at all. */
  readonly error?: unknown
}

/** What the server knows about a request and the request itself cannot be trusted to say. */
export interface RequestContext {
  /** The address of the client; limits count per network of it. Default: one unknown network, which all such share. */
  readonly address?: string
  /** Goes into `X-Request-Id`. Default: a random one. */
  readonly requestId?: string
}

/** Endpoints as one function: the native API, or another system's wire contract on our accounts. */
export interface Mountable {
  /** The answer; never rejects. */
  readonly fetch: (request: Request, context?: RequestContext) => Promise<Response>
  /** Whether there is an endpoint at that path. */
  readonly handles: (pathname: string) => boolean
}

/** The native API as one function. */
export interface Handler extends Mountable {
  /** The OpenAPI 3.1 document. */
  readonly openapi: object
}

/**
 * The native API, for whatever has a `Request` and takes a `Response`.
 *
 * @throws {TypeError} for a source of credentials that does not exist, `*` with credentials, or an origin that is none.
 * @example
 * const handler = createHandler(auth, { cors: { origins: ['https://app.example.com'] } })
 * const response = await handler.fetch(new Request('https://api.example.com/healthz'))
 */
export function createHandler(auth: Auth, options: HandlerOptions = {}): Handler {
  const { credentials = ['bearer'], cookie = defaultCookieName, cors: corsOptions } = options
  const anyOrigin = corsOptions?.origins.includes('*') ?? false
  if (anyOrigin && credentials.includes('cookie')) {
    throw new TypeError('cors: the cookie as a credential needs a list of origins, not *')
  }
  const cors = createCors(corsOptions)
  const origins = new Set(cors.origins)
  if (URL.canParse(auth.issuer)) origins.add(new URL(auth.issuer).origin)
  const readCredential = createCredentialReader({ credentials, cookie, origins: [...origins] })
  const refreshCookies = createRefreshCookies(cookie, origins)
  const match = createRouter(routes)

  async function respond(found: Match | undefined, exchange: Exchange): Promise<Answered> {
    const { request } = exchange
    const route = found?.methods.get(request.method)
    let presented: Presented = 'access_token'
    try {
      if (!found) throw new AuthError('not_found', 'there is no endpoint at this path')
      if (request.method === 'OPTIONS') return { response: noContent({ allow: found.allow }) }
      if (!route) throw new AuthError('method_not_allowed', 'the endpoint has no such method')
      if (hasEffect(route) && !anyOrigin) {
        refuseCrossSite(credentialRequest(request), origins, { strict: false })
      }
      const admitted = await admit(route, exchange)
      presented = route.presents ?? presented
      return { response: await admitted() }
    } catch (error) {
      const gone = error instanceof AuthError ? undefined : goneResponse(request, error)
      if (gone) return { response: gone }
      const scheme = route?.needs === 'basic' ? 'basic' : schemeOf(request)
      const refuse = route?.refusals === 'oauth' ? oauthProblem : problem
      const response = refuse(error, { presented, scheme })
      if (response.status === 405 && found) response.headers.set('allow', found.allow)
      return { response, error }
    }
  }

  return {
    fetch: async (request, context = {}) => {
      const startedAt = performance.now()
      const requestId = requestIdOf(context)
      const url = new URL(request.url)
      const found = match(url.pathname)
      const { response, error } = await respond(found, {
        auth,
        request,
        url,
        id: found?.id ?? '',
        address: context.address,
        readCredential,
        cookie,
        refreshCookies,
      })
      protect(response.headers)
      response.headers.set('x-request-id', requestId)
      const origin = request.headers.get('origin')
      // The JWK Set allows everybody itself.
      if (!response.headers.has('access-control-allow-origin')) {
        response.headers.set('vary', 'Origin, Sec-Fetch-Site')
        if (request.method !== 'OPTIONS') cors.allow(response.headers, origin)
        else if (found) cors.allowPreflight(response.headers, origin, found.allow)
      }
      report(options.onEvent, {
        type: 'request',
        requestId,
        method: methods.has(request.method) ? request.method : 'OTHER',
        route: found?.path,
        status: response.status,
        duration: (performance.now() - startedAt) / 1000,
        ...(error instanceof AuthError && { code: error.code }),
        ...(error !== undefined && { error }),
      })
      return request.method === 'HEAD' ? new Response(null, response) : response
    },
    handles: (pathname) => match(pathname) !== undefined,
    get openapi() {
      return openApi(routes)
    },
  }
}

/** RFC 9449 §7.1: who sent a bound token is asked for one. */
const schemeOf = ({ headers }: Request): 'bearer' | 'dpop' =>
  /^dpop\b/i.test(headers.get('authorization') ?? '') ? 'dpop' : 'bearer'

interface Answered {
  readonly response: Response
  readonly error?: unknown
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS'])

const hasEffect = (route: Route): boolean => route.method !== 'GET' || route.effect === true

/** The server's, if it can stand in a header. */
const requestIdOf = ({ requestId = '' }: RequestContext): string =>
  /^[\w.:-]{1,128}$/.test(requestId) ? requestId : randomId()

const protections: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** What every answer carries; an endpoint that knows better has said so already. */
function protect(headers: Headers): void {
  for (const [name, value] of Object.entries(protections)) {
    if (!headers.has(name)) headers.set(name, value)
  }
}

function report(listener: HandlerOptions['onEvent'], event: RequestEvent): void {
  try {
    listener?.(event)
  } catch {
    // The answer stands: what it says has happened, whether or not it could be written down.
  }
}
