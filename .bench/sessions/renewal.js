import { createHash } from 'node:crypto';
/** Characters of one entry of the ring `Session.renewalIds`. */
const entryLength = 16;
/** The renewal carried no id. No request matches it, not even another one without an id. */
const noRenewalId = '-'.repeat(entryLength);
/** Storage lost the rotation, so nobody knows its id: the owner gets the benefit. */
const unknownRenewalId = '?'.repeat(entryLength);
/** What the ring keeps of a renewal id: 8 bytes of its SHA-256, as hex. */
export const renewalIdEntry = (renewalId) => renewalId === undefined
    ? noRenewalId
    : createHash('sha256').update(renewalId).digest('hex').slice(0, entryLength);
/** A ring that knows no id of the last `length` rotations. */
export const unknownRenewalIds = (length) => unknownRenewalId.repeat(length);
/** Judges a refresh token presented to a live session. */
export function judgeRenewal(session, presented, readAt, retryWindow) {
    const behind = session.generation - presented.generation;
    if (behind === 0)
        return 'current';
    if (behind < 0)
        return 'ahead';
    const entry = session.renewalIds.slice((behind - 1) * entryLength, behind * entryLength);
    const own = entry === unknownRenewalId || (entry === presented.entry && entry !== noRenewalId);
    // Both ways, so that a clock set back reopens no more than the window (two nodes may differ by a little).
    const fresh = Math.abs(readAt - session.rotatedAt) <= retryWindow;
    if (behind === 1 && (own || fresh))
        return 'repeat';
    return own ? 'stale' : 'reuse';
}
