import type { Clock } from '../clock.ts'
import { AuthError } from '../errors.ts'
import {
  type Era,
  makeSessionIdentifier,
  readFlaskSession,
  readRememberCookie,
  type SecretKey,
} from '../signing/index.ts'
import { unquoteCookie } from './cookie-value.ts'

type MaybePromise<Value> = Value | Promise<Value>

export interface CookieOptions {
  /** `SECRET_KEY` of the Flask application, behind its fallbacks if there are any. */
  readonly secretKey: SecretKey
  /** The itsdangerous of the application: session cookies of `'0.24'` count from 2011. Default: `'2.x'`. */
  readonly era?: Era
  /** Name of its session cookie. Default: `'session'`. */
  readonly sessionCookie?: string
  /** Name of its remember cookie. Default: `'remember_token'`. */
  readonly rememberCookie?: string
  /** Seconds that a session cookie is good for. Default: 31 days, as in Flask. */
  readonly sessionMaxAge?: number
  /**
   * Reads the remember cookie where the application had a `token_loader` (Flask-Login up to 0.3): the user id of its
   * token, `undefined` for none. Default: the cookie is Flask-Login's own.
   */
  readonly tokenLoader?: (token: string) => MaybePromise<string | undefined>
  /**
   * `'strong'`: a session cookie counts only from the address and user agent that it was made for, and a remember
   * cookie, which names none, not at all. Default: `'none'`.
   */
  readonly sessionProtection?: 'strong' | 'none'
  /** Default: the wall clock. */
  readonly clock?: Clock
}

/** What a browser sent. */
export interface CookieSource {
  readonly cookies: ReadonlyMap<string, string>
  readonly address: string | undefined
  readonly userAgent: string | undefined
}

/** Whom a cookie stands for, and what it is remembered by when it has been exchanged. */
export interface Recognized {
  readonly userId: string
  readonly spentAs: string
}

/**
 * Whom Flask-Login would take the browser for: the session first, and where that says nothing the remember cookie.
 *
 * @throws {AuthError} `credentials_missing`; `signature_invalid`, `token_expired` … for the last cookie that was tried.
 */
export async function recognize(
  { cookies, address, userAgent }: CookieSource,
  options: CookieOptions,
): Promise<Recognized> {
  const { sessionCookie = 'session', rememberCookie = 'remember_token' } = options
  let error = new AuthError('credentials_missing', 'there is no cookie of Flask-Login')
  for (const [name, read] of [
    [sessionCookie, (value: string) => bySession(value, { address, userAgent }, options)],
    [rememberCookie, (value: string) => byRemember(value, options)],
  ] as const) {
    const value = unquoteCookie(cookies.get(name) ?? '')
    if (!value) continue
    try {
      return await read(value)
    } catch (thrown) {
      if (!(thrown instanceof AuthError)) throw thrown
      error = thrown
    }
  }
  throw error
}

function bySession(
  cookie: string,
  { address, userAgent }: Omit<CookieSource, 'cookies'>,
  options: CookieOptions,
): Recognized {
  const { secretKey, era = '2.x', sessionMaxAge, sessionProtection, clock } = options
  const session = readFlaskSession(cookie, {
    secretKey,
    era,
    ...(sessionMaxAge !== undefined && { maxAge: sessionMaxAge }),
    ...(clock && { clock }),
  })
  // `user_id` before Flask-Login 0.5.
  const userId = session['_user_id'] ?? session['user_id']
  if (typeof userId !== 'string' && typeof userId !== 'number') {
    throw new AuthError('credentials_missing', 'nobody is signed in to the session')
  }
  if (sessionProtection === 'strong') checkIdentifier(session['_id'], address, userAgent)
  // Without its time: the same session written again later is not another one.
  const content = cookie.slice(0, cookie.lastIndexOf('.', cookie.lastIndexOf('.') - 1))
  return { userId: String(userId), spentAs: `session ${content}` }
}

function checkIdentifier(
  found: unknown,
  address: string | undefined,
  userAgent: string | undefined,
): void {
  const bare = address?.replace(/^::ffff:/i, '') ?? ''
  const digests = ['sha512', 'md5'] as const
  const expected = ([2, 3] as const).flatMap((python) =>
    digests.map((digestMethod) => makeSessionIdentifier(bare, userAgent, { digestMethod, python })),
  )
  // No secret: whoever holds the cookie can read it there.
  if (typeof found === 'string' && expected.includes(found)) return
  throw new AuthError('signature_invalid', 'the session was made for another browser')
}

async function byRemember(cookie: string, options: CookieOptions): Promise<Recognized> {
  const { secretKey, tokenLoader, sessionProtection } = options
  if (sessionProtection === 'strong') {
    throw new AuthError('credentials_missing', 'a remember cookie is for any browser')
  }
  const userId = tokenLoader ? await tokenLoader(cookie) : ownRemember(cookie, secretKey)
  if (userId === undefined) throw new AuthError('signature_invalid', 'the token is of nobody')
  return { userId, spentAs: `remember ${userId}` }
}

/** The newest key first, as Flask-Login has but one. */
function ownRemember(cookie: string, secretKey: SecretKey): string {
  const keys =
    typeof secretKey === 'string' || secretKey instanceof Uint8Array ? [secretKey] : secretKey
  let error: unknown
  for (const key of keys.toReversed()) {
    try {
      return readRememberCookie(cookie, { secretKey: key })
    } catch (thrown) {
      error = thrown
    }
  }
  throw error
}
