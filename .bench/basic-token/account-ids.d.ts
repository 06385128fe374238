import type { Account } from '../accounts/index.ts';
/** What an account is called in the tokens and paths of the original: mostly the number of its row there. */
export interface AccountIds {
    /** `undefined`: it has none, and gets no token. */
    idOf(account: Account): MaybePromise<number | string | undefined>;
    /** The id of the account here; `undefined`: there is none. */
    accountOf(id: number | string): MaybePromise<string | undefined>;
}
type MaybePromise<Value> = Value | Promise<Value>;
export declare const ownIds: AccountIds;
export {};
