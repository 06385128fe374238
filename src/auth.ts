import type { Account, Accounts } from './accounts/index.ts'
import { networkOf } from './accounts/index.ts'
import type { AuthOptions } from './auth-options.ts'
import { AuthError } from './errors.ts'
import type { KeyRing } from './keys/index.ts'
import { openServices } from './services.ts'
import type { Services } from './services.ts'
import type { Session, Sessions, SessionTokens } from './sessions/index.ts'
import type { AccessClaims, AccessTokens } from './tokens/index.ts'

/** What a person signs in with: exactly one of the two names, and a password. */
export interface SignInCredentials {
  readonly username?: string
  readonly email?: string
  readonly password: string
}

/** Where a sign-in comes from. */
export interface SignInContext {
  /** The address of the client, without a port; limits count per network of it. */
  readonly address?: string
  /** What the device calls itself, such as its user agent. */
  readonly device?: string
  /** RFC 6749 `client_id`. Default: `'first-party'`. */
  readonly clientId?: string
}

/** An access token as it goes to the client. */
export interface IssuedToken {
  readonly accessToken: string
  /** Seconds. */
  readonly expiresIn: number
  readonly session: Session
  readonly account: Account
}

/** What sign-in and renewal answer. With rotation off, `refreshToken` is the one that was presented. */
export interface IssuedTokens extends IssuedToken {
  readonly refreshToken: string
}

/** How it is going, at this moment. */
export interface AuthVitals {
  /** Password hashes under way or waiting for a core. */
  readonly pendingHashes: number
  /** Seconds since the view of revocations was known to be complete. */
  readonly revocationsAge: number
}

/** Token authentication, ready to use: what `createAuth` gives. */
export interface Auth<Claims extends object = object> {
  readonly issuer: string
  readonly audience: string
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly tokens: AccessTokens<Claims>
  readonly keys: KeyRing
  /**
   * Starts a session.
   * @throws {AuthError} `account_unknown`, `password_mismatch`, `account_disabled`, `rate_limited`, `overloaded`.
   */
  signIn(credentials: SignInCredentials, context?: SignInContext): Promise<IssuedTokens>
  /**
   * Starts a session without a refresh token that ends when its last access token does: the `/token` app.
   * @throws {AuthError} as `signIn`.
   */
  signInForToken(credentials: SignInCredentials, context?: SignInContext): Promise<IssuedToken>
  /**
   * How a token renews itself at `/token`: one from `signInForToken` gets a successor, within `tokenSessionLifetime`
   * of the sign-in; one of a session that has a refresh token is answered as it is, with what is left of it.
   * @throws {AuthError} as `verify`, and `session_ended`.
   */
  extend(accessToken: string): Promise<IssuedToken>
  /**
   * The next access and refresh token of a session.
   * @throws {AuthError} `refresh_token_malformed`, `refresh_token_forged`, `refresh_token_reuse`, `stale_renewal`,
   *   `session_unknown`, `session_ended`, `session_idle_expired`, `session_expired`.
   */
  renew(
    refreshToken: string,
    options?: { readonly renewalId?: string | undefined },
  ): Promise<IssuedTokens>
  /**
   * Ends the session of a token; idempotent. An access token may have expired, a refresh token may be spent.
   * With `all`, ends every session of the account; that takes a token that is good now.
   * @throws {AuthError} when the token is not ours.
   */
  signOut(
    credential: { readonly accessToken: string } | { readonly refreshToken: string },
    options?: { readonly all?: boolean },
  ): Promise<void>
  /** The claims of an access token that is good now. @throws {AuthError} with the operator's reason. */
  verify(token: string): Promise<AccessClaims<Claims>>
  /** The same without waiting: `undefined` means that only `verify` can tell. @throws {AuthError} as `verify`. */
  verifyNow(token: string): AccessClaims<Claims> | undefined
  /** Fulfilled when the store answers. */
  ready(): Promise<void>
  /** Numbers for whoever watches over it. */
  vitals(): AuthVitals
  /** Stops the background tasks and closes the store. */
  close(): Promise<void>
}

/** `client_id` of sessions that `/token` starts. */
const tokenClientId = 'token'

/**
 * Token authentication on a store: opens it, brings its schema up to date, and loads keys and revocations.
 *
 * @throws {TypeError | RangeError} for an option that cannot be.
 * @example
 * import { createAuth } from 'latchkey'
 * import { sqlite } from 'latchkey/sqlite'
 *
 * const auth = await createAuth({ issuer: 'https://api.example.com', audience: 'api', store: sqlite('auth.db') })
 * await auth.accounts.register({ username: 'ada', password: 'correct horse battery staple' })
 * const { accessToken } = await auth.signIn({ username: 'ada', password: 'correct horse battery staple' })
 * const { sub } = await auth.verify(accessToken)
 */
export async function createAuth<Claims extends object = object>(
  options: AuthOptions<Claims>,
): Promise<Auth<Claims>> {
  return new LatchkeyAuth(await openServices(options))
}

class LatchkeyAuth<Claims extends object> implements Auth<Claims> {
  readonly issuer: string
  readonly audience: string
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly tokens: AccessTokens<Claims>
  readonly keys: KeyRing
  readonly #services: Services<Claims>

  constructor(services: Services<Claims>) {
    this.#services = services
    this.issuer = services.issuer
    this.audience = services.audience
    this.accounts = services.accounts
    this.sessions = services.sessions
    this.tokens = services.tokens
    this.keys = services.keys
  }

  async signIn(credentials: SignInCredentials, context: SignInContext = {}): Promise<IssuedTokens> {
    const tokens = await this.#start(credentials, { clientId: 'first-party', ...context })
    return this.#issue(tokens)
  }

  async signInForToken(
    credentials: SignInCredentials,
    context: SignInContext = {},
  ): Promise<IssuedToken> {
    const { lifetime: idleLifetime } = this.tokens
    const { tokenSessionLifetime: lifetime } = this.#services
    const limits = { clientId: tokenClientId, idleLifetime, lifetime }
    const { refreshToken: _, ...token } = this.#issue(
      await this.#start(credentials, { ...context, ...limits }),
    )
    return token
  }

  async extend(accessToken: string): Promise<IssuedToken> {
    const claims = await this.verify(accessToken)
    const found = claims.sid === undefined ? undefined : await this.sessions.find(claims.sid)
    if (!found) throw new AuthError('session_unknown', 'the token belongs to no session')
    // A token that could always prolong itself would make a stolen one last as long as its session.
    if (found.session.clientId !== tokenClientId) {
      return { ...found, accessToken, expiresIn: Math.floor(claims.exp - this.#services.clock()) }
    }
    const touched = await this.sessions.touch(found.session.id)
    if (!touched) throw new AuthError('session_ended', 'the session of the token is over')
    const { token, expiresIn } = this.tokens.issue(touched)
    return { ...touched, accessToken: token, expiresIn }
  }

  async renew(
    refreshToken: string,
    options: { readonly renewalId?: string | undefined } = {},
  ): Promise<IssuedTokens> {
    return this.#issue(await this.sessions.renew(refreshToken, options))
  }

  async signOut(
    credential: { readonly accessToken: string } | { readonly refreshToken: string },
    options: { readonly all?: boolean } = {},
  ): Promise<void> {
    if ('refreshToken' in credential) {
      return this.sessions.endByRefreshToken(credential.refreshToken, options)
    }
    if (options.all) {
      const { sub } = await this.verify(credential.accessToken)
      return this.sessions.endAll(sub, 'signed_out_everywhere')
    }
    const { sid, jti } = this.tokens.identify(credential.accessToken)
    if (sid === undefined) return this.tokens.revoke({ jti })
    return this.sessions.end(sid, 'signed_out')
  }

  async verify(token: string): Promise<AccessClaims<Claims>> {
    const claims = this.verifyNow(token)
    if (claims) return claims
    // The view of revocations is old because this process stood still; one look makes it new.
    await this.#services.feed.refresh().catch(() => {})
    return this.tokens.verify(token)
  }

  verifyNow(token: string): AccessClaims<Claims> | undefined {
    try {
      return this.tokens.verify(token)
    } catch (error) {
      if (error instanceof AuthError && error.code === 'revocations_stale') return undefined
      throw error
    }
  }

  ready(): Promise<void> {
    return this.#services.store.ping()
  }

  vitals(): AuthVitals {
    const { passwords, feed, clock } = this.#services
    return {
      pendingHashes: passwords.pending,
      revocationsAge: Math.max(0, clock() - feed.viewedAt),
    }
  }

  close(): Promise<void> {
    return this.#services.close()
  }

  async #start(
    credentials: SignInCredentials,
    { address, ...request }: SignInContext & SessionLimits,
  ): Promise<SessionTokens> {
    const network = networkOf(address)
    const { onEvent } = this.#services
    try {
      const { account, passwordVersion } = await this.accounts.authenticate(credentials, {
        network,
      })
      return await this.sessions.start({
        clientId: 'first-party',
        ...request,
        account,
        passwordVersion,
        network,
      })
    } catch (error) {
      if (error instanceof AuthError) onEvent({ type: 'sign_in_refused', code: error.code })
      throw error
    }
  }

  #issue(tokens: SessionTokens): IssuedTokens {
    const { token, expiresIn } = this.tokens.issue(tokens)
    return { ...tokens, accessToken: token, expiresIn }
  }
}

interface SessionLimits {
  readonly idleLifetime?: number
  readonly lifetime?: number
}
