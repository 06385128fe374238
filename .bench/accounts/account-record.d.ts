import type { NumericDate } from '../clock.ts';
import type { Account, AccountRecord } from './account.ts';
/** What an account is made of. */
export interface NewAccount {
    readonly username: string;
    readonly email?: string;
    /** Judged and hashed. */
    readonly password?: string;
    /** Imported; replaced by an argon2id hash at the next sign-in. With neither, no password signs in. */
    readonly passwordHash?: string;
    /** Default: none. */
    readonly roles?: readonly string[];
    /** RFC 6749 §3.3 scope tokens. Default: none. */
    readonly scopes?: readonly string[];
}
/** What an account brings along that comes from elsewhere; never what a request may say (L12). */
export interface AccountOrigin {
    /** What others know as the `sub` of its tokens. Default: a new one. */
    readonly id?: string;
    /** When it was made. Default: now. */
    readonly createdAt?: NumericDate;
    /** When it was disabled. Default: it is not. */
    readonly disabledAt?: NumericDate;
}
/**
 * Everything of a new account but its password, its names parsed.
 *
 * @throws {AuthError} `username_invalid` or `email_invalid`.
 * @throws {TypeError} for an id, a time, roles or scopes that no account has.
 */
export declare function newAccountRecord(account: NewAccount, now: NumericDate, origin?: AccountOrigin): Omit<AccountRecord, 'passwordHash'>;
/** The account without what proves it. */
export declare const toAccount: (record: AccountRecord) => Account;
/** @throws {TypeError} for what no token could carry. */
export declare function grants(granted: readonly string[], option: string): readonly string[];
