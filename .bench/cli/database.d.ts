import type { Account } from '../accounts/index.ts';
import type { Auth } from '../auth/index.ts';
import { type Config } from '../server/index.ts';
import type { Store } from '../storage/index.ts';
/**
 * Works on the database of a data directory, which a server may be using at the same time.
 *
 * @throws {Refused} when there is none: only `account add` and `import accounts` make one, or a mistyped directory would
 *   look like an empty one.
 */
export declare function withAuth<Result>(config: Config, work: (auth: Auth) => Promise<Result>, { create }?: {
    readonly create?: boolean;
}): Promise<Result>;
/** The same with the store alone, for whole tables of it. @throws {Refused} */
export declare function withStore<Result>(config: Config, work: (store: Store) => Promise<Result>, { create }?: {
    readonly create?: boolean;
}): Promise<Result>;
export declare const hasDatabase: ({ data }: Config) => boolean;
/** By id, name or e-mail address. @throws {Refused} when there is none. */
export declare function findAccount({ accounts }: Auth, text: string): Promise<Account>;
/** Seconds since 1970 as people read them. */
export declare const time: (seconds: number | undefined) => string | undefined;
