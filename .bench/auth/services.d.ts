import type { Accounts } from '../accounts/index.ts';
import type { AuthOptions } from './auth-options.ts';
import type { Clock } from '../clock.ts';
import type { EventListener } from '../events.ts';
import type { RevocationFeed, RevocationStreams } from '../feed/index.ts';
import type { KeyRing } from '../keys/index.ts';
import type { Passwords } from '../passwords/index.ts';
import type { Sessions } from '../sessions/index.ts';
import type { Store } from '../storage/index.ts';
import type { AccessTokens } from '../tokens/index.ts';
import type { Verifiers } from '../verifiers/index.ts';
/** What `createAuth` puts together, each built once. */
export interface Services<Claims extends object> {
    readonly issuer: string;
    readonly audience: string;
    readonly store: Store;
    readonly accounts: Accounts;
    readonly sessions: Sessions;
    readonly tokens: AccessTokens<Claims>;
    readonly keys: KeyRing;
    readonly feed: RevocationFeed;
    readonly streams: RevocationStreams;
    readonly verifiers: Verifiers;
    readonly passwords: Passwords;
    readonly tokenSessionLifetime: number;
    readonly clock: Clock;
    readonly onEvent: EventListener;
    close(): Promise<void>;
}
/** Opens the store and builds every service on it. */
export declare function openServices<Claims extends object>(options: AuthOptions<Claims>): Promise<Services<Claims>>;
