import { feedHeartbeat } from '../defaults.js';
import { StoreStreams } from './store-streams.js';
/**
 * Streams of the revocations of one store. The store is read in the order of the numbers, once for all
 * who listen, and an event is written once for all of them.
 */
export function createRevocationStreams(options) {
    const streams = new StoreStreams(options);
    const timer = setInterval(() => void streams.beat(), feedHeartbeat * 1_000).unref();
    const unsubscribe = options.feed.subscribe(() => void streams.tell());
    return {
        get vitals() {
            return streams.vitals;
        },
        open: (listener) => streams.open(listener),
        beat: () => streams.beat(),
        keepOnly: (holders) => streams.keepOnly(holders),
        close() {
            clearInterval(timer);
            unsubscribe();
            streams.close();
        },
    };
}
