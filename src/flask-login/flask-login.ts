import { createHash } from 'node:crypto'
import { networkOf } from '../accounts/index.ts'
import type { BudgetStore } from '../accounts/index.ts'
import type { Auth, IssuedTokens } from '../auth/index.ts'
import { type NumericDate, systemClock } from '../clock.ts'
import { createDialect, readCookies } from '../dialects/index.ts'
import type { DialectOptions, FlaskRequest } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import { type Mountable, originSet, problem, refuseCrossSite } from '../http/index.ts'
import type { LoginAnswer } from '../wire.ts'
import { type CookieOptions, recognize } from './recognize.ts'

export interface FlaskLoginOptions extends CookieOptions, Omit<DialectOptions, 'cors'> {
  /** The id of the account here of a user there; `undefined`: there is none. */
  readonly accountOf: (userId: string) => string | undefined | Promise<string | undefined>
  /** When the window closes: from then on no cookie is exchanged. Not to be moved back while it is open. */
  readonly until: NumericDate
  /** Where exchanged cookies are remembered until then: the store of `auth`, so that every process knows them. */
  readonly store: Pick<BudgetStore, 'spendBudgets' | 'refundBudgets'>
  /**
   * Whether a cookie is exchanged as often as it comes. A remember cookie is the same on all devices of a user: without
   * this, the second of them needs the password. Default: no; a copy of a cookie is worth nothing after its owner came.
   */
  readonly allowRepeatedExchange?: boolean
  /** Where the endpoint is. Default: `'/api/v1/flask-login'`. */
  readonly path?: string
  /** Other origins whose pages may exchange the cookies of their browser. Default: none but our own. */
  readonly origins?: readonly string[]
}

/** What is read of a browser's request. */
export interface BrowserCookies {
  /** The `Cookie` header. */
  readonly cookie: string | null | undefined
  /** The address of the client, by the server's word. */
  readonly address?: string | undefined
  readonly userAgent?: string | undefined
}

/** The exchange of Flask-Login's cookies for sessions here. */
export interface FlaskLogin extends Mountable {
  /**
   * A session for whom the cookies stand for, once.
   *
   * @throws {AuthError} `session_expired` (the window is closed), `credentials_missing`, `signature_invalid`, `token_expired` or
   * another code of `latchkey/signing`, `account_unknown`, `account_disabled`, `token_revoked` (exchanged before,
   * or the password has changed here).
   */
  exchange(browser: BrowserCookies): Promise<IssuedTokens>
}

/**
 * Nobody has to sign in again when an application leaves Flask-Login: its session and remember cookies, in all the
 * forms they have had, are exchanged for sessions here, each once and until a day that is said beforehand.
 * `POST /api/v1/flask-login` with the cookies answers as `/api/v1/login` does.
 *
 * @throws {TypeError} for an origin that is none or an `until` that is no time.
 * @example
 * const flaskLogin = createFlaskLogin(auth, {
 *   secretKey: process.env.SECRET_KEY,
 *   accountOf: (userId) => accountIds.get(userId),
 *   until: Date.parse('2027-01-31') / 1000,
 *   store,
 * })
 * app.use(mount(flaskLogin))
 */
export function createFlaskLogin(auth: Auth, options: FlaskLoginOptions): FlaskLogin {
  const { until, store, clock = systemClock, allowRepeatedExchange = false } = options
  const { path = '/api/v1/flask-login', onEvent } = options
  const cors = { origins: options.origins ?? [], credentials: true }
  const origins = originSet(cors.origins)
  // A date in milliseconds would keep the window open for ever.
  if (!(until > 0 && until < 1e11)) throw new TypeError('until: expected seconds since 1970')

  async function exchange({ cookie, address, userAgent }: BrowserCookies): Promise<IssuedTokens> {
    const now = clock()
    if (now >= until) throw new AuthError('session_expired', 'the window for cookies is closed')
    const cookies = readCookies(cookie ?? null)
    const { userId, spentAs } = await recognize({ cookies, address, userAgent }, options)
    const accountId = await options.accountOf(userId)
    const account = accountId === undefined ? undefined : await auth.accounts.find(accountId)
    if (!account) throw new AuthError('account_unknown', 'the cookie is of no account of ours')
    if (account.disabledAt !== undefined) {
      throw new AuthError('account_disabled', 'the account of the cookie is disabled')
    }
    const passwordVersion = await auth.accounts.passwordVersion(account.id)
    // Whoever changes it wants those out who are in; a cookie does not say which password it came from.
    if (passwordVersion > 1) {
      throw new AuthError('token_revoked', 'the password has changed since the cookie was made')
    }
    // One at most until the window closes.
    const budget = { key: keyOf(spentAs), burst: 1, interval: until - now }
    if (!allowRepeatedExchange && (await store.spendBudgets([budget], now)) > 0) {
      throw new AuthError('token_revoked', 'the cookie has been exchanged before')
    }
    try {
      const started = await auth.sessions.start({
        account,
        passwordVersion,
        clientId: 'first-party',
        network: networkOf(address),
        device: userAgent,
      })
      const { token, expiresIn } = auth.tokens.issue(started)
      return { ...started, accessToken: token, expiresIn }
    } catch (error) {
      if (!allowRepeatedExchange) await store.refundBudgets([budget], now)
      throw error
    }
  }

  async function answer({ method, headers, address }: FlaskRequest): Promise<Response> {
    try {
      // The browser adds the cookies by itself: another site must not be able to use up the one exchange.
      const header = (name: string): string | undefined => headers.get(name) ?? undefined
      refuseCrossSite({ method, header }, origins, { strict: true })
      const userAgent = header('user-agent')
      return signedIn(await exchange({ cookie: headers.get('cookie'), address, userAgent }))
    } catch (error) {
      if (error instanceof AuthError) return problem(error)
      throw error
    }
  }

  return { ...createDialect([{ path, methods: ['POST'], answer }], { cors, onEvent }), exchange }
}

/** Nothing in it signs anybody in. */
const keyOf = (spentAs: string): string =>
  `flask-login ${createHash('sha256').update(spentAs).digest('base64url')}`

function signedIn({ accessToken, refreshToken, expiresIn, account }: IssuedTokens): Response {
  const { id, username, email = null, roles } = account
  const body: LoginAnswer = {
    token: accessToken,
    refreshToken,
    tokenType: 'Bearer',
    expiresIn,
    user: { id, username, email, roles },
  }
  return Response.json(body)
}
