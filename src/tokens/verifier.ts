/**
 * The door of `latchkey/verifier`: access tokens checked in another service than the one that issues
 * them, without a database and without a package.
 */
import { systemClock } from '../clock.ts'
import { AuthError } from '../errors.ts'
import { importJwkSet } from '../keys/index.ts'
import type { JwkSet, KeyResolver } from '../keys/index.ts'
import type { AccessClaims } from './access-claims.ts'
import { RemoteJwks } from './remote-jwks.ts'
import { TokenCheck } from './token-check.ts'
import type { TokenCheckOptions } from './token-check.ts'

export { AuthError } from '../errors.ts'
export type { AuthErrorCode } from '../errors.ts'
export type { AccessClaims, RegisteredClaims } from './access-claims.ts'
export { authRequired, parseAuthorization } from './authorization.ts'
export type {
  HeaderFields,
  ParseAuthorizationOptions,
  RequestLike,
  Requirements,
} from './authorization.ts'
export { eventFeed } from './event-feed.ts'
export type { EventFeed, EventFeedOptions } from './event-feed.ts'
export { createRevocationSet } from './revocation-set.ts'
export type { RevocationSet, RevocationSetOptions } from './revocation-set.ts'
export type { Revocation } from '../revocation.ts'
export type { RevocableClaims, Revocations, RevocationView } from './revocation.ts'
export type { StandardSchema } from './standard-schema.ts'
export type { TokenCheckOptions } from './token-check.ts'
export type { VerifiedTokensOptions } from './verified-tokens.ts'

/** Exactly one of `keys` and `jwksUri` says whose signatures are good. */
export interface VerifierOptions<Claims extends object = object> extends TokenCheckOptions<Claims> {
  /** A JWK Set, or a key ring. */
  readonly keys?: JwkSet | KeyResolver
  /** Where the issuer publishes its JWK Set: https, or this machine. */
  readonly jwksUri?: string | URL
  /** Whether `jwksUri` may be plain http to another machine: whoever is on the way can sign tokens. Default: no. */
  readonly allowInsecureJwksUri?: boolean
  /** Fetches `jwksUri`. Default: the global `fetch`. */
  readonly fetch?: typeof fetch
  /** Told when `jwksUri` does not answer well. Default: nothing. */
  readonly onError?: (error: unknown) => void
}

/** Checks access tokens. */
export interface Verifier<Claims extends object = object> {
  /**
   * The claims of a token that is good now.
   *
   * @throws {AuthError} with the reason; `keys_unavailable` and `revocations_stale` say nothing about the token.
   */
  verify(token: string): Promise<AccessClaims<Claims>>
  /** The same without waiting; `undefined`: only `verify` can tell, because it has to fetch. */
  verifyNow(token: string): AccessClaims<Claims> | undefined
  /** Seconds since all revocations were known; 0 without a feed. */
  readonly revocationAge: number
}

/**
 * A verifier of the access tokens of one issuer for one audience. A token seen before costs one
 * look-up, and its dates, its key and its revocation are looked at every time.
 *
 * @throws {TypeError} @throws {RangeError} for options that make no sense.
 * @example
 * const verifier = createVerifier({
 *   issuer: 'https://auth.example.com',
 *   audience: 'orders',
 *   jwksUri: 'https://auth.example.com/.well-known/jwks.json',
 * })
 * const claims = authRequired(await parseAuthorization(request, verifier), { scope: 'orders:read' })
 */
export function createVerifier<Claims extends object = object>(
  options: VerifierOptions<Claims>,
): Verifier<Claims> {
  const remote = options.jwksUri === undefined ? undefined : remoteJwks(options.jwksUri, options)
  const check = new TokenCheck(remote ?? localKeys(options), options)

  const { feed } = options

  /** Whether waiting may help. */
  function mayKnowMore(error: unknown): boolean {
    if (!(error instanceof AuthError)) return false
    if (error.code === 'key_unknown') return remote?.mayAsk() === true
    const canAsk = feed?.refresh !== undefined || options.onStale === 'introspect'
    return error.code === 'revocations_stale' && canAsk
  }

  function verifyNow(token: string): AccessClaims<Claims> | undefined {
    if (remote && !remote.isCurrent()) return undefined
    remote?.refreshAhead()
    try {
      return check.verify(token)
    } catch (error) {
      if (mayKnowMore(error)) return undefined
      throw error
    }
  }

  /** With the latest word of revocations that can be had. */
  async function verifyFresh(token: string): Promise<AccessClaims<Claims>> {
    try {
      return check.verify(token)
    } catch (error) {
      if (!(error instanceof AuthError && error.code === 'revocations_stale')) throw error
    }
    await feed?.refresh?.().catch(() => {}) // then the view is as old as it was
    try {
      return check.verify(token)
    } catch (error) {
      const isStale = error instanceof AuthError && error.code === 'revocations_stale'
      if (!isStale || options.onStale !== 'introspect') throw error
    }
    if ((await feed?.introspect?.(token)) === true) return check.verify(token, Infinity)
    throw new AuthError('token_revoked', 'the issuer does not hold the token for good any more')
  }

  return {
    verifyNow,
    async verify(token) {
      if (remote && !remote.isCurrent()) await remote.refresh()
      remote?.refreshAhead()
      try {
        return await verifyFresh(token)
      } catch (error) {
        const isUnknown = error instanceof AuthError && error.code === 'key_unknown'
        if (!isUnknown || remote?.mayAsk() !== true) throw error
        await remote.refresh()
        return verifyFresh(token)
      }
    },
    get revocationAge() {
      return check.revocationAge
    },
  }
}

function remoteJwks(url: string | URL, options: VerifierOptions): RemoteJwks {
  if (options.keys !== undefined)
    throw new TypeError('verifier: expected keys or jwksUri, not both')
  return new RemoteJwks(url, {
    clock: options.clock ?? systemClock,
    fetch: options.fetch ?? fetch,
    allowInsecure: options.allowInsecureJwksUri === true,
    algorithms: options.algorithms,
    onError: options.onError ?? (() => {}),
  })
}

function localKeys({ keys, algorithms }: VerifierOptions): KeyResolver {
  if (keys === undefined) throw new TypeError('verifier: expected keys or jwksUri')
  return 'keys' in keys ? importJwkSet(keys, algorithms && { algorithms }) : keys
}
