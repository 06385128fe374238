import type { AccountRecord } from '../accounts/index.ts';
import type { NumericDate } from '../clock.ts';
import type { KeyRecord } from '../keys/index.ts';
import type { Session, SessionEnd, SessionStart } from '../sessions/index.ts';
import type { Store } from '../storage/index.ts';
/** Opens an empty store that nothing else uses. */
export type OpenStore = () => Promise<Store>;
/** When every story begins; a store takes its time from its arguments. */
export declare const start: NumericDate;
/** When the revocations of a story may be forgotten. */
export declare const revokeUntil: NumericDate;
/** A store that the tests of one suite share; each uses accounts of its own. */
export declare function sharedStore(open: OpenStore): () => Store;
/** Runs one test on a store of its own. */
export declare const withOwnStore: (open: OpenStore, test: (store: Store) => Promise<void>) => (() => Promise<void>);
export declare function accountRecord(changes?: Partial<AccountRecord>): AccountRecord;
export declare const sessionOf: (accountId: string, changes?: Partial<Session>) => Session;
export declare const sessionStart: (changes?: Partial<SessionStart>) => SessionStart;
export declare const sessionEnd: (changes?: Partial<SessionEnd>) => SessionEnd;
export declare const keyRecord: (sequence: number, changes?: Partial<KeyRecord>) => KeyRecord;
/** An account with one live session, both stored. */
export declare function signedIn(store: Store, changes?: Partial<Session>): Promise<{
    readonly account: AccountRecord;
    readonly session: Session;
}>;
/** `count` things at once. */
export declare const atOnce: <Result>(count: number, act: (index: number) => Promise<Result>) => Promise<Result[]>;
/** What a deep comparison of `Account` expects of an account as it is stored. */
export declare const withoutPassword: ({ usernameKey: _usernameKey, emailKey: _emailKey, passwordHash: _passwordHash, passwordVersion: _passwordVersion, ...account }: AccountRecord) => Omit<AccountRecord, 'usernameKey' | 'emailKey' | 'passwordHash' | 'passwordVersion'>;
