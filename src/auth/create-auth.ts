import { networkOf } from '../accounts/index.ts'
import type { Accounts } from '../accounts/index.ts'
import { AuthError } from '../errors.ts'
import type { RevocationStreams } from '../feed/index.ts'
import type { KeyRing } from '../keys/index.ts'
import type { RenewOptions, Sessions, SessionTokens } from '../sessions/index.ts'
import type { AccessClaims, AccessTokens, StatusList } from '../tokens/index.ts'
import type { Verifiers } from '../verifiers/index.ts'
import type {
  Auth,
  AuthVitals,
  IssuedToken,
  IssuedTokens,
  SignInContext,
  SignInCredentials,
} from './auth.ts'
import type { AuthOptions } from './auth-options.ts'
import { openServices } from './services.ts'
import type { Services } from './services.ts'

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
 * await auth.accounts.register({ username: 'ada', password: 'seven lamps in a quiet harbour' })
 * const { accessToken } = await auth.signIn({ username: 'ada', password: 'seven lamps in a quiet harbour' })
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
  readonly verifiers: Verifiers
  readonly streams: RevocationStreams
  readonly statusList: StatusList | undefined
  readonly #services: Services<Claims>

  constructor(services: Services<Claims>) {
    this.#services = services
    this.issuer = services.issuer
    this.audience = services.audience
    this.accounts = services.accounts
    this.sessions = services.sessions
    this.tokens = services.tokens
    this.keys = services.keys
    this.verifiers = services.verifiers
    this.streams = services.streams
    this.statusList = services.statusList
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

  async renew(refreshToken: string, options: RenewOptions = {}): Promise<IssuedTokens> {
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
    const { passwords, feed, streams, clock } = this.#services
    const { listeners, sent, cut } = streams.vitals
    return {
      pendingHashes: passwords.pending,
      revocationsAge: Math.max(0, clock() - feed.viewedAt),
      feedListeners: listeners,
      feedEventsSent: sent,
      feedListenersCut: cut,
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
