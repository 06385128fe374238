import type { Account } from '../accounts/index.ts'
import type { NumericDate } from '../clock.ts'

/** Why a session ended; `limit`: the account had too many and this one was the longest idle. */
export type SessionEndReason =
  | 'signed_out'
  | 'signed_out_everywhere'
  | 'revoked'
  | 'password_changed'
  | 'account_disabled'
  | 'refresh_token_reuse'
  | 'limit'
  | 'restored'

/** One sign-in on one device: one row, however long it lives and however often it is renewed. */
export interface Session {
  /** 22 base64url characters (16 random bytes); the `sid` of its access tokens. */
  readonly id: string
  readonly accountId: string
  /** RFC 6749 `client_id` of the program that signed in. */
  readonly clientId: string
  /** How often its refresh token was rotated; the refresh token of this generation is the live one. */
  readonly generation: number
  /** Hashes of the renewal ids of the last 8 rotations, newest first, 16 characters each; `?` unknown, `-` none was sent. */
  readonly renewalIds: string
  /** When the person proved who they are; no renewal moves it (RFC 9068 §2.2.1). */
  readonly authenticatedAt: NumericDate
  readonly rotatedAt: NumericDate
  readonly lastUsedAt: NumericDate
  /** Seconds without use after which it is over. */
  readonly idleLifetime: number
  readonly idleExpiresAt: NumericDate
  readonly expiresAt: NumericDate
  readonly endedAt: NumericDate | undefined
  readonly endReason: SessionEndReason | undefined
  /** What the device calls itself: a user agent, cut to 256 characters. */
  readonly device: string | undefined
  /** The network it signed in from: IPv4 /24 or IPv6 /48, never the whole address. */
  readonly network: string | undefined
  /** Its place in the status list; absent when there was none as it began. */
  readonly statusIndex?: number
  /** Thumbprint of the key that it is bound to since sign-in (RFC 9449 §5): none but its holder renews. Absent: none. */
  readonly jkt?: string
}

/** A session with its account, as one read found them. */
export interface SessionSnapshot {
  readonly session: Session
  readonly account: Account
  /** The time on the clock that writes `rotatedAt`, at the moment of the read. */
  readonly readAt: NumericDate
}

/** Whether it had neither ended nor run out when it was read. */
export const isLive = ({ session, readAt }: SessionSnapshot): boolean =>
  session.endedAt === undefined && Math.min(session.idleExpiresAt, session.expiresAt) > readAt
