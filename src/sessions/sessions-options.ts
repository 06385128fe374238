import type { Account } from '../accounts/index.ts'
import type { Clock, Duration, NumericDate } from '../clock.ts'
import type { EventListener } from '../events.ts'
import type { MasterSecret } from '../keys/index.ts'
import type { PublishRevocations } from '../revocation.ts'
import type { Session } from './session.ts'
import type { SessionStore } from './session-store.ts'

export interface SessionsOptions {
  readonly store: SessionStore
  /** Its `refresh` keys authenticate refresh tokens. */
  readonly secret: MasterSecret
  /** Longest life of an access token, in seconds: how long a revocation has to be remembered. */
  readonly revocationLifetime: number
  /** Default: 30 days. */
  readonly idleLifetime?: Duration | undefined
  /** Default: 180 days. */
  readonly lifetime?: Duration | undefined
  /** In which a spent refresh token without a renewal id still gets its successor. Default: 10 seconds. */
  readonly retryWindow?: Duration | undefined
  /** `'never'`: renewal answers the refresh token it was given, and theft cannot be seen. Default: `'always'`. */
  readonly rotation?: 'always' | 'never' | undefined
  /** Live sessions an account may have; the longest idle one ends. Default: 1,000. */
  readonly maxPerAccount?: number | undefined
  /** Whether new sessions get a place in the status list. Default: no. */
  readonly statusList?: boolean | undefined
  readonly clock?: Clock
  /** Told of every revocation once it is durable. */
  readonly publish?: PublishRevocations
  readonly onEvent?: EventListener
}

/** What a new session is for. */
export interface SessionRequest {
  readonly account: Account
  /** The version of the password that was checked. */
  readonly passwordVersion: number
  readonly clientId: string
  readonly device?: string | undefined
  readonly network?: string | undefined
  /** Seconds; for a session that lives differently from the others. */
  readonly idleLifetime?: number
  readonly lifetime?: number
  /** Thumbprint of the key that the session is bound to. Default: none. */
  readonly jkt?: string | undefined
}

/** How a session is renewed. */
export interface RenewOptions {
  /** Names the renewal: a repetition that bears it gets the same successor at any time. Default: it has no name. */
  readonly renewalId?: string | undefined
  /** Seconds since the last rotation in which there is no other: the token that was presented stays the one. Default: 0. */
  readonly rotateAfter?: number | undefined
  /** Thumbprint of the key that the request was proven with. Default: none. */
  readonly jkt?: string | undefined
}

/** A session with its account and the refresh token that is good for it now. */
export interface SessionTokens {
  readonly session: Session
  readonly account: Account
  readonly refreshToken: string
  /** When both were read, or when the session started. */
  readonly readAt: NumericDate
}
