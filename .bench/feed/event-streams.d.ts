import type { Clock } from '../clock.ts';
import type { RevocationStore } from '../tokens/index.ts';
/** The stream of revocations for verifiers in other services. */
export interface RevocationStreams {
    readonly vitals: StreamVitals;
    /**
     * The events from number `after` on, or a snapshot and what comes after it, as `text/event-stream`.
     *
     * @throws {AuthError} `overloaded` at the bound of listeners, and after `close`.
     */
    open(listener: {
        /** Who listens. */
        readonly holder: string;
        readonly after?: number | undefined;
    }): ReadableStream<Uint8Array>;
    /** Tells the time to all who listen; what is written elsewhere is found by then. */
    beat(): Promise<void>;
    /** Ends the streams of all other holders. */
    keepOnly(holders: ReadonlySet<string>): void;
    /** Ends all streams, and opens none any more. */
    close(): void;
}
/** Numbers for whoever watches over it. */
export interface StreamVitals {
    readonly listeners: number;
    /** Events sent, once for each who got it. */
    readonly sent: number;
    /** Listeners that were cut off because they did not read. */
    readonly cut: number;
}
export interface RevocationStreamsOptions {
    readonly store: RevocationStore;
    readonly clock: Clock;
    /** Hears of every revocation that this process gets to know. */
    readonly feed: {
        subscribe(listener: () => void): () => void;
    };
    readonly onError: (error: unknown) => void;
    readonly random?: () => number;
    /** Default: 10,000. */
    readonly limit?: number;
}
/**
 * Streams of the revocations of one store. The store is read in the order of the numbers, once for all
 * who listen, and an event is written once for all of them.
 */
export declare function createRevocationStreams(options: RevocationStreamsOptions): RevocationStreams;
