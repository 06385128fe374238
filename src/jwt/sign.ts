import { encodeBase64url, encodeUtf8 } from '../bytes.ts'
import { maxTokenLength } from '../defaults.ts'
import type { Key } from '../keys/index.ts'
import { isObject } from './compact.ts'
import { readJson } from './json.ts'

/** How a JWT is signed. */
export interface SignJwtOptions {
  /** RFC 8725 §3.11: what kind of token it is. Default: `'JWT'`. */
  readonly typ?: string
  /** Characters it may have. Default: 8,192, which is what our verifiers read. */
  readonly maxLength?: number
}

const dates = ['exp', 'nbf', 'iat', 'auth_time'] as const

/**
 * A JWT, RFC 7519, with the key's algorithm and `kid` in its header.
 *
 * @throws {TypeError} when the claims are not a JSON object that {@link verifyJwt} would read, a date
 *   is not a finite number, or the key cannot sign.
 * @throws {RangeError} when the token would be longer than `maxLength`.
 * @example
 * signJwt({ iss, aud, sub, exp: now + 600 }, keyRing.signingKey(), { typ: 'at+jwt' })
 */
export function signJwt(
  claims: object,
  key: Key,
  { typ = 'JWT', maxLength = maxTokenLength }: SignJwtOptions = {},
): string {
  for (const name of dates) {
    const date: unknown = Reflect.get(claims, name)
    // JSON would turn NaN and Infinity into null.
    if (date !== undefined && !(Number.isFinite(date) && Number(date) >= 0)) {
      throw new TypeError(`${name}: expected a number of seconds since 1970`)
    }
  }
  const text = JSON.stringify(claims)
  if (!isObject(readJson(text ?? ''))) throw new TypeError('claims: expected a JSON object')
  const header = JSON.stringify({ alg: key.algorithm, typ, kid: key.kid })
  const input = `${encode(header)}.${encode(text)}`
  const token = `${input}.${encodeBase64url(key.sign(input))}`
  if (token.length > maxLength) {
    throw new RangeError(`claims: expected a token of at most ${maxLength} characters`)
  }
  return token
}

const encode = (text: string): string => encodeBase64url(encodeUtf8(text))
