import { retryAfter as soon } from '../defaults.ts'
import type { AuthErrorCode } from '../errors.ts'
import { AuthError } from '../errors.ts'
import { createCors, goneResponse } from '../http/index.ts'
import type { CorsOptions, Mountable, RequestContext, RequestEvent } from '../http/index.ts'
import { randomId } from '../random.ts'
import type { FlaskRequest } from './flask-request.ts'
import { readFlaskRequest } from './flask-request.ts'
import { errorPage } from './pages.ts'

/** One endpoint of another system. */
export interface DialectRoute {
  /** Matched to the letter, but for a `<…>` at the end: one segment. */
  readonly path: string
  readonly methods: readonly ('GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE')[]
  readonly answer: (request: FlaskRequest) => Promise<Response> | Response
}

export interface DialectOptions {
  /** Which other origins' pages may call. Default: none. */
  readonly cors?: CorsOptions | undefined
  /** Told of every request when it was answered; must not throw. Default: nobody is. */
  readonly onEvent?: ((event: RequestEvent) => void) | undefined
}

/**
 * The endpoints of another system as one function, with what Werkzeug answers where there is none:
 * its pages for 404 and 405, its 200 for `OPTIONS`, `HEAD` as `GET` without a body.
 *
 * @throws {TypeError} for `cors` with an origin that is none, or `*` together with credentials.
 */
export function createDialect(
  routes: readonly DialectRoute[],
  { cors: corsOptions, onEvent: report = () => {} }: DialectOptions = {},
): Mountable {
  const find = createFinder(routes)
  const cors = createCors(corsOptions)

  return {
    handles: (pathname) => find(pathname) !== undefined,
    async fetch(request, context = {}) {
      const startedAt = performance.now()
      const found = find(new URL(request.url).pathname)
      let error: unknown
      const response = await respond(found, request, context).catch((thrown: unknown) => {
        const gone = goneResponse(request, thrown)
        if (!gone) error = thrown
        return gone ?? failure(thrown)
      })
      for (const [name, value] of Object.entries(protections)) {
        if (!response.headers.has(name)) response.headers.set(name, value)
      }
      const origin = request.headers.get('origin')
      if (corsOptions) response.headers.append('vary', 'Origin')
      if (request.method !== 'OPTIONS') cors.allow(response.headers, origin)
      else if (found) cors.allowPreflight(response.headers, origin, allowOf(found))
      report({
        type: 'request',
        requestId: context.requestId ?? randomId(),
        method: known.has(request.method) ? request.method : 'OTHER',
        route: found?.path,
        status: response.status,
        duration: (performance.now() - startedAt) / 1000,
        ...(error instanceof AuthError && { code: error.code }),
        ...(error !== undefined && { error }),
      })
      return request.method === 'HEAD' ? new Response(null, response) : response
    },
  }
}

async function respond(
  found: Found | undefined,
  request: Request,
  context: RequestContext,
): Promise<Response> {
  if (!found) return errorPage(404)
  const allow = allowOf(found)
  if (request.method === 'OPTIONS') {
    return new Response('', { headers: { 'content-type': 'text/html; charset=utf-8', allow } })
  }
  const answer = found.methods.get(request.method)
  if (!answer) return errorPage(405, { allow })
  const { segment } = found
  return answer(await readFlaskRequest(request, { address: context.address, segment }))
}

const allowOf = ({ methods }: Place): string => [...methods.keys(), 'OPTIONS'].join(', ')

interface Place {
  readonly path: string
  readonly methods: ReadonlyMap<string, DialectRoute['answer']>
}

interface Found extends Place {
  readonly segment: string
}

function createFinder(routes: readonly DialectRoute[]): (pathname: string) => Found | undefined {
  const places = new Map<string, Place>()
  for (const [path, group] of Map.groupBy(routes, (route) => route.path)) {
    const methods = new Map<string, DialectRoute['answer']>()
    for (const { methods: names, answer } of group) {
      for (const name of names) {
        methods.set(name, answer)
        if (name === 'GET') methods.set('HEAD', answer)
      }
    }
    places.set(path.replace(/<\w+>$/, '<>'), { path, methods })
  }
  return (pathname) => {
    const exact = places.get(pathname)
    if (exact) return { ...exact, segment: '' }
    const [, prefix = '', segment = ''] = /^(.*\/)([^/]+)$/.exec(pathname) ?? []
    const place = places.get(`${prefix}<>`)
    return place && { ...place, segment }
  }
}

const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** What the original leaves out. */
const protections: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** What a dialect does not answer itself; it answers the refusals that its original knows. */
const statuses: Partial<Record<AuthErrorCode, 400 | 413 | 429 | 503>> = {
  invalid_request: 400,
  payload_too_large: 413,
  rate_limited: 429,
  overloaded: 503,
  storage_unavailable: 503,
}

/** The page for what went wrong. */
export function failure(error: unknown): Response {
  const status = error instanceof AuthError ? statuses[error.code] : undefined
  const retryAfter = error instanceof AuthError ? error.retryAfter : undefined
  const wait = status === 503 ? (retryAfter ?? soon) : retryAfter
  return errorPage(status ?? 500, wait === undefined ? {} : { 'retry-after': String(wait) })
}
