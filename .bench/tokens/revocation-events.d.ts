import type { NumericDate } from '../clock.ts';
import type { Revocation } from '../revocation.ts';
/** All live revocations after number `after` up to number `until`. */
export interface RevocationsEvent {
    /** `snapshot` from `after: 0` on begins anew, and what came before may be forgotten. */
    readonly type: 'snapshot' | 'revocations';
    readonly after: number;
    readonly until: number;
    readonly revocations: readonly Revocation[];
}
/** Nothing newer than number `sequence` existed at the time `at` of the issuer. */
export interface HeartbeatEvent {
    readonly type: 'heartbeat';
    readonly sequence: number;
    readonly at: NumericDate;
}
export type RevocationEvent = RevocationsEvent | HeartbeatEvent;
/** A block of `text/event-stream`. */
export declare function encodeRevocationEvent(event: RevocationEvent): string;
/**
 * What an event says; `undefined` for one that this release does not know.
 *
 * @throws {TypeError} when it is not well-formed: an issuer never sends such, so nothing of it is believed.
 */
export declare function parseRevocationEvent(type: string, data: string): RevocationEvent | undefined;
