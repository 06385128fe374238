import type { NumericDate } from '../clock.ts'
import type { Revocation } from '../revocation.ts'
import type { Session, SessionEndReason, SessionSnapshot } from './session.ts'

/** On what condition a session may start, and what has to give way for it. */
export interface SessionStart {
  /** The password version that was checked; another one by now means that the check is void. */
  readonly passwordVersion: number
  /** Live sessions the account may have with this one; the longest idle ones beyond it end. */
  readonly maxSessions: number
  /** When the revocations of those may be forgotten. */
  readonly revokeUntil: NumericDate
}

export interface SessionEnd {
  readonly reason: SessionEndReason
  readonly now: NumericDate
  /** When the revocation may be forgotten, or as much after the last use as it is after `now`: no access token of the session lives longer. */
  readonly revokeUntil: NumericDate
}

/** That a session is revoked, as the status list says it. */
export interface RevokedStatus {
  /** Of the revocation. */
  readonly sequence: number
  readonly index: number
  /** When the revocation may be forgotten. */
  readonly expiresAt: NumericDate
}

/**
 * What `sessions` needs stored. "Live" means: not ended, and `now` before both expiries.
 * Every method is one atomic step, durable when its promise is fulfilled.
 */
export interface SessionStore {
  /**
   * Starts it; `undefined`: the account is gone or disabled, or its password changed meanwhile.
   * `'status_index_taken'`: another session, live or not, stands there in the status list.
   */
  insertSession(
    session: Session,
    start: SessionStart,
  ): Promise<readonly Revocation[] | 'status_index_taken' | undefined>
  findSession(id: string, now: NumericDate): Promise<SessionSnapshot | undefined>
  /**
   * Rotates a live session from `generation` to the next with one guarded UPDATE: pushes `renewalId`
   * onto the ring, sets `rotatedAt`, and moves `lastUsedAt`, never back, and the idle expiry, never past the absolute one.
   * `undefined`: not live, not at that generation, or bound to another key than `jkt`; one that is bound to none takes any.
   */
  rotateSession(rotation: {
    readonly id: string
    readonly generation: number
    /** 16 characters. */
    readonly renewalId: string
    readonly jkt?: string | undefined
    readonly now: NumericDate
  }): Promise<SessionSnapshot | undefined>
  /** Raises the generation of a live session that is still at `from` to `to` and marks all renewal ids unknown. */
  fastForwardSession(change: {
    readonly id: string
    readonly from: number
    readonly to: number
    readonly now: NumericDate
  }): Promise<boolean>
  /** Moves `lastUsedAt`, never back, and the idle expiry of a live session and nothing else. */
  touchSession(id: string, now: NumericDate): Promise<SessionSnapshot | undefined>
  /** Ends it and writes its revocation; `undefined`: there was no session to end (or it is no longer at `generation`). */
  endSession(
    end: SessionEnd & { readonly id: string; readonly generation?: number },
  ): Promise<Revocation | undefined>
  /** Ends all sessions of an account but one. */
  endSessionsOf(
    end: SessionEnd & { readonly accountId: string; readonly except?: string },
  ): Promise<readonly Revocation[]>
  /** Whether a live session of the account came from that network: asked at every sign-in, so it reads one row. */
  hasSessionFrom(accountId: string, network: string, now: NumericDate): Promise<boolean>
  /** The live sessions of an account, last used first. */
  listSessions(accountId: string, now: NumericDate): Promise<readonly Session[]>
  /**
   * Where the sessions stand in the status list that were revoked after the revocation number `after`, in the
   * order of those numbers and without what may be forgotten at `now`.
   */
  listRevokedStatuses(page: {
    readonly after: number
    readonly limit: number
    readonly now: NumericDate
  }): Promise<readonly RevokedStatus[]>
}
