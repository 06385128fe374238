import type { Auth } from '../auth/index.ts';
import type { Mountable, RequestEvent } from '../http/index.ts';
import type { Store } from '../storage/index.ts';
import type { Config } from './settings.ts';
/** What a dialect is made of. */
interface Parts {
    readonly auth: Auth;
    readonly store: Store;
    readonly config: Config;
    readonly onEvent: (event: RequestEvent) => void;
}
/** Those that are switched on. @throws {ConfigError} where one lacks what it needs, or two of one kind are. */
export declare function openDialects(parts: Parts): Promise<readonly Mountable[]>;
export {};
