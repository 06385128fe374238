import { networkOf } from '../accounts/index.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Audit } from '../audit/index.ts'
import { isReservedName } from '../clients/index.ts'
import type { Clients, RegisteredClient, Verifiers } from '../clients/index.ts'
import { AuthError } from '../errors.ts'
import type { RevocationStreams } from '../feed/index.ts'
import type { KeyRing } from '../keys/index.ts'
import type { Sessions, SessionTokens } from '../sessions/index.ts'
import { confirm } from '../tokens/index.ts'
import type {
  AccessClaims,
  AccessTokens,
  Proofs,
  ProvenRequest,
  RegisteredClaims,
  StatusList,
} from '../tokens/index.ts'
import type {
  Auth,
  AuthVitals,
  ClientToken,
  IssuedToken,
  IssuedTokens,
  RenewOptions,
  SignInContext,
  SignInCredentials,
} from './auth.ts'
import type { AuthOptions } from './auth-options.ts'
import { issueToClient, narrowed, requireWithin } from './client-tokens.ts'
import { SecondLook } from './second-look.ts'
import { openServices } from './services.ts'
import type { Services } from './services.ts'
import { vitalsOf } from './vitals.ts'

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
  readonly proofs: Proofs
  readonly keys: KeyRing
  readonly audit: Audit | undefined
  readonly clients: Clients
  readonly verifiers: Verifiers
  readonly streams: RevocationStreams
  readonly statusList: StatusList | undefined
  readonly #services: Services<Claims>
  readonly #secondLook: SecondLook

  constructor(services: Services<Claims>) {
    this.#services = services
    this.issuer = services.issuer
    this.audience = services.audience
    this.accounts = services.accounts
    this.sessions = services.sessions
    this.tokens = services.tokens
    this.proofs = services.proofs
    this.keys = services.keys
    this.#secondLook = new SecondLook(services)
    this.audit = services.audit
    this.clients = services.clients
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

  issueToClient(
    client: RegisteredClient,
    options: Parameters<Auth['issueToClient']>[1] = {},
  ): ClientToken {
    const issued = issueToClient(client, { tokens: this.tokens, ...options })
    this.#services.onEvent({ type: 'client_token_issued', clientId: client.name })
    return issued
  }

  async renew(refreshToken: string, options: RenewOptions = {}): Promise<IssuedTokens> {
    const { clientId, scope, ...renewal } = options
    if (clientId !== undefined || scope !== undefined) {
      // Before the rotation, so that a mistake costs nobody the refresh token.
      const { snapshot } = await this.sessions.inspect(refreshToken)
      if (snapshot && clientId !== undefined && snapshot.session.clientId !== clientId) {
        throw new AuthError('client_mismatch', 'the refresh token is of another client')
      }
      if (snapshot && scope) requireWithin(scope, snapshot.account.scopes)
    }
    const tokens = await this.sessions.renew(refreshToken, renewal)
    if (clientId === undefined) await this.#requireNoClient(tokens)
    const issued = this.#issue(scope ? narrowed(tokens, scope) : tokens)
    return { ...issued, account: tokens.account }
  }

  async signOut(
    credential: { readonly accessToken: string } | { readonly refreshToken: string },
    options: { readonly all?: boolean } = {},
  ): Promise<void> {
    if ('refreshToken' in credential) {
      return this.sessions.endByRefreshToken(credential.refreshToken, options)
    }
    if (options.all) {
      const { sub, sid } = await this.#verifyWithoutProof(credential.accessToken)
      if (sid === undefined) return this.tokens.revoke({ sub })
      return this.sessions.endAll(sub, 'signed_out_everywhere')
    }
    const { sid, jti } = await this.identify(credential.accessToken)
    if (sid === undefined) return this.tokens.revoke({ jti })
    return this.sessions.end(sid, 'signed_out')
  }

  verify(token: string): Promise<AccessClaims<Claims>> {
    return this.#secondLook.take(() => this.tokens.verify(token))
  }

  async verifyBound(token: string, request: ProvenRequest): Promise<AccessClaims<Claims>> {
    return confirm(await this.#verifyWithoutProof(token), token, request, this.proofs)
  }

  verifyNow(token: string): AccessClaims<Claims> | undefined {
    try {
      return this.tokens.verify(token)
    } catch (error) {
      if (this.#secondLook.mayHelp(error)) return undefined
      throw error
    }
  }

  identify(token: string): Promise<RegisteredClaims> {
    return this.#secondLook.take(() => this.tokens.identify(token))
  }

  ready(): Promise<void> {
    return this.#services.store.ping()
  }

  vitals(): AuthVitals {
    return vitalsOf(this.#services)
  }

  close(): Promise<void> {
    return this.#services.close()
  }

  async #start(
    credentials: SignInCredentials,
    { address, signal, ...request }: SignInContext & SessionLimits,
  ): Promise<SessionTokens> {
    const network = networkOf(address)
    const { onEvent } = this.#services
    try {
      const { account, passwordVersion } = await this.accounts.authenticate(credentials, {
        network,
        ...(signal && { signal }),
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

  /** Looked up afterwards: the sessions of nearly everybody have a `client_id` that no client can have. */
  async #requireNoClient({ session }: SessionTokens): Promise<void> {
    if (isReservedName(session.clientId)) return
    if ((await this.clients.find(session.clientId)) === undefined) return
    await this.sessions.end(session.id, 'revoked')
    throw new AuthError('client_mismatch', 'a refresh token of a client came without its client')
  }

  #verifyWithoutProof(token: string): Promise<AccessClaims<Claims>> {
    return this.#secondLook.take(() => this.tokens.verifyWithoutProof(token))
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
