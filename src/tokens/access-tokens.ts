import { seconds, systemClock } from '../clock.ts'
import type { Clock, Duration } from '../clock.ts'
import { accessTokenLifetime, clockTolerance, lifetimeJitter, retryAfter } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { signJwt } from '../jwt/index.ts'
import { importJwk, thumbprint } from '../keys/index.ts'
import type { Jwk, Key, KeyResolver } from '../keys/index.ts'
import { randomId } from '../random.ts'
import { accessTokenType } from './access-claims.ts'
import type { AccessClaims, RegisteredClaims } from './access-claims.ts'
import { plainAccessToken } from './definition.ts'
import type { AccessTokenDefinition, SessionSource, TokenContent } from './definition.ts'
import { checkedOwnClaims, checkedSubject } from './issued-claims.ts'
import { createRevocationSet } from './revocation-set.ts'
import type { Revocations } from './revocation.ts'
import { nameOf } from './revoked-subject.ts'
import type { RevokedSubject } from './revoked-subject.ts'
import { TokenCheck } from './token-check.ts'
import type { TokenCheckOptions } from './token-check-options.ts'

/** One key signs, and those before it verify: what a key ring is. */
export interface SigningKeys extends KeyResolver {
  signingKey(): Key
}

type CheckOptions = Pick<
  TokenCheckOptions<object>,
  'issuer' | 'audience' | 'maxStaleness' | 'onStale' | 'clock' | 'clockTolerance' | 'cache'
>

export interface AccessTokensOptions<Claims extends object, Source> extends CheckOptions {
  /** Default: tokens of sessions, without claims of the application's own. */
  readonly definition?: AccessTokenDefinition<Claims, Source> | undefined
  /** A key ring; or the one private or secret key, as a JWK. */
  readonly keys: SigningKeys | Jwk
  /** Of a token; up to 5 % are taken off at random, so that tokens of one moment do not expire in one moment. Default: 10 minutes. */
  readonly lifetime?: Duration
  /** Where revocations are written and known. Default: in the memory of this process, until it ends. */
  readonly feed?: Revocations
  /** Where the status list is that sessions have their places in. Default: there is none. */
  readonly statusListUri?: string | undefined
  /** A number from 0 up to 1. Default: `Math.random`. */
  readonly random?: () => number
}

/** An access token, and the seconds that are left of it. */
export interface NewAccessToken {
  readonly token: string
  readonly expiresIn: number
}

/** Issues access tokens, RFC 9068, checks them and revokes them. */
export interface AccessTokens<Claims extends object = object, Source = SessionSource> {
  /** Seconds a token lives at most. */
  readonly lifetime: number
  /**
   * A token for a session and its account, or for the application's own refresh token. It does not outlive the session.
   *
   * @throws {AuthError} `session_expired`. @throws {TypeError} when claims do not fit their schema
   * or take a registered name. @throws {RangeError} when the token would be too long.
   */
  issue(source: Source): NewAccessToken
  /**
   * A token for a program itself, without a session (RFC 6749 §4.4): its name is `sub` and `client_id`.
   *
   * @throws {TypeError} when the application's own claims have a schema that needs any.
   */
  issueToClient(client: {
    readonly name: string
    readonly scope: string
    /** Thumbprint of the key that the token is bound to. Default: none. */
    readonly jkt?: string | undefined
  }): NewAccessToken
  /**
   * The claims of a token that is good now, typed by the schema and frozen.
   *
   * @throws {AuthError} with the reason.
   */
  verify(token: string): AccessClaims<Claims>
  /**
   * The same, also of a token that is bound to a key (`cnf`): whether its sender has that, nobody has asked yet.
   *
   * @throws {AuthError} with the reason.
   */
  verifyWithoutProof(token: string): AccessClaims<Claims>
  /**
   * Who a token of ours is for, though it may have expired or been revoked: what it takes to sign out.
   *
   * @throws {AuthError} when it is not ours.
   */
  identify(token: string): RegisteredClaims
  /** Refuses them from now on; fulfilled when that is durable. @throws {RangeError} for a name that is too long for any token. */
  revoke(subject: RevokedSubject): Promise<void>
}

/**
 * Access tokens with claims of one's own, for Latchkey's sessions or for any refresh token an
 * application has: nothing is assumed about it, and nothing is stored.
 *
 * @example
 * const tokens = createAccessTokens({ definition: shortlivedToken, issuer, audience, keys: privateJwk })
 * // renew: exchange your refresh token for a short-lived one
 * const { token } = tokens.issue(refreshToken)
 * // a guarded request
 * const claims = authRequired(parseAuthorization(request, tokens))
 * // sign out: both are refused at once
 * await tokens.revoke({ sid: refreshToken.id })
 */
export const createAccessTokens = <Claims extends object = object, Source = SessionSource>(
  options: AccessTokensOptions<Claims, Source>,
): AccessTokens<Claims, Source> => new IssuedTokens(options)

class IssuedTokens<Claims extends object, Source> implements AccessTokens<Claims, Source> {
  readonly lifetime: number
  readonly #issuer: string
  readonly #audience: string
  readonly #definition: AccessTokenDefinition<Claims, Source>
  readonly #keys: SigningKeys
  readonly #feed: Revocations
  readonly #clock: Clock
  readonly #random: () => number
  readonly #statusListUri: string | undefined
  readonly #check: TokenCheck<Claims>

  constructor(options: AccessTokensOptions<Claims, Source>) {
    const { clock = systemClock, lifetime = accessTokenLifetime } = options
    this.lifetime = seconds(lifetime, 'lifetime')
    if (this.lifetime < 1) throw new RangeError('lifetime: expected at least 1 second')
    this.#issuer = options.issuer
    this.#audience = options.audience
    // Without a definition the type parameters have their defaults.
    this.#definition =
      options.definition ?? (plainAccessToken as unknown as AccessTokenDefinition<Claims, Source>)
    this.#keys = 'signingKey' in options.keys ? options.keys : singleKey(options.keys)
    this.#feed = options.feed ?? createRevocationSet({ clock })
    this.#clock = clock
    this.#random = options.random ?? Math.random
    this.#statusListUri = options.statusListUri
    this.#check = new TokenCheck(this.#keys, {
      ...options,
      feed: this.#feed,
      maxLifetime: this.lifetime,
      claims: this.#definition.schema,
    })
  }

  issue(source: Source): NewAccessToken {
    return this.#sign(this.#definition.describe(source))
  }

  issueToClient({
    name,
    scope,
    jkt,
  }: Parameters<AccessTokens['issueToClient']>[0]): NewAccessToken {
    const cnf = jkt === undefined ? undefined : { jkt }
    return this.#sign({ subject: { sub: name, client_id: name, scope, cnf }, own: {} })
  }

  /** The reference to the status list, draft-ietf-oauth-status-list-17 §6. */
  #status(idx: number | undefined, own: object): object {
    const uri = this.#statusListUri
    if (uri === undefined) return {}
    if (Object.hasOwn(own, 'status')) {
      throw new TypeError('claims: status is a registered name where there is a status list')
    }
    return idx === undefined ? {} : { status: { status_list: { idx, uri } } }
  }

  verify(token: string): AccessClaims<Claims> {
    return this.#check.verify(token)
  }

  verifyWithoutProof(token: string): AccessClaims<Claims> {
    return this.#check.verifyWithoutProof(token)
  }

  identify(token: string): RegisteredClaims {
    return this.#check.identify(token)
  }

  async revoke(subject: RevokedSubject): Promise<void> {
    const revoked = nameOf(subject)
    const now = this.#clock()
    await this.#feed.revoke({
      ...revoked,
      issuedUntil: revoked.kind === 'account' ? now : undefined,
      revokedAt: now,
      // Nodes whose clock is ahead may have issued what is to be refused a little later than now.
      expiresAt: now + this.lifetime + clockTolerance,
    })
  }

  #sign({ subject, own, readAt, statusIndex, endsAt = Infinity }: TokenContent): NewAccessToken {
    const now = this.#clock()
    const iat = Math.floor(Math.min(readAt ?? now, now))
    const lifetime = Math.ceil(this.lifetime * (1 - lifetimeJitter * this.#random()))
    const exp = Math.floor(Math.min(iat + lifetime, endsAt))
    if (Math.floor(endsAt) <= iat) throw new AuthError('session_expired', 'the session is over')
    if (exp <= now) {
      // Whoever was told that the session is over would believe it.
      const message = 'the clock was set while the session was read'
      throw new AuthError('storage_unavailable', message, { retryAfter })
    }
    const claims = {
      iss: this.#issuer,
      aud: this.#audience,
      exp,
      iat,
      jti: randomId(),
      ...checkedSubject(subject),
      ...checkedOwnClaims(own, this.#definition.schema),
      ...this.#status(statusIndex, own),
    }
    const token = signJwt(claims, this.#keys.signingKey(), { typ: accessTokenType })
    return { token, expiresIn: Math.floor(exp - now) }
  }
}

function singleKey(jwk: Jwk): SigningKeys {
  const kid = jwk.kid ?? thumbprint(jwk)
  const key = importJwk({ ...jwk, kid }, 'sign')
  return {
    signingKey: () => key,
    verificationKey: (named) => (named === kid ? key : undefined),
  }
}
