import type { Account, FlaskIdentity } from '../accounts/index.ts';
import type { Auth } from '../auth/index.ts';
import type { Generation } from './generations.ts';
import type { FlaskSecurityOptions } from './options.ts';
/** An account that Flask's tokens may name. */
export interface NamedAccount {
    readonly account: Account;
    readonly identity: FlaskIdentity;
}
/** Which account a uniquifier names, and by which uniquifier an account is named. */
export interface Identities {
    /** @throws {AuthError} `account_unknown` or `account_disabled`. */
    find(uniquifier: string): Promise<NamedAccount>;
    /** The one it has or, where its password changed since it got that, a new one. */
    of(account: Account): Promise<FlaskIdentity>;
    /** From now on refuses what was signed before and belongs to no session. */
    refuseEarlier(identity: FlaskIdentity, now: number): Promise<void>;
}
export declare function createIdentities(auth: Auth, { store }: Pick<FlaskSecurityOptions, 'store'>, generation: Generation): Identities;
