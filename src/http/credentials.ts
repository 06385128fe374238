import { AuthError } from '../errors.ts'
import { parseBasic } from './basic.ts'
import { checkCookieName, defaultCookieName, readCookie } from './cookie.ts'
import { originSet, refuseCrossSite } from './cross-site.ts'

/** Where an access token may be in a request. */
export type CredentialSource =
  /** `Authorization: Bearer`, RFC 6750 §2.1; or `DPoP`, RFC 9449 §7.1. */
  | 'bearer'
  /** The `Authentication-Token` header of Flask-Security. */
  | 'authentication-token'
  /** The name in HTTP Basic, with anything as the password. */
  | 'basic-token'
  /** A `__Host-` cookie; unsafe methods are then answered to our own pages only. */
  | 'cookie'
  /** `?auth_token=` or `?token=`: ends up in logs and referrers. */
  | 'query'

export interface CredentialOptions {
  /** Where to look, in this order. Default: `['bearer']`. */
  readonly credentials?: readonly CredentialSource[]
  /** Name of the cookie. Default: `__Host-latchkey`. */
  readonly cookie?: string
  /** Origins whose pages may send unsafe requests with the cookie. Default: none but what the browser calls same-origin. */
  readonly origins?: readonly string[]
}

/** What is read of a request; every framework has it. */
export interface CredentialRequest {
  readonly method: string
  /** Absolute, or just path and query. */
  readonly url: string
  /** The value of a header (lower-case name); several fields of that name joined by `', '`. */
  header(name: string): string | undefined
}

export interface Credential {
  readonly source: CredentialSource
  readonly token: string
  /** The value of the `DPoP` field, where the scheme is DPoP; empty where there is none. */
  readonly proof?: string
}

/**
 * The access token of a request; `undefined` when there is none where we look.
 *
 * @throws {AuthError} `credentials_malformed`, `credentials_ambiguous`, `cross_site_request`.
 */
export type CredentialReader = (request: CredentialRequest) => Credential | undefined

type Read = (request: CredentialRequest) => string | undefined

/**
 * A reader of access tokens. Two credentials in one request are refused, whichever they are, but for
 * one token in both `Authorization` and `Authentication-Token`.
 *
 * @throws {TypeError} for an unknown source, one named twice, or a cookie without `__Host-`.
 * @example
 * const readCredential = createCredentialReader({ credentials: ['bearer', 'cookie'] })
 * const token = readCredential(request)?.token
 */
export function createCredentialReader(options: CredentialOptions = {}): CredentialReader {
  const { credentials = ['bearer'], cookie = defaultCookieName, origins = [] } = options
  checkCookieName(cookie)
  const own = originSet(origins)
  const readers: Record<CredentialSource, Read> = {
    bearer: readBearer,
    'authentication-token': readAuthenticationToken,
    'basic-token': readBasicToken,
    cookie: (request) => {
      const token = readCookie(request.header('cookie') ?? '', cookie)
      if (token !== undefined) refuseCrossSite(request, own, { strict: true })
      return token
    },
    query: readQuery,
  }
  const known = credentials.every((source) => Object.hasOwn(readers, source))
  if (!known || credentials.length === 0 || new Set(credentials).size !== credentials.length) {
    throw new TypeError(
      `credentials: expected a list out of ${Object.keys(readers).join(', ')}, each once`,
    )
  }
  const chosen = credentials.map((source) => ({ source, read: readers[source] }))
  const readsAuthorization = credentials.includes('bearer')
  return (request) => {
    let found: Credential | undefined
    for (const { source, read } of chosen) {
      const token = read(request)
      if (token === undefined) continue
      if (found && !(token === found.token && areHeaders(source, found.source))) {
        throw new AuthError('credentials_ambiguous', 'the request carries more than one credential')
      }
      found ??= { source, token }
    }
    // Most requests bear the token, and are not looked at again.
    if (!readsAuthorization || found?.source === 'bearer') return found
    const bound = readBound(request)
    if (found && bound) {
      throw new AuthError('credentials_ambiguous', 'the request carries more than one credential')
    }
    return found ?? bound
  }
}

const areHeaders = (...sources: readonly CredentialSource[]): boolean =>
  sources.every((source) => source === 'bearer' || source === 'authentication-token')

// A second scheme after a comma: two Authorization fields, joined by whatever received them. The
// parameters of one scheme (`Digest realm="x", nonce="y"`) have an equals sign there.
const secondScheme = /, *[\w-]+ +[^ =,]/

/** @throws {AuthError} `credentials_ambiguous` when `Authorization` is there twice. */
export function readAuthorization(request: CredentialRequest): string | undefined {
  const value = request.header('authorization')
  if (
    value?.includes(',') &&
    (secondScheme.test(value) || /^(?:basic|bearer|dpop)\b/i.test(value))
  ) {
    throw new AuthError('credentials_ambiguous', 'Authorization is there more than once')
  }
  return value
}

// What a token is made of is for the verifier to judge (401); what separates it is judged here (400).
const separator = /[ \t\u00a0,]/
const bearer = /^bearer +([^ \t\u00a0,]+)$/i

function readBearer(request: CredentialRequest): string | undefined {
  const value = request.header('authorization')
  if (value === undefined) return undefined
  // As nearly every request spells it; looking for what must not be there is 8 times faster than matching all.
  const usual = value.startsWith('Bearer ') ? value.slice(7) : ''
  if (usual !== '' && !separator.test(usual)) return usual
  const token = bearer.exec(value)?.[1]
  if (token !== undefined) return token
  if (!/^bearer/i.test(readAuthorization(request) ?? '')) return undefined
  throw new AuthError('credentials_malformed', 'Authorization: Bearer without one token')
}

const dpop = /^dpop +([^ \t\u00a0,]+)$/i

/** RFC 9449 §7.1: a token that is bound to a key, and the proof of it. */
function readBound(request: CredentialRequest): Credential | undefined {
  const value = readAuthorization(request)
  if (value === undefined || !/^dpop\b/i.test(value)) return undefined
  const token = dpop.exec(value)?.[1]
  if (token === undefined) {
    throw new AuthError('credentials_malformed', 'Authorization: DPoP without one token')
  }
  return { source: 'bearer', token, proof: request.header('dpop') ?? '' }
}

function readAuthenticationToken(request: CredentialRequest): string | undefined {
  const value = request.header('authentication-token')
  if (value === undefined) return undefined
  if (!/^[^\s,]+$/.test(value)) {
    throw new AuthError('credentials_malformed', 'Authentication-Token without one token')
  }
  return value
}

function readBasicToken(request: CredentialRequest): string | undefined {
  const value = readAuthorization(request)
  if (value === undefined || !/^basic\b/i.test(value)) return undefined
  const name = parseBasic(value)?.name
  // RFC 7617 §2: what cannot be read is a wrong credential (401), not a bad request.
  if (name === undefined) throw new AuthError('token_malformed', 'unreadable Basic credentials')
  return name
}

function readQuery(request: CredentialRequest): string | undefined {
  const start = request.url.indexOf('?')
  if (start < 0) return undefined
  const query = new URLSearchParams(request.url.slice(start + 1).split('#', 1)[0])
  const [token, ...others] = ['auth_token', 'token'].flatMap((name) => query.getAll(name))
  if (others.length > 0) {
    throw new AuthError('credentials_ambiguous', 'the query carries more than one token')
  }
  if (token === '') throw new AuthError('credentials_malformed', 'the token in the query is empty')
  return token
}
