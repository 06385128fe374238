import type { NumericDate } from '../clock.ts';
import type { Session } from './session.ts';
/** What the ring keeps of a renewal id: 8 bytes of its SHA-256, as hex. */
export declare const renewalIdEntry: (renewalId: string | undefined) => string;
/** A ring that knows no id of the last `length` rotations. */
export declare const unknownRenewalIds: (length: number) => string;
/**
 * What a refresh token is worth. With these rules the owner is never signed out unless there is a
 * thief, and a thief's use is found at the owner's next renewal; `test/sessions/renewal-model.test.ts`
 * searches a small world for a counterexample.
 */
export type RenewalVerdict = 
/** The live generation: rotate. */
'current'
/** The parent of the live generation, by its own request again or within the retry window: the same successor. */
 | 'repeat'
/** A late duplicate of the owner's own, older request: refused, and nothing ends. */
 | 'stale'
/** Spent, and not by this request: it is in two hands (RFC 9700 §4.14.2). */
 | 'reuse'
/** Newer than the row, though the MAC says that we issued it: storage lost writes. */
 | 'ahead';
/** One request to renew, as far as the rules look at it. */
export interface PresentedRenewal {
    readonly generation: number;
    /** From {@link renewalIdEntry}. */
    readonly entry: string;
}
/** Judges a refresh token presented to a live session. */
export declare function judgeRenewal(session: Session, presented: PresentedRenewal, readAt: NumericDate, retryWindow: number): RenewalVerdict;
