import type { Clock } from '../clock.ts'
import { seconds, systemClock } from '../clock.ts'
import * as defaults from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { EventListener } from '../events.ts'
import type { MasterSecret } from '../keys/index.ts'
import { randomId, randomIndex } from '../random.ts'
import type { Revocation, PublishRevocations } from '../revocation.ts'
import { formatRefreshToken, parseRefreshToken, type RefreshTokenContent } from './refresh-token.ts'
import { renewSession } from './renew.ts'
import type {
  RenewOptions,
  SessionRequest,
  SessionsOptions,
  SessionTokens,
} from './sessions-options.ts'
import type { Session, SessionEndReason, SessionSnapshot } from './session.ts'
import type { SessionEnd, SessionStore } from './session-store.ts'

/** Sessions: one sign-in on one device each, kept alive by renewing, ended for good. */
export class Sessions {
  readonly #store: SessionStore
  readonly #secret: MasterSecret
  readonly #clock: Clock
  readonly #publish: PublishRevocations
  readonly #onEvent: EventListener
  readonly #idleLifetime: number
  readonly #lifetime: number
  readonly #retryWindow: number
  readonly #rotation: 'always' | 'never'
  readonly #maxSessions: number
  readonly #hasStatusList: boolean
  readonly #revocationLifetime: number

  constructor(options: SessionsOptions) {
    const { clock = systemClock, publish = () => {}, onEvent = () => {} } = options
    const { rotation = 'always', maxPerAccount = defaults.sessionsPerAccount } = options
    this.#store = options.store
    this.#secret = options.secret
    this.#clock = clock
    this.#publish = publish
    this.#onEvent = onEvent
    this.#rotation = rotation
    this.#revocationLifetime = options.revocationLifetime
    this.#idleLifetime = seconds(
      options.idleLifetime ?? defaults.sessionIdleLifetime,
      'idleLifetime',
    )
    this.#lifetime = seconds(options.lifetime ?? defaults.sessionLifetime, 'lifetime')
    this.#retryWindow = seconds(options.retryWindow ?? defaults.retryWindow, 'retryWindow')
    this.#maxSessions = maxPerAccount
    this.#hasStatusList = options.statusList ?? false
    if (!Number.isInteger(maxPerAccount) || maxPerAccount < 1) {
      throw new RangeError('maxPerAccount: expected a whole number ≥ 1')
    }
  }

  /**
   * Starts a session.
   *
   * @throws {AuthError} `password_mismatch` when the account was disabled or its password changed since it was checked;
   *   `overloaded` when the status list is full.
   */
  async start(request: SessionRequest): Promise<SessionTokens> {
    const { account, passwordVersion, clientId, device, network, jkt } = request
    const now = this.#clock()
    const { idleLifetime = this.#idleLifetime, lifetime = this.#lifetime } = request
    const { session, ended } = await this.#insert(passwordVersion, {
      id: randomId(),
      accountId: account.id,
      clientId,
      generation: 0,
      renewalIds: '',
      authenticatedAt: now,
      rotatedAt: now,
      lastUsedAt: now,
      idleLifetime,
      idleExpiresAt: now + Math.min(idleLifetime, lifetime),
      expiresAt: now + lifetime,
      endedAt: undefined,
      endReason: undefined,
      device: device?.slice(0, 256),
      network,
      ...(jkt !== undefined && { jkt }),
    })
    this.#ended(ended, 'limit')
    this.#onEvent({ type: 'signed_in', accountId: account.id, sessionId: session.id })
    return { session, account, readAt: now, refreshToken: this.#format(session) }
  }

  /**
   * Trades a refresh token for the next one and keeps the session alive.
   *
   * The same request again, lost answer or double click, gets the same successor. A token that was
   * spent by another request is in two hands, so the whole session ends (RFC 9700 §4.14.2). Of a session that is bound
   * to a key, a token that comes without it is good for nothing, and ends nothing either: a copy cannot sign its owner out.
   *
   * @throws {AuthError} `proof_missing`, `proof_key_mismatch`, `refresh_token_malformed`, `refresh_token_forged`, `session_unknown`, `session_ended`,
   *   `session_idle_expired`, `session_expired`, `stale_renewal`, `refresh_token_reuse`.
   */
  async renew(refreshToken: string, options: RenewOptions = {}): Promise<SessionTokens> {
    let sessionId: string | undefined
    try {
      const presented = parseRefreshToken(refreshToken, this.#secret)
      sessionId = presented.sessionId
      const { snapshot, repeated, ended } = await renewSession(this.#store, {
        ...presented,
        renewalId: options.renewalId,
        rotateAfter: options.rotateAfter,
        jkt: options.jkt,
        clock: this.#clock,
        retryWindow: this.#retryWindow,
        rotation: this.#rotation,
        revocationLifetime: this.#revocationLifetime,
        onLostWrites: (id) => this.#onEvent({ type: 'storage_lost_writes', sessionId: id }),
      })
      if (ended) {
        this.#ended([ended], 'refresh_token_reuse')
        const { accountId } = snapshot.session
        this.#onEvent({ type: 'refresh_token_reuse', accountId, sessionId })
        throw new AuthError(
          'refresh_token_reuse',
          'a spent refresh token was used again; its session is over',
        )
      }
      this.#onEvent({ type: 'renewed', sessionId, repeated })
      return { ...snapshot, refreshToken: this.#format(snapshot.session) }
    } catch (error) {
      if (error instanceof AuthError) {
        const about = sessionId === undefined ? {} : { sessionId }
        this.#onEvent({ type: 'renewal_refused', code: error.code, ...about })
      }
      throw error
    }
  }

  /** The session, live or not, with its account. */
  find(id: string): Promise<SessionSnapshot | undefined> {
    return this.#store.findSession(id, this.#clock())
  }

  /** What a refresh token belongs to, without using it. @throws {AuthError} `refresh_token_malformed`, `refresh_token_forged`. */
  async inspect(token: string): Promise<RefreshTokenContent & { snapshot?: SessionSnapshot }> {
    const content = parseRefreshToken(token, this.#secret)
    const snapshot = await this.find(content.sessionId)
    return { ...content, ...(snapshot && { snapshot }) }
  }

  /** The live sessions of an account, last used first. */
  list(accountId: string): Promise<readonly Session[]> {
    return this.#store.listSessions(accountId, this.#clock())
  }

  /** Marks a live session as used now, which moves its idle expiry; `undefined`: it is not live. */
  touch(id: string): Promise<SessionSnapshot | undefined> {
    return this.#store.touchSession(id, this.#clock())
  }

  /** Ends a session and revokes its access tokens; does nothing where there is none. */
  async end(id: string, reason: SessionEndReason): Promise<void> {
    const revocation = await this.#store.endSession({ id, ...this.#end(reason) })
    if (revocation) this.#ended([revocation], reason)
  }

  /** Ends every session of an account but `except`. */
  async endAll(
    accountId: string,
    reason: SessionEndReason,
    options: { readonly except?: string } = {},
  ): Promise<void> {
    this.#ended(
      await this.#store.endSessionsOf({ accountId, ...options, ...this.#end(reason) }),
      reason,
    )
  }

  /**
   * Ends the session of a refresh token, a spent one too, or with `all` every session of its account.
   *
   * @throws {AuthError} `refresh_token_malformed` or `refresh_token_forged`.
   */
  async endByRefreshToken(
    refreshToken: string,
    options: { readonly all?: boolean } = {},
  ): Promise<void> {
    const { sessionId } = parseRefreshToken(refreshToken, this.#secret)
    if (!options.all) return this.end(sessionId, 'signed_out')
    const found = await this.find(sessionId)
    // A token of a session that is over must not reach the account's other sessions.
    if (found && found.session.endedAt === undefined) {
      await this.endAll(found.account.id, 'signed_out_everywhere')
    }
  }

  /** Places in the status list are drawn at random, so that what stands beside each other has nothing in common. */
  async #insert(
    passwordVersion: number,
    content: Session,
  ): Promise<{ readonly session: Session; readonly ended: readonly Revocation[] }> {
    const start = {
      passwordVersion,
      maxSessions: this.#maxSessions,
      revokeUntil: content.lastUsedAt + this.#revocationLifetime,
    }
    for (let draw = 0; draw < defaults.statusListDraws; draw += 1) {
      const session = this.#hasStatusList
        ? { ...content, statusIndex: randomIndex(defaults.statusListSize) }
        : content
      const ended = await this.#store.insertSession(session, start)
      if (!ended) throw new AuthError('password_mismatch', 'the account changed while it signed in')
      if (ended !== 'status_index_taken') return { session, ended }
    }
    throw new AuthError('overloaded', 'the status list is full', {
      retryAfter: defaults.retryAfter,
    })
  }

  #format(session: Session): string {
    return formatRefreshToken(
      { sessionId: session.id, generation: session.generation },
      this.#secret,
    )
  }

  #end(reason: SessionEndReason): SessionEnd {
    const now = this.#clock()
    return { reason, now, revokeUntil: now + this.#revocationLifetime }
  }

  #ended(revocations: readonly Revocation[], reason: SessionEndReason): void {
    if (revocations.length > 0) this.#publish(revocations, reason)
  }
}

/** Sessions on a store. */
export const createSessions = (options: SessionsOptions): Sessions => new Sessions(options)
