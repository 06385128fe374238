import { seconds, systemClock } from '../clock.ts'
import type { Clock, NumericDate } from '../clock.ts'
import {
  clockTolerance as defaultTolerance,
  maxRevocationStaleness,
  maxTokenLifetime,
} from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { decodeBase64url, decodeUtf8 } from '../encoding.ts'
import { checkVerifyJwtOptions, parseJson, verifyJwt, verifyJwtLater } from '../jwt/portable.ts'
import type { JwtClaims, VerifiedJwt, VerifyJwtOptions } from '../jwt/portable.ts'
import { jwsAlgorithms } from '../keys/portable.ts'
import type { Key, KeyResolver, VerificationKey } from '../keys/portable.ts'
import { accessTokenType, pickClaims, registeredOf, requiredClaims } from './access-claims.ts'
import type { AccessClaims, RegisteredClaims } from './access-claims.ts'
import { deepFreeze } from './deep-freeze.ts'
import type { RevocationView } from './revocation.ts'
import { applySchema, SchemaMismatch } from './standard-schema.ts'
import type { StandardSchema } from './standard-schema.ts'
import type { TokenCheckOptions } from './token-check-options.ts'
import { VerifiedTokens } from './verified-tokens.ts'

/** What was found out about a good token, of which only the last can change. */
interface Verified<Claims extends object> {
  readonly claims: AccessClaims<Claims>
  readonly kid: string
  readonly key: VerificationKey
  readonly notBefore: NumericDate
  readonly expiresAt: NumericDate
  /** Whether its sender has to prove to have a key. */
  readonly isBound: boolean
  /** The version of the feed that did not revoke it. */
  unrevokedAt: number | undefined
}

/** The check of access tokens, with keys that are at hand. */
export class TokenCheck<Claims extends object, K extends VerificationKey = Key> {
  readonly #keys: KeyResolver<K>
  readonly #jwt: VerifyJwtOptions
  readonly #schema: StandardSchema<unknown, Claims> | undefined
  readonly #feed: RevocationView | undefined
  readonly #staleAfter: number
  readonly #clock: Clock
  readonly #tolerance: number
  readonly #verified: VerifiedTokens<Verified<Claims>>

  constructor(keys: KeyResolver<K>, options: TokenCheckOptions<Claims>) {
    const {
      algorithms = jwsAlgorithms,
      clock = systemClock,
      maxLifetime = maxTokenLifetime,
      maxStaleness = maxRevocationStaleness,
      onStale = 'reject',
    } = options
    if (onStale !== 'reject' && onStale !== 'introspect' && onStale !== 'allow') {
      throw new TypeError("onStale: expected 'reject', 'introspect' or 'allow'")
    }
    if (onStale === 'introspect' && options.feed?.introspect === undefined) {
      throw new TypeError("onStale: 'introspect' needs a feed that can ask the issuer")
    }
    const maxAge = seconds(maxStaleness, 'maxStaleness')
    this.#tolerance = seconds(options.clockTolerance ?? defaultTolerance, 'clockTolerance')
    this.#keys = keys
    this.#schema = options.claims
    this.#feed = options.feed
    this.#staleAfter = onStale === 'allow' ? Infinity : maxAge
    this.#clock = clock
    this.#verified = new VerifiedTokens(options.cache)
    this.#jwt = {
      issuer: options.issuer,
      audience: options.audience,
      algorithms,
      typ: accessTokenType,
      clock,
      clockTolerance: this.#tolerance,
      maxLifetime: seconds(maxLifetime, 'maxLifetime'),
      requiredClaims,
    }
    checkVerifyJwtOptions(keys, this.#jwt)
  }

  /** Seconds since the feed was complete; 0 without one. */
  get revocationAge(): number {
    // Either way: a clock that was set back must not make an old view look new.
    return this.#ageAt(this.#clock())
  }

  #ageAt(now: NumericDate): number {
    return this.#feed ? Math.abs(now - this.#feed.viewedAt) : 0
  }

  /** @param staleAfter seconds; how old the view of revocations may be. @throws {AuthError} */
  verify(
    this: TokenCheck<Claims>,
    token: string,
    staleAfter: number = this.#staleAfter,
  ): AccessClaims<Claims> {
    const verified = this.#good(token, staleAfter)
    if (verified.isBound) throw withoutProof()
    return verified.claims
  }

  /** The same, also of a token that is bound to a key. @throws {AuthError} */
  verifyWithoutProof(
    this: TokenCheck<Claims>,
    token: string,
    staleAfter: number = this.#staleAfter,
  ): AccessClaims<Claims> {
    return this.#good(token, staleAfter).claims
  }

  #good(this: TokenCheck<Claims>, token: string, staleAfter: number): Verified<Claims> {
    // Looked at once: asking the time is a tenth of what a token seen before costs.
    const now = this.#clock()
    const verified =
      this.#remembered(token, now) ?? this.#remember(token, verifyJwt(token, this.#keys, this.#jwt))
    this.#refuseRevoked(verified, now, staleAfter)
    return verified
  }

  /** The claims of a token that was verified before and is good now. @throws {AuthError} */
  recall(token: string): AccessClaims<Claims> | undefined {
    const now = this.#clock()
    const verified = this.#remembered(token, now)
    if (verified === undefined) return undefined
    this.#refuseRevoked(verified, now, this.#staleAfter)
    if (verified.isBound) throw withoutProof()
    return verified.claims
  }

  /** As `verify`, with keys that take their time. @throws {AuthError} */
  async verifyLater(token: string, staleAfter?: number): Promise<AccessClaims<Claims>> {
    const claims = await this.verifyLaterWithoutProof(token, staleAfter)
    if (isBound(claims)) throw withoutProof()
    return claims
  }

  /** As `verifyWithoutProof`, with keys that take their time. @throws {AuthError} */
  async verifyLaterWithoutProof(
    token: string,
    staleAfter: number = this.#staleAfter,
  ): Promise<AccessClaims<Claims>> {
    const verified = this.#remembered(token, this.#clock()) ?? (await this.#verifyAnew(token))
    // Asked again: what happened while the signature was verified counts.
    this.#refuseRevoked(verified, this.#clock(), staleAfter)
    return verified.claims
  }

  /**
   * The claims of a token of ours, though it may have expired or been revoked.
   *
   * @throws {AuthError}
   */
  identify(this: TokenCheck<Claims>, token: string): RegisteredClaims {
    try {
      return registeredOf(verifyJwt(token, this.#keys, this.#jwt).claims)
    } catch (error) {
      if (!(error instanceof AuthError && error.code === 'token_expired')) throw error
    }
    // Everything is checked again as it was just before the token expired.
    const clock = (): NumericDate => unverifiedExpiry(token) - 0.001
    return registeredOf(verifyJwt(token, this.#keys, { ...this.#jwt, clock }).claims)
  }

  /** Of a token seen before only what time and the key ring may have changed is looked at again. */
  #remembered(token: string, now: NumericDate): Verified<Claims> | undefined {
    const known = this.#verified.find(token)
    if (known === undefined) return undefined
    if (
      now < known.expiresAt &&
      now >= known.notBefore &&
      this.#keys.verificationKey(known.kid) === known.key
    ) {
      return known
    }
    this.#verified.delete(token)
    return undefined
  }

  async #verifyAnew(token: string): Promise<Verified<Claims>> {
    const { key, ...jwt } = await verifyJwtLater(token, this.#keys, this.#jwt)
    return this.#remember(token, jwt, key)
  }

  /** @param signer the key that verified it, where something else may have run since */
  #remember(token: string, { header, claims }: VerifiedJwt, signer?: K): Verified<Claims> {
    const { kid = '' } = header
    const key = this.#keys.verificationKey(kid)
    if (key === undefined || (signer !== undefined && key !== signer)) {
      throw new AuthError('key_unknown', 'the token names no key that we know')
    }
    const { exp, iat = exp, nbf = iat } = claims
    const verified: Verified<Claims> = {
      claims: this.#withOwnClaims(claims),
      kid,
      key,
      notBefore: Math.max(iat, nbf) - this.#tolerance,
      expiresAt: exp,
      isBound: isBound(claims),
      unrevokedAt: undefined,
    }
    this.#verified.add(token, verified, this.#clock())
    return verified
  }

  #withOwnClaims(claims: JwtClaims): AccessClaims<Claims> {
    const registered = registeredOf(claims)
    // Without a schema nothing is said about the application's own.
    if (this.#schema === undefined) return Object.freeze(registered) as AccessClaims<Claims>
    try {
      const own: object = applySchema(this.#schema, pickClaims(claims, false))
      // Picked once more: what a schema makes up must not stand in for a registered claim.
      const picked = { ...pickClaims({ ...own }, false), ...pickClaims(registered, true) }
      return deepFreeze(picked as AccessClaims<Claims>) // the schema's output, and `registered`
    } catch (error) {
      if (!(error instanceof SchemaMismatch)) throw error
      throw new AuthError('claims_invalid', error.message, { cause: error })
    }
  }

  /** On every call: nothing that was found before makes a revocation wait. */
  #refuseRevoked(verified: Verified<Claims>, now: NumericDate, staleAfter: number): void {
    const feed = this.#feed
    if (feed === undefined) return
    const { version } = feed
    if (version === undefined || version !== verified.unrevokedAt) {
      if (feed.revokes(verified.claims))
        throw new AuthError('token_revoked', 'the token is revoked')
      verified.unrevokedAt = version
    }
    if (!(this.#ageAt(now) <= staleAfter)) {
      throw new AuthError('revocations_stale', 'nothing is known of the latest revocations', {
        retryAfter: 1,
      })
    }
  }
}

const isBound = (claims: object): boolean => Object.hasOwn(claims, 'cnf')

// RFC 9449 §7.2: a token that is bound to a key is no bearer token.
const withoutProof = (): AuthError =>
  new AuthError('proof_missing', 'the token is bound to a key, and came without a proof of it')

/** Only good for asking again. */
function unverifiedExpiry(token: string): NumericDate {
  const payload = decodeBase64url(token.slice(token.indexOf('.') + 1, token.lastIndexOf('.')))
  const { exp }: { exp?: unknown } = Object(parseJson(String(payload && decodeUtf8(payload))))
  return Number(exp)
}
