import type { NumericDate } from '../clock.ts'
import { AuthError } from '../errors.ts'
import type { JwtClaims } from '../jwt/portable.ts'

/** The claims every access token has, RFC 9068 §2.2, in the RFC's own spelling. */
export interface RegisteredClaims {
  readonly iss: string
  /** The account. */
  readonly sub: string
  readonly aud: string | readonly string[]
  readonly exp: NumericDate
  readonly iat: NumericDate
  readonly jti: string
  /** The program that signed in. */
  readonly client_id: string
  /** Scopes, separated by a space; empty when there are none. */
  readonly scope: string
  /** The session. */
  readonly sid?: string
  /** When the person proved who they are; no renewal moves it. */
  readonly auth_time?: NumericDate
  readonly roles?: readonly string[]
  /** The key that its sender has to prove to have (RFC 7800, RFC 9449 §6.1): its thumbprint. */
  readonly cnf?: { readonly jkt: string }
}

/** What a verified access token says, with the application's own claims; frozen all the way down. */
export type AccessClaims<Claims extends object = object> = RegisteredClaims & Claims

/** `typ` of an access token, RFC 9068 §2.1. */
export const accessTokenType = 'at+jwt'

/** Those that a token must have beside what every JWT must: `iss`, `aud`, `exp`. */
export const requiredClaims = ['sub', 'iat', 'jti', 'client_id'] as const

/** The names an application cannot use for claims of its own. */
export const registeredNames: ReadonlySet<string> = new Set([
  'iss',
  'aud',
  'exp',
  'nbf',
  'scope',
  'sid',
  'auth_time',
  'roles',
  'cnf',
  ...requiredClaims,
])

type JsonObject = Readonly<Record<string, unknown>>

/** `status` is the application's own, unless it says what a reference to a status list says (draft §6.1). */
const isRegistered = (name: string, value: unknown): boolean =>
  registeredNames.has(name) || (name === 'status' && Object.hasOwn(Object(value), 'status_list'))

/** Those claims that are registered, or those that are not: the application's own. */
export const pickClaims = (claims: JsonObject, registered: boolean): JsonObject =>
  // Not assigned one by one: a claim named `__proto__` would reach the setter.
  Object.fromEntries(
    Object.entries(claims).filter(([name, value]) => isRegistered(name, value) === registered),
  )

// RFC 6749 §3.3; anything else, such as a tab or a NUL, could make two readers see two scopes.
const scopePattern = /^(?:[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*)?$/

/** RFC 7638, by SHA-256. */
const isThumbprint = (value: unknown): boolean =>
  typeof value === 'string' && /^[\w-]{43}$/.test(value)

/** What is wrong with `scope`, `roles` or `cnf`, of which `jwt` does not know; `undefined`: nothing. */
export function flawOf({ scope, roles = [], cnf }: JsonObject): string | undefined {
  const { jkt }: { jkt?: unknown } = Object(cnf)
  // Bound to something that we cannot ask for: nobody's.
  if (cnf !== undefined && !isThumbprint(jkt)) {
    return 'the claim cnf names no key by its thumbprint'
  }
  if (typeof scope !== 'string' || !scopePattern.test(scope)) {
    return 'the claim scope is not a list of scopes, separated by one space'
  }
  return Array.isArray(roles) && roles.every((role) => typeof role === 'string' && role !== '')
    ? undefined
    : 'the claim roles is not a list of names'
}

/** The same claims, which are those of an access token. @throws {AuthError} `claims_malformed`. */
export function registeredOf(claims: JwtClaims): JwtClaims & RegisteredClaims {
  const whole = claims['scope'] === undefined ? { scope: '', ...claims } : claims
  const flaw = flawOf(whole)
  if (flaw !== undefined) throw new AuthError('claims_malformed', flaw)
  return whole as JwtClaims & RegisteredClaims // proved here, and by verifyJwt with requiredClaims
}
