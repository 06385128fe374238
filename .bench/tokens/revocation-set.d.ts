import type { Clock } from '../clock.ts';
import type { Revocation } from '../revocation.ts';
import type { Revocations } from './revocation.ts';
export interface RevocationSetOptions {
    /** Default: the wall clock. */
    readonly clock?: Clock;
    /** Revocations known at most. Default: 1,000,000, about 100 MB. */
    readonly limit?: number;
}
/** The revocations that still matter, in memory. */
export interface RevocationSet extends Revocations {
    /** How many are known. */
    readonly size: number;
    readonly version: number;
    add(revocation: Omit<Revocation, 'sequence'>): void;
}
/**
 * Revocations in the memory of this process, which are lost when it ends. A check costs up to three
 * look-ups, however many there are, and expired ones are forgotten a few at a time.
 *
 * At the limit it forgets them all and refuses every token issued until then: their owners renew,
 * and renewing asks the store. So no revocation is ever lost to a bound; nor, in the same way, to a
 * clock that was ahead and is set back.
 */
export declare const createRevocationSet: (options?: RevocationSetOptions) => RevocationSet;
