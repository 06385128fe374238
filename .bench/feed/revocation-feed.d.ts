import type { Clock } from '../clock.ts';
import type { Revocation, Revocations, RevocationStore } from '../tokens/index.ts';
export interface RevocationFeedOptions {
    readonly store: RevocationStore;
    /** Default: the wall clock. */
    readonly clock?: Clock;
    /** Seconds between two looks at the store. Default: 0.15. */
    readonly interval?: number;
    /** Revocations known at most; what happens beyond is said at `createRevocationSet`. Default: 1,000,000. */
    readonly limit?: number;
    /** Told when a look at the store or a listener fails. The view grows old meanwhile and then verifiers refuse. Default: nothing. */
    readonly onError?: (error: unknown) => void;
}
/** Gets revocations that it has not seen before. It must not throw. */
export type RevocationListener = (revocations: readonly Revocation[]) => void;
/** All live revocations of a store, kept current. */
export interface RevocationFeed extends Revocations {
    /** Loads what the store has and keeps looking. Rejects when the store cannot be read. */
    start(): Promise<void>;
    /** Looks at the store now. Calls that overlap share one look. */
    refresh(): Promise<void>;
    /** Says what this process has just written, so that it is refused here at once. */
    publish(revocations: readonly Revocation[]): void;
    /** What arrives from now on, from wherever; call the result to stop. */
    subscribe(listener: RevocationListener): () => void;
    /** Stops looking: the view grows old. `start` begins again. */
    stop(): void;
}
/**
 * A feed of the revocations of one store, for all verifiers of this process.
 *
 * @throws {RangeError} for an interval that is not a number of seconds above 0.
 * @example
 * const feed = createRevocationFeed({ store })
 * await feed.start()
 * const verifier = createVerifier({ issuer, audience, keys, feed })
 */
export declare const createRevocationFeed: (options: RevocationFeedOptions) => RevocationFeed;
