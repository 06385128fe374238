import type { NumericDate } from '../clock.ts'
import type { Revocation } from '../revocation.ts'

/** What revocation needs stored. */
export interface RevocationStore {
  insertRevocation(revocation: Omit<Revocation, 'sequence'>): Promise<Revocation>
  /** In the order of their sequence numbers, from just after `after`, without those that may be forgotten at `now`. */
  listRevocations(page: {
    readonly after: number
    readonly limit: number
    readonly now: NumericDate
  }): Promise<readonly Revocation[]>
  /** A number that changes when another process may have written; cheap enough to ask several times a second. */
  dataVersion(): Promise<number>
  /**
   * Calls `onWrite` soon after anybody has written revocations. Absent where the database cannot tell; and
   * one that can may miss some, so that whoever has to know them all looks at `dataVersion` as well.
   */
  watch?(onWrite: () => void): RevocationWatch
}

export interface RevocationWatch {
  /** Whether it would be told now. */
  readonly isLive: boolean
  stop(): void
}

/** The claims by which a token can be revoked. */
export interface RevocableClaims {
  readonly jti: string
  readonly sub: string
  readonly iat: NumericDate
  readonly sid?: string | undefined
}

/** What a verifier knows of revocations, and since when it has heard nothing new. */
export interface RevocationView {
  /** The last moment at which nothing was missing from it. */
  readonly viewedAt: NumericDate
  /**
   * Another number whenever more may be revoked than before: what was not revoked at the same number
   * is not looked up again. Absent: it always is.
   */
  readonly version?: number
  /** Whether the token of these claims is revoked. */
  revokes(claims: RevocableClaims): boolean
  /** Looks for the latest word, if that can be sooner than by itself. A verifier tries it before it refuses. */
  refresh?(): Promise<void>
  /** Whether the issuer itself holds the token for good: what `onStale: 'introspect'` needs. */
  introspect?(token: string): Promise<boolean>
}

/** A view that can be added to: what an issuer has. */
export interface Revocations extends RevocationView {
  /** Revokes; fulfilled when it holds, here at once. */
  revoke(revocation: Omit<Revocation, 'sequence'>): Promise<void>
}
