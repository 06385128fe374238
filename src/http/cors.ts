import { preflightMaxAge } from '../defaults.ts'
import { originSet } from './cross-site.ts'

export interface CorsOptions {
  /** Origins whose pages may read answers, to the letter; `*` for all of them. */
  readonly origins: readonly string[]
  /** Whether a browser may add its cookies. Default: `false`. */
  readonly credentials?: boolean
}

/** Which other origins' pages may read our answers (the Fetch standard's CORS protocol). */
export interface Cors {
  /** The listed origins, without `*`. */
  readonly origins: ReadonlySet<string>
  /** Adds what lets the page of `origin` read the answer; nothing for an origin that is not listed. */
  allow(headers: Headers, origin: string | null): boolean
  /** The same for a preflight. */
  allowPreflight(headers: Headers, origin: string | null, methods: string): void
}

/**
 * What an answer says to the pages of other origins, as the options have it; without them, nothing.
 *
 * @throws {TypeError} for `*` together with credentials, or something that is not an origin.
 */
export function createCors(options: CorsOptions = { origins: [] }): Cors {
  const { credentials = false } = options
  const any = options.origins.includes('*')
  // Every site could act as whoever is signed in (B03).
  if (any && credentials) throw new TypeError('cors: credentials need a list of origins, not *')
  const origins = originSet(options.origins.filter((origin) => origin !== '*'))

  const allow: Cors['allow'] = (headers, origin) => {
    if (origin === null || !(any || origins.has(origin))) return false
    headers.set('access-control-allow-origin', any ? '*' : origin)
    headers.set(
      'access-control-expose-headers',
      'Date, Retry-After, WWW-Authenticate, X-Request-Id',
    )
    if (credentials) headers.set('access-control-allow-credentials', 'true')
    return true
  }
  return {
    origins,
    allow,
    allowPreflight: (headers, origin, methods) => {
      if (!allow(headers, origin)) return
      headers.set('access-control-allow-methods', methods)
      headers.set('access-control-allow-headers', allowedHeaders)
      headers.set('access-control-max-age', String(preflightMaxAge))
    },
  }
}

/** Whatever one of our endpoints reads. */
const allowedHeaders =
  'Authorization, Authentication-Token, Content-Type, DPoP, Idempotency-Key, X-CSRF-Token, X-XSRF-Token'
