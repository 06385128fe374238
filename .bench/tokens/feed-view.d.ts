import type { Clock, NumericDate } from '../clock.ts';
import type { RevocableClaims } from './revocation.ts';
import type { RevocationEvent } from './revocation-events.ts';
/** What a verifier knows from the events of its issuer. */
export declare class FeedView {
    #private;
    constructor(clock: Clock, limit: number);
    /** Where to go on; `undefined`: with a snapshot. */
    get position(): number | undefined;
    get version(): number;
    revokes(claims: RevocableClaims): boolean;
    /** A new connection: half a snapshot of the one before is of no use. */
    begin(): void;
    /** Goes on from a snapshot next time. What is known holds until then. */
    distrust(): void;
    /**
     * Takes an event in; the issuer's time at which nothing was missing, if it says one.
     *
     * @throws {Error} when something was left out.
     */
    take(event: RevocationEvent): NumericDate | undefined;
}
