import type { Account, FlaskIdentity } from '../accounts/index.ts';
import type { Auth } from '../auth/index.ts';
import type { Clock, NumericDate } from '../clock.ts';
import type { FlaskRequest } from '../dialects/index.ts';
import type { BrowserSession } from './browser-session.ts';
import type { Identities } from './identities.ts';
import type { FlaskMechanism } from './options.ts';
import type { FlaskTokens } from './tokens.ts';
/** Who asks, and how they proved it. */
export interface Caller {
    readonly account: Account;
    readonly identity: FlaskIdentity;
    readonly via: FlaskMechanism;
    /** The session of ours; none for what Flask-Security itself signed. */
    readonly sessionId: string | undefined;
    /** When its owner signed in, as far as a token says so. */
    readonly authenticatedAt: NumericDate | undefined;
    readonly signedAt?: NumericDate;
}
/** Finds out who asks. Each gives `undefined` where nobody does, or nobody who may. */
export interface Callers {
    byToken(request: FlaskRequest): Promise<Caller | undefined>;
    bySession(session: BrowserSession): Promise<Caller | undefined>;
    byRememberCookie(request: FlaskRequest): Promise<Caller | undefined>;
    byBasic(request: FlaskRequest): Promise<Caller | undefined>;
    /** The caller whose token this is. @throws {AuthError} with the operator's reason. */
    verify(token: string): Promise<Caller>;
}
export interface CallersOptions {
    readonly auth: Auth;
    readonly tokens: FlaskTokens;
    readonly identities: Identities;
    readonly newestKey: string | Uint8Array;
    readonly isFirst: boolean;
    readonly clock: Clock;
}
export declare const rememberCookieName = "remember_token";
export declare function createCallers(options: CallersOptions): Callers;
