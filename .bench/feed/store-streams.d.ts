import type { NumericDate } from '../clock.ts';
import type { RevocationStreamsOptions, StreamVitals } from './event-streams.ts';
/** The work behind `createRevocationStreams`, without its timer. */
export declare class StoreStreams {
    #private;
    constructor(options: RevocationStreamsOptions);
    get vitals(): StreamVitals;
    open({ holder, after, }: {
        holder: string;
        after?: number | undefined;
    }): ReadableStream<Uint8Array>;
    beat(): Promise<void>;
    keepOnly(holders: ReadonlySet<string>): void;
    close(): void;
    /**
     * Tells what is new in the store, and gives the time at which nothing more was; `undefined` when it could
     * not be read, or nobody listens. Calls that overlap share a look, and one more after it.
     */
    tell(): Promise<NumericDate | undefined>;
}
