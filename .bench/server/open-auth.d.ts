import type { Auth } from '../auth/index.ts';
import type { EventListener } from '../events.ts';
import type { Store } from '../storage/index.ts';
import type { Config } from './settings.ts';
/** What the settings do not say. */
export interface OpenAuthOptions {
    /** Where no issuer is set. */
    readonly issuer: string;
    /**
     * Beside a server whose flags are not known: keys stay of the algorithm they are of, and revocations are
     * remembered as long as any server's tokens can live.
     */
    readonly beside?: boolean;
    readonly onFatal?: (error: Error) => void;
    /** Told of the store that the `Auth` works on and closes. */
    readonly onStore?: (store: Store) => void;
    readonly onEvent?: EventListener;
}
/** Token authentication on the database of a data directory, as the settings say. */
export declare function openAuth(config: Config, options: OpenAuthOptions): Promise<Auth>;
