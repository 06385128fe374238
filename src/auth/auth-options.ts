import type { SignInLimits } from '../accounts/index.ts'
import type { Clock, Duration } from '../clock.ts'
import type { EventListener } from '../events.ts'
import type { JwsAlgorithm } from '../keys/index.ts'
import type { PasswordOptions } from '../passwords/index.ts'
import type { Store } from '../storage/index.ts'
import type { AccessTokenDefinition } from '../tokens/index.ts'
import type { Trace } from '../trace.ts'

/** How `createAuth` sets things up. Only the first three have no right answer of their own. */
export interface AuthOptions<Claims extends object = object> {
  /** Who issues the tokens: an `https` URL (`http` on loopback), compared character by character (RFC 7519 §4.1.1). */
  readonly issuer: string
  /** Who accepts them (RFC 7519 §4.1.3). */
  readonly audience: string
  /**
   * Where clients reach this application, `https://api.example.com`: what their proofs of possession name (RFC 9449).
   * Default: the origin of the issuer.
   */
  readonly proofOrigins?: readonly string[]
  /** Where accounts, sessions, keys and revocations are kept. */
  readonly store: Store
  /** Master secret, or all that are in use, oldest → newest. Default: one made at the first start beside the data. */
  readonly secret?: string | readonly string[]
  /** The application's own claims. Default: none. */
  readonly accessToken?: AccessTokenDefinition<Claims>
  /** Default: 10 minutes. */
  readonly accessTokenLifetime?: Duration
  /** Signature algorithm of new signing keys. Default: `'ES256'`. */
  readonly algorithm?: JwsAlgorithm
  /** Since the last use. Default: 30 days. */
  readonly sessionIdleLifetime?: Duration
  /** Since sign-in. Default: 180 days. */
  readonly sessionLifetime?: Duration
  /** How long a token from `/token` may renew itself without the password. Default: 1 day. */
  readonly tokenSessionLifetime?: Duration
  /** In which a spent refresh token without a renewal id still gets its successor. Default: 10 seconds. */
  readonly retryWindow?: Duration
  /** `'never'` keeps one refresh token per session and cannot see theft. Default: `'always'`. */
  readonly rotation?: 'always' | 'never'
  /** Live sessions an account may have; at the bound the longest idle one ends. Default: 1,000. */
  readonly sessionsPerAccount?: number
  /** Whether revoked sessions are published as a Token Status List and access tokens refer to it. Default: no. */
  readonly statusList?: boolean
  /** Password rules and hashing. Default: those of `PasswordOptions`. */
  readonly passwords?: PasswordOptions
  /** Allowances for guesses; `'insecure-unlimited'` takes them away. Default: those of `SignInLimits`. */
  readonly signInLimits?: SignInLimits | 'insecure-unlimited'
  /** Default: the store's, or else the wall clock. */
  readonly clock?: Clock
  /** Told of what an operator may want to know; must not throw. Default: nobody is. */
  readonly onEvent?: EventListener
  /** Does hashes of passwords and calls to the store as parts of a trace, such as that of `latchkey/opentelemetry`. Default: nobody is told. */
  readonly trace?: Trace
}
