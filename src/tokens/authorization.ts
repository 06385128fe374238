import { AuthError } from '../errors.ts'
import type { RegisteredClaims } from './access-claims.ts'

/** Header fields by name, as `Headers` or as Node and the frameworks have them. */
export type HeaderFields =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** What is read of a request. A `Request` of fetch, and those of Node, Express, Fastify and Koa, are such. */
export interface RequestLike {
  readonly headers: HeaderFields
  /** Node's own: every field of a name, where `headers` has only the first. */
  readonly headersDistinct?: Readonly<Record<string, readonly string[] | undefined>>
  /** Absolute, or path and query. */
  readonly url?: string | undefined
}

export interface ParseAuthorizationOptions {
  /**
   * Whether `?token=` is read too. Addresses end up in logs, histories and referrers, and what is in
   * them is known to whoever reads those. Default: no.
   */
  readonly allowQueryToken?: boolean
}

/**
 * What the access token of a request says; `undefined` when it bears none. Another scheme than
 * Bearer is none of ours and counts as none.
 *
 * The first argument is a request, or the value of its `Authorization` header. The result is what
 * `verifier.verify` gives: claims, or a promise of them.
 *
 * @throws {AuthError} `credentials_malformed`, `credentials_ambiguous` (two different tokens), and
 * whatever `verify` throws: a token that is there and bad is never the same as none.
 * @example
 * const claims = parseAuthorization(request, tokens)
 */
export function parseAuthorization<Verified>(
  source: RequestLike | string | undefined,
  verifier: { verify(token: string): Verified },
  options: ParseAuthorizationOptions = {},
): Verified | undefined {
  const request: RequestLike =
    typeof source === 'object' ? source : { headers: { authorization: source } }
  const fields = atMostOne(headerFields(request, 'authorization'), 'several Authorization fields')
  const inAddress = options.allowQueryToken === true ? queryTokens(request.url) : []
  const found = [
    ...fields.flatMap(bearerTokens),
    ...atMostOne(inAddress, 'several tokens in its address'),
  ]
  const [token] = atMostOne([...new Set(found)], 'two different tokens')
  return token === undefined ? undefined : verifier.verify(token)
}

export interface Requirements {
  /** Scopes, separated by a space; the token has to have all of them. */
  readonly scope?: string
  /** One role, or several of which one is enough. */
  readonly role?: string | readonly string[]
}

/**
 * The same claims, once it is sure that there are some and that they allow what is required.
 *
 * @throws {AuthError} `credentials_missing`, `insufficient_scope`, `insufficient_role`.
 * @example
 * const { sub } = authRequired(parseAuthorization(request, tokens), { scope: 'orders:read' })
 */
export function authRequired<Claims extends Pick<RegisteredClaims, 'scope' | 'roles'>>(
  claims: Claims | undefined,
  requirements: Requirements = {},
): Claims {
  if (claims === undefined) throw new AuthError('credentials_missing', 'there is no access token')
  const { scope = '', role } = requirements
  const scopes = claims.scope.split(' ')
  if (!scope.split(' ').every((needed) => needed === '' || scopes.includes(needed))) {
    throw new AuthError('insufficient_scope', 'the token lacks a scope that this needs')
  }
  const roles = typeof role === 'string' ? [role] : role
  if (roles && !roles.some((allowed) => claims.roles?.includes(allowed))) {
    throw new AuthError('insufficient_role', 'the account lacks the role that this needs')
  }
  return claims
}

/** The fields of a name, which is in lower case. */
export function headerFields(
  { headers, headersDistinct }: Pick<RequestLike, 'headers' | 'headersDistinct'>,
  name: string,
): readonly string[] {
  // Node's own `headers` silently keeps the first of two fields, and a proxy may have meant the other.
  const distinct = headersDistinct?.[name]
  if (distinct) return distinct
  if (isHeaders(headers)) return [headers.get(name) ?? []].flat()
  return Object.entries(headers)
    .filter(([found]) => found.toLowerCase() === name)
    .flatMap(([, value]) => value ?? [])
}

const isHeaders = (headers: HeaderFields): headers is { get(name: string): string | null } =>
  typeof headers['get' as keyof HeaderFields] === 'function' // a record holds no function

// RFC 9110 §11.1: a token names the scheme, in any case.
const schemePattern = /^bearer(?![\w!#$%&'*+\-.^`|~])/i
// RFC 6750 §2.1: one or more spaces, one token68.
const bearerPattern = /^bearer +([\w\-.~+/]+=*)$/i

/** None of another scheme. @throws {AuthError} `credentials_malformed` */
function bearerTokens(field: string): readonly string[] {
  if (!schemePattern.test(field)) return []
  const token = bearerPattern.exec(field)?.[1]
  if (token === undefined) {
    throw new AuthError('credentials_malformed', 'the bearer credentials are not one token')
  }
  return [token]
}

// The path and the fragment are taken off; what is left begins with the question mark.
const queryTokens = (url?: string): readonly string[] =>
  new URLSearchParams(url?.replaceAll(/^[^?#]*|#.*$/gs, '')).getAll('token')

/** The same values. @throws {AuthError} `credentials_ambiguous` */
function atMostOne<Value>(values: readonly Value[], what: string): readonly Value[] {
  if (values.length > 1) throw new AuthError('credentials_ambiguous', `the request has ${what}`)
  return values
}
