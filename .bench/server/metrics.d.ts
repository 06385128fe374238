import type { Auth } from '../auth/index.ts';
import type { AuthEvent } from '../events.ts';
import type { Exchange } from './front.ts';
import type { Log } from './log.ts';
/** Numbers at one moment, for those of other processes to be added to. */
export type Snapshot = readonly object[];
/** Numbers for Prometheus. No label ever holds anything a client can choose. */
export interface Metrics {
    readonly contentType: string;
    onExchange(exchange: Exchange): void;
    onEvent(event: AuthEvent): void;
    /** The text exposition format. */
    text(): Promise<string>;
    snapshot(): Promise<Snapshot>;
    close(): void;
}
/** Numbers of one server. There are none about accounts: how many people there are is nobody's business. */
export declare function createMetrics({ auth, log, }: {
    /** `undefined` until the database is open. */
    readonly auth: () => Auth | undefined;
    readonly log: Log;
}): Metrics;
