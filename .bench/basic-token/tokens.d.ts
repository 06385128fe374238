import type { Account } from '../accounts/index.ts';
import type { Auth } from '../auth/index.ts';
import { type Clock } from '../clock.ts';
import { type Session } from '../sessions/index.ts';
import { type Era, type SecretKey } from '../signing/index.ts';
import { type AccountIds } from './account-ids.ts';
export interface TokenOptions {
    /** `SECRET_KEY` of the original, or all that are in use, oldest → newest. */
    readonly secretKey: SecretKey;
    /** The itsdangerous of the original: HS256 in `'0.24'`, HS512 since. Default: `'0.24'`. */
    readonly era?: Era;
    /** What stands in a token's `id`. Default: the id of the account. */
    readonly ids?: AccountIds;
    /**
     * Whether tokens that the original itself issued are good, until they expire. They belong to no session,
     * so that signing out and changing the password leave them good; a disabled account's are refused. Default: no.
     */
    readonly allowTokensWithoutSession?: boolean;
    /** Default: the wall clock. */
    readonly clock?: Clock;
}
/** Who a token is for; `session`: what it ends with, which tokens of the original have not. */
export interface TokenOwner {
    readonly account: Account;
    readonly session: Session | undefined;
}
/** Tokens as `TimedJSONWebSignatureSerializer` made them, with the session they end with in their header. */
export interface BasicTokens {
    issue(owner: {
        readonly account: Account;
        readonly session: Session;
    }): Promise<IssuedBasicToken>;
    /** @throws {AuthError} with the reason. */
    verify(token: string): Promise<TokenOwner>;
}
export interface IssuedBasicToken {
    readonly token: string;
    /** Seconds. */
    readonly duration: number;
}
export declare function createTokens(auth: Auth, options: TokenOptions): BasicTokens;
