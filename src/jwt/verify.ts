import { decodeUtf8 } from '../encoding.ts'
import { type Clock, systemClock } from '../clock.ts'
import * as defaults from '../defaults.ts'
import { AuthError } from '../errors.ts'
import {
  checkAlgorithms,
  isAlgorithm,
  type JwsAlgorithm,
  type Key,
  type KeyResolver,
  type VerificationKey,
} from '../keys/portable.ts'
import { checkParties, checkTimes, checkTypes, type JwtClaims } from './claims.ts'
import { type CompactJws, isObject, type JoseHeader, keepHeader, parseCompact } from './compact.ts'
import { readJson } from './json.ts'

/** What a JWT must say to be accepted. Strings are compared whole; there are no patterns. */
export interface VerifyJwtOptions {
  /** The `iss` the token must have. */
  readonly issuer: string
  /** What the `aud` of the token must be or contain. */
  readonly audience: string
  /** The acceptable algorithms. The algorithm of the key must be one of them as well. */
  readonly algorithms: readonly JwsAlgorithm[]
  /** The `typ` the token must have, such as `'at+jwt'` (RFC 8725 §3.11); `application/` may be left out. */
  readonly typ: string
  /** Default: the wall clock. */
  readonly clock?: Clock
  /** Seconds, 0 to 300, that `nbf` and `iat` may be ahead of the clock. `exp` gets none. Default: 30. */
  readonly clockTolerance?: number
  /** Seconds from `iat` to `exp` that are too long to be believed. Default: no limit. */
  readonly maxLifetime?: number
  /** Claims that must be there beside `iss`, `aud` and `exp`; registered ones also have their types. */
  readonly requiredClaims?: readonly string[]
}

/** A JWT that may be believed. Frozen throughout. */
export interface VerifiedJwt {
  readonly header: JoseHeader
  readonly claims: JwtClaims
}

/**
 * The header and claims of a JWT that is good now: signature first, then type, then claims, so that
 * nothing is said about a token that nobody signed.
 *
 * @param keys the one key, or what knows the key of a `kid`: a key ring, or an imported JWK Set. A
 *   token without `kid` is only good for a single key.
 * @throws {AuthError} `token_too_large`, `token_malformed`, `critical_header_unsupported`,
 *   `algorithm_not_allowed`, `key_unknown`, `signature_invalid`, `token_type_mismatch`,
 *   `claims_malformed`, `claim_missing`, `claims_invalid`, `issuer_mismatch`, `audience_mismatch`,
 *   `token_expired`, `token_not_yet_valid` or `token_lifetime_too_long`.
 * @throws {TypeError} or {RangeError} when an option is missing or out of range.
 * @example
 * const { claims } = verifyJwt(token, keyRing, {
 *   issuer: 'https://api.example.com',
 *   audience: 'api',
 *   algorithms: ['ES256'],
 *   typ: 'at+jwt',
 * })
 */
export function verifyJwt(
  token: string,
  keys: Key | KeyResolver,
  options: VerifyJwtOptions,
): VerifiedJwt {
  const { parts, key } = openJwt(token, keys, options)
  return believed(parts, key.verify(parts.input, parts.signature), options)
}

/** The same with keys that take their time; also which key it was, since it may be another one by now. */
export async function verifyJwtLater<K extends VerificationKey>(
  token: string,
  keys: K | KeyResolver<K>,
  options: VerifyJwtOptions,
): Promise<VerifiedJwt & { readonly key: K }> {
  const { parts, key } = openJwt(token, keys, options)
  const isSigned = await key.verify(parts.input, parts.signature)
  return { ...believed(parts, isSigned, options), key }
}

/** The token taken apart, and the key that has to have signed it. */
function openJwt<K extends VerificationKey>(
  token: string,
  keys: K | KeyResolver<K>,
  options: VerifyJwtOptions,
): { readonly parts: CompactJws; readonly key: K } {
  checkVerifyJwtOptions(keys, options)
  const parts = parseCompact(token)
  const { alg, kid } = parts.header
  if (!isAlgorithm(alg) || !options.algorithms.includes(alg)) {
    throw new AuthError('algorithm_not_allowed', 'the algorithm of the token is not acceptable')
  }
  const key = keyOf(keys, kid)
  if (!key) throw new AuthError('key_unknown', 'the token names no key that we know')
  if (!key.accepts(alg)) {
    throw new AuthError('algorithm_not_allowed', 'the key of the token has another algorithm')
  }
  return { parts, key }
}

function believed(parts: CompactJws, isSigned: boolean, options: VerifyJwtOptions): VerifiedJwt {
  const { clock = systemClock, clockTolerance = defaults.clockTolerance, maxLifetime } = options
  if (!isSigned) throw new AuthError('signature_invalid', 'the signature of the token is not good')
  keepHeader(parts)
  const { header } = parts
  // RFC 7519 §5.2: `cty` says that the payload is another token.
  if (!isOfType(header.typ, options.typ) || Object.hasOwn(header, 'cty')) {
    throw new AuthError('token_type_mismatch', 'the token is of another type')
  }
  const claims = readClaims(parts.payload)
  checkTypes(claims, options.requiredClaims ?? [])
  checkParties(claims, options.issuer, options.audience)
  checkTimes(claims, { now: clock(), clockTolerance, maxLifetime })
  return Object.freeze({ header, claims })
}

function readClaims(payload: Uint8Array): Readonly<Record<string, unknown>> {
  const text = decodeUtf8(payload)
  const claims = text === undefined ? undefined : readJson(text)
  if (!isObject(claims)) throw new AuthError('claims_malformed', 'the claims are not a JSON object')
  return claims
}

function keyOf<K extends VerificationKey>(
  keys: K | KeyResolver<K>,
  kid: string | undefined,
): K | undefined {
  if ('verificationKey' in keys) return kid === undefined ? undefined : keys.verificationKey(kid)
  return kid === undefined || keys.kid === undefined || keys.kid === kid ? keys : undefined
}

const isOfType = (typ: string | undefined, expected: string): boolean =>
  typ === expected || (typ !== undefined && mediaType(typ) === mediaType(expected))

/** RFC 7515 §4.1.9: case does not matter, and what has no slash is `application/…`. */
const mediaType = (typ: string): string =>
  (typ.includes('/') ? typ : `application/${typ}`).toLowerCase()

/**
 * At every call: it costs 1 % of the cheapest signature, and an options object may change.
 *
 * @throws {TypeError} @throws {RangeError} when an option is missing or out of range.
 */
export function checkVerifyJwtOptions(keys: unknown, options: VerifyJwtOptions): void {
  const {
    issuer,
    audience,
    algorithms,
    typ,
    clockTolerance = defaults.clockTolerance,
    maxLifetime,
    requiredClaims = [],
  } = options
  if (typeof keys !== 'object' || keys === null) throw new TypeError('keys: expected a key')
  checkText('issuer', issuer)
  checkText('audience', audience)
  checkText('typ', typ)
  checkAlgorithms(algorithms)
  if (!Array.isArray(requiredClaims)) throw new TypeError('requiredClaims: expected a list')
  if (
    typeof clockTolerance !== 'number' ||
    !(clockTolerance >= 0 && clockTolerance <= defaults.maxClockTolerance)
  ) {
    throw new RangeError(`clockTolerance: expected 0 to ${defaults.maxClockTolerance} seconds`)
  }
  if (maxLifetime === undefined) return
  if (typeof maxLifetime !== 'number' || !(maxLifetime > 0 && maxLifetime < Infinity)) {
    throw new RangeError('maxLifetime: expected a number of seconds')
  }
}

function checkText(option: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') throw new TypeError(`${option}: expected a string`)
}
