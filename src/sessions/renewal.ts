import { createHash } from 'node:crypto'
import type { NumericDate } from '../clock.ts'
import type { Session } from './session.ts'

/** Characters of one entry of the ring `Session.renewalIds`. */
const entryLength = 16
/** The renewal carried no id. No request matches it, not even another one without an id. */
const noRenewalId = '-'.repeat(entryLength)
/** Storage lost the rotation, so nobody knows its id: the owner gets the benefit. */
const unknownRenewalId = '?'.repeat(entryLength)

/** What the ring keeps of a renewal id: 8 bytes of its SHA-256, as hex. */
export const renewalIdEntry = (renewalId: string | undefined): string =>
  renewalId === undefined
    ? noRenewalId
    : createHash('sha256').update(renewalId).digest('hex').slice(0, entryLength)

/** A ring that knows no id of the last `length` rotations. */
export const unknownRenewalIds = (length: number): string => unknownRenewalId.repeat(length)

/**
 * What a refresh token is worth. With these rules the owner is never signed out unless there is a
 * thief, and a thief's use is found at the owner's next renewal; `test/sessions/renewal-model.test.ts`
 * searches a small world for a counterexample.
 */
export type RenewalVerdict =
  /** The live generation: rotate. */
  | 'current'
  /** The parent of the live generation, by its own request again or within the retry window: the same successor. */
  | 'repeat'
  /** A late duplicate of the owner's own, older request: refused, and nothing ends. */
  | 'stale'
  /** Spent, and not by this request: it is in two hands (RFC 9700 §4.14.2). */
  | 'reuse'
  /** Newer than the row, though the MAC says that we issued it: storage lost writes. */
  | 'ahead'

/** One request to renew, as far as the rules look at it. */
export interface PresentedRenewal {
  readonly generation: number
  /** From {@link renewalIdEntry}. */
  readonly entry: string
}

/** Judges a refresh token presented to a live session. */
export function judgeRenewal(
  session: Session,
  presented: PresentedRenewal,
  readAt: NumericDate,
  retryWindow: number,
): RenewalVerdict {
  const behind = session.generation - presented.generation
  if (behind === 0) return 'current'
  if (behind < 0) return 'ahead'
  const entry = session.renewalIds.slice((behind - 1) * entryLength, behind * entryLength)
  const own = entry === unknownRenewalId || (entry === presented.entry && entry !== noRenewalId)
  // Both ways, so that a clock set back reopens no more than the window (two nodes may differ by a little).
  const fresh = Math.abs(readAt - session.rotatedAt) <= retryWindow
  if (behind === 1 && (own || fresh)) return 'repeat'
  return own ? 'stale' : 'reuse'
}
