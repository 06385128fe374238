import type { Auth } from '../auth/index.ts';
import type { Store } from '../storage/index.ts';
import type { Respond } from './front.ts';
import type { Metrics } from './metrics.ts';
import type { Config } from './settings.ts';
/** The native API, and beside it the dialects and what only a server of its own has. */
export declare function createResponder(auth: Auth, { config, metrics, store, }: {
    readonly config: Config;
    readonly metrics: Metrics;
    readonly store: Store;
}): Promise<Respond>;
/** Until the database is open. */
export declare const answerStarting: Respond;
