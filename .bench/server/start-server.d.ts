import { type ConnectionLimits } from './connections.ts';
import type { Log } from './log.ts';
import { type Snapshot } from './metrics.ts';
import type { Config } from './settings.ts';
/** What a server says of itself once it answers. */
export interface Started {
    readonly url: string;
    readonly issuer: string;
    readonly audience: string;
    /** How to use the demo account, where there is one. */
    readonly demo?: string;
}
/** A server that answers, in this process or in several. */
export interface Running extends Started {
    close(): Promise<void>;
}
/** What the settings do not say. */
export interface Surroundings {
    readonly log: Log;
    readonly limits: ConnectionLimits;
    readonly onFatal: (error: unknown) => void;
}
/** How one of several workers differs from a server on its own. */
export interface Worker {
    /** Where others answer already: this one listens when it can answer too. */
    readonly joins: string | undefined;
    /** The metrics of all of them. */
    readonly metricsText: () => Promise<string>;
}
/** Runs a server in this process. */
export declare function startServer(config: Config, { log, limits, onFatal, worker }: Surroundings & {
    readonly worker?: Worker;
}): Promise<Running & {
    snapshot(): Promise<Snapshot>;
}>;
