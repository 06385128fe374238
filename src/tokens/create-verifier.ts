import { systemClock } from '../clock.ts'
import { AuthError } from '../errors.ts'
import type { AuthErrorCode } from '../errors.ts'
import type {
  ImportJwkOptions,
  JwkSet,
  KeyResolver,
  KeySet,
  VerificationKey,
} from '../keys/portable.ts'
import type { AccessClaims } from './access-claims.ts'
import { confirm } from './proofs.ts'
import type { Proofs, ProofsOptions, ProvenRequest } from './proofs.ts'
import { RemoteJwks } from './remote-jwks.ts'
import { TokenCheck } from './token-check.ts'
import type { TokenCheckOptions } from './token-check-options.ts'

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
  /**
   * Where clients reach this service, `https://orders.example.com`: what their proofs of possession name (RFC 9449).
   * Default: nowhere, and tokens that are bound to a key are refused.
   */
  readonly proofOrigins?: readonly string[]
}

/** Checks access tokens. */
export interface Verifier<Claims extends object = object> {
  /**
   * The claims of a token that is good now.
   *
   * @throws {AuthError} with the reason; `keys_unavailable` and `revocations_stale` say nothing about the token.
   */
  verify(token: string): Promise<AccessClaims<Claims>>
  /**
   * The same without waiting; `undefined`: only `verify` can tell, because it has to fetch, or, on Web
   * Crypto, has not seen the token before.
   */
  verifyNow(token: string): AccessClaims<Claims> | undefined
  /**
   * The claims of a token that is bound to a key, sent with a proof of it: `Authorization: DPoP`, RFC 9449 §7. Absent
   * without `proofOrigins`.
   *
   * @throws {AuthError} as `verify`; `token_unbound`, `proof_missing`, `proof_malformed`, `proof_mismatch`, `proof_expired`,
   *   `proof_replayed`, `proof_key_mismatch`.
   */
  verifyBound?(token: string, request: ProvenRequest): Promise<AccessClaims<Claims>>
  /** Seconds since all revocations were known; 0 without a feed. */
  readonly revocationAge: number
}

/** What differs between Node, where signatures are verified at once, and runtimes that have only Web Crypto. */
export interface VerifierRuntime<K extends VerificationKey> {
  readonly importJwkSet: (set: JwkSet, options?: ImportJwkOptions) => KeySet<K>
  readonly proofs: (options: ProofsOptions) => Proofs
  /** @throws {AuthError} */
  readonly verify: RuntimeCheck<K>
  /** The same, also of a token that is bound to a key. @throws {AuthError} */
  readonly verifyWithoutProof: RuntimeCheck<K>
  /** The same without waiting, where that can tell. @throws {AuthError} */
  verifyNow<Claims extends object>(
    check: TokenCheck<Claims, K>,
    token: string,
  ): AccessClaims<Claims> | undefined
}

type RuntimeCheck<K extends VerificationKey> = <Claims extends object>(
  check: TokenCheck<Claims, K>,
  token: string,
  staleAfter?: number,
) => AccessClaims<Claims> | Promise<AccessClaims<Claims>>

/** Verifiers as a runtime can have them. */
export function createVerifierOn<Claims extends object, K extends VerificationKey>(
  runtime: VerifierRuntime<K>,
  options: VerifierOptions<Claims>,
): Verifier<Claims> {
  const remote =
    options.jwksUri === undefined ? undefined : remoteJwks(runtime, options.jwksUri, options)
  const check = new TokenCheck<Claims, K>(remote ?? localKeys(runtime, options), options)
  const { feed, onStale } = options
  const refresh = feed?.refresh?.bind(feed)
  const introspect = feed?.introspect?.bind(feed)
  const canAsk = refresh !== undefined || onStale === 'introspect'

  /** Whether waiting may help. */
  function mayKnowMore(error: unknown): boolean {
    if (isRefusal(error, 'key_unknown')) return remote?.mayAsk() === true
    return isRefusal(error, 'revocations_stale') && canAsk
  }

  function verifyNow(token: string): AccessClaims<Claims> | undefined {
    if (remote?.isCurrent() === false) return undefined
    remote?.refreshAhead()
    try {
      return runtime.verifyNow(check, token)
    } catch (error) {
      if (mayKnowMore(error)) return undefined
      throw error
    }
  }

  /** With the latest keys, the latest revocations, and in the end what the issuer itself says. */
  async function verifyAgain(
    refusal: unknown,
    token: string,
    verify: RuntimeCheck<K>,
  ): Promise<AccessClaims<Claims>> {
    let last = refusal
    for (const [code, learn] of [
      ['key_unknown', () => remote?.refresh()],
      ['revocations_stale', () => refresh?.().catch(() => {})], // then the view is as old as it was
    ] as const) {
      if (!isRefusal(last, code)) continue
      await learn()
      try {
        return await verify(check, token)
      } catch (error) {
        last = error
      }
    }
    if (!isRefusal(last, 'revocations_stale') || onStale !== 'introspect') throw last
    if ((await introspect?.(token)) === true) return verify(check, token, Infinity)
    throw new AuthError('token_revoked', 'the issuer does not hold the token for good any more')
  }

  async function verifyBy(verify: RuntimeCheck<K>, token: string): Promise<AccessClaims<Claims>> {
    if (remote?.isCurrent() === false) await remote.refresh()
    remote?.refreshAhead()
    try {
      const claims = verify(check, token)
      // Awaiting what is there would make a token seen before a third slower.
      return claims instanceof Promise ? await claims : claims
    } catch (error) {
      if (!mayKnowMore(error)) throw error
      return verifyAgain(error, token, verify)
    }
  }

  const { proofOrigins: origins, clock } = options
  const proofs = origins && runtime.proofs({ origins, clock })
  return {
    verifyNow,
    verify: (token) => verifyBy(runtime.verify, token),
    ...(proofs && {
      verifyBound: async (token: string, request: ProvenRequest) =>
        confirm(await verifyBy(runtime.verifyWithoutProof, token), token, request, proofs),
    }),
    get revocationAge() {
      return check.revocationAge
    },
  }
}

const isRefusal = (error: unknown, code: AuthErrorCode): boolean =>
  error instanceof AuthError && error.code === code

function remoteJwks<K extends VerificationKey>(
  { importJwkSet }: VerifierRuntime<K>,
  url: string | URL,
  options: VerifierOptions,
): RemoteJwks<K> {
  if (options.keys !== undefined)
    throw new TypeError('verifier: expected keys or jwksUri, not both')
  return new RemoteJwks(url, {
    clock: options.clock ?? systemClock,
    fetch: options.fetch ?? fetch,
    importJwkSet,
    allowInsecure: options.allowInsecureJwksUri === true,
    algorithms: options.algorithms,
    onError: options.onError ?? (() => {}),
  })
}

function localKeys<K extends VerificationKey>(
  { importJwkSet }: VerifierRuntime<K>,
  { keys, algorithms }: VerifierOptions,
): KeyResolver<K> {
  if (keys === undefined) throw new TypeError('verifier: expected keys or jwksUri')
  if ('keys' in keys) return importJwkSet(keys, algorithms && { algorithms })
  return keys as KeyResolver<VerificationKey> as KeyResolver<K> // a Key is a key of either runtime
}
