import type { Clock, Duration } from '../clock.ts'
import type { JwsAlgorithm } from '../keys/portable.ts'
import type { RevocationView } from './revocation.ts'
import type { StandardSchema } from './standard-schema.ts'
import type { VerifiedTokensOptions } from './verified-tokens.ts'

/** How access tokens are checked. */
export interface TokenCheckOptions<Claims extends object> {
  /** The `iss` that tokens must have, to the letter. */
  readonly issuer: string
  /** What tokens must have in their `aud`. */
  readonly audience: string
  /** Those acceptable; the key of a token still fixes its own. Default: all. */
  readonly algorithms?: readonly JwsAlgorithm[]
  /** Of the application's own claims: any synchronous Standard Schema. Default: they are not looked at. */
  readonly claims?: StandardSchema<unknown, Claims> | undefined
  /** Where revocations are known. Default: nowhere, so that a token is good until it expires. */
  readonly feed?: RevocationView | undefined
  /** How old what the feed knows may be. Default: 5 seconds. */
  readonly maxStaleness?: Duration | undefined
  /**
   * What becomes of tokens when the feed knows nothing newer: `'reject'` refuses them all, `'allow'`
   * accepts those that are not known to be revoked, which may be wrong, and `'introspect'` asks the
   * issuer about each, where the feed can. Default: `'reject'`.
   */
  readonly onStale?: 'reject' | 'introspect' | 'allow' | undefined
  /** Default: the wall clock. */
  readonly clock?: Clock | undefined
  /** Forgiven for `nbf` and `iat`. Default: 30 seconds. */
  readonly clockTolerance?: Duration | undefined
  /** How long a token may live, from `iat` to `exp`. Default: a day. */
  readonly maxLifetime?: Duration | undefined
  /** Bounds of the memory for verified tokens. */
  readonly cache?: VerifiedTokensOptions | undefined
}
