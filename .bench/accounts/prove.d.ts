import type { Passwords } from '../passwords/index.ts';
import type { AccountRecord } from './account.ts';
import type { Limiter } from './sign-in-limits.ts';
/** Who says so, and from where. */
export interface Claim {
    readonly record: AccountRecord | undefined;
    readonly kind: 'username' | 'email';
    /** The canonical name; `undefined`: no account can have it. */
    readonly key: string | undefined;
    readonly password: string;
    readonly network: string | undefined;
    readonly signal: AbortSignal | undefined;
}
export interface ProverOptions {
    readonly passwords: Passwords;
    readonly limiter: Limiter;
    readonly knownNetwork: (accountId: string, network: string) => Promise<boolean>;
}
/** What a right password proves: the account, as it was when the password was checked. */
export interface Proof {
    readonly record: AccountRecord;
    readonly needsRehash: boolean;
}
/**
 * The one place where a password is held against an account: allowances first, all at once and
 * before any hash (L17), then the hash, then what may be told to somebody who knows the password (L02).
 *
 * @throws {AuthError} `rate_limited`, `account_unknown`, `password_mismatch`, `account_disabled`,
 * `password_too_long`, `overloaded` or a `hash_…` code.
 */
export declare function createProver({ passwords, limiter, knownNetwork }: ProverOptions): ({ record, kind, key, password, signal, ...claim }: Claim) => Promise<Proof>;
