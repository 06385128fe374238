import { encodeUtf8, equalSecrets } from '../bytes.ts'
import { maxSignedBytes } from '../defaults.ts'
import { digest, hmac } from './algorithms.ts'
import { isAscii, reprOf } from './byte-string.ts'
import { BadSignature } from './errors.ts'

/** What Flask-Login has signed with: SHA-1 up to 0.2.11, SHA-512 since. */
export type RememberDigest = 'sha1' | 'sha512'

export interface RememberCookieOptions {
  /** `SECRET_KEY`. Text is Latin-1, as in Flask-Login. */
  readonly secretKey: string | Uint8Array
}

export interface ReadRememberCookieOptions extends RememberCookieOptions {
  /** Which digests are good. Default: both; the one is told from the other by its length. */
  readonly digestMethods?: readonly RememberDigest[]
}

export interface WriteRememberCookieOptions extends RememberCookieOptions {
  /** Default: `'sha512'`. */
  readonly digestMethod?: RememberDigest
}

/**
 * The account id in Flask-Login's `remember_token` cookie. Nothing in it says how old it is: a stolen one is
 * good until the secret key changes. Where the application had a `token_loader` (up to 0.3) the cookie holds
 * that application's own token instead, mostly one of a {@link URLSafeTimedSerializer}.
 *
 * @throws {BadSignature} `signature_invalid` or `token_too_large`.
 * @example
 * const accountId = readRememberCookie(cookie, { secretKey })
 */
export function readRememberCookie(cookie: string, options: ReadRememberCookieOptions): string {
  const { secretKey, digestMethods = ['sha512', 'sha1'] } = options
  const key = keyOf(secretKey)
  if (cookie.length > maxSignedBytes) {
    throw new BadSignature(`the cookie has more than ${maxSignedBytes} characters`, {
      code: 'token_too_large',
    })
  }
  const end = cookie.lastIndexOf('|')
  if (end < 0) throw new BadSignature("No '|' found in value")
  const payload = cookie.slice(0, end)
  const signature = cookie.slice(end + 1)
  const isGood =
    payload.isWellFormed() &&
    isAscii(signature) &&
    digestMethods.some((method) =>
      equalSecrets(encodeUtf8(hex(method, key, payload)), encodeUtf8(signature)),
    )
  if (isGood) return payload
  throw new BadSignature('Signature does not match', { payload: encodeUtf8(payload) })
}

/**
 * The `remember_token` cookie of an account, as Flask-Login makes it.
 *
 * @throws {TypeError} for an id with a lone surrogate, which could not be read back.
 */
export function writeRememberCookie(
  accountId: string,
  options: WriteRememberCookieOptions,
): string {
  const { secretKey, digestMethod = 'sha512' } = options
  if (!accountId.isWellFormed()) throw new TypeError('accountId: a lone surrogate has no UTF-8')
  return `${accountId}|${hex(digestMethod, keyOf(secretKey), accountId)}`
}

/**
 * Flask-Login's `make_secure_token` (up to 0.3): what applications returned from `get_auth_token`.
 *
 * @example
 * const token = makeSecureToken(['ada', passwordHash], { secretKey })
 */
export function makeSecureToken(
  parts: readonly string[],
  options: WriteRememberCookieOptions,
): string {
  const { secretKey, digestMethod = 'sha1' } = options
  return hex(digestMethod, keyOf(secretKey), parts.join('\0'))
}

export interface SessionIdentifierOptions {
  /** Default: `'sha512'`; Flask-Login up to 0.2.11 took `'md5'`. */
  readonly digestMethod?: 'md5' | 'sha512'
  /** That of the application: 2 takes both as they are, 3 as it prints bytes, `b'…'`. Default: 3. */
  readonly python?: 2 | 3
}

/**
 * What Flask-Login keeps as `_id` in the session, to see whether it has moved to another browser: a digest of
 * address and user agent, in hex. The address is the first of `X-Forwarded-For` where there is one. Anyone can
 * make it: it protects nothing by itself.
 *
 * @example
 * const isSame = session['_id'] === makeSessionIdentifier('203.0.113.7', userAgent)
 */
export function makeSessionIdentifier(
  address: string,
  userAgent: string | undefined,
  options: SessionIdentifierOptions = {},
): string {
  const { digestMethod = 'sha512', python = 3 } = options
  const formatted = (text: string): string =>
    python === 3 ? reprOf(Buffer.from(text).toString('latin1')) : text
  const agent = userAgent === undefined ? 'None' : formatted(userAgent)
  const text = encodeUtf8(`${formatted(address)}|${agent}`)
  return Buffer.from(digest(digestMethod, text)).toString('hex')
}

function keyOf(secretKey: string | Uint8Array): Uint8Array {
  if (secretKey.length === 0) throw new TypeError('secretKey: expected one that is not empty')
  if (typeof secretKey !== 'string') return secretKey
  if (/[\u0100-\uffff]/.test(secretKey)) throw new TypeError('secretKey: expected Latin-1')
  return Buffer.from(secretKey, 'latin1')
}

const hex = (method: RememberDigest, key: Uint8Array, text: string): string =>
  Buffer.from(hmac(method, key, encodeUtf8(text))).toString('hex')
