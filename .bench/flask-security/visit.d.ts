import type { Account } from '../accounts/index.ts';
import type { Auth } from '../auth/index.ts';
import type { Clock } from '../clock.ts';
import type { FlaskRequest } from '../dialects/index.ts';
import type { Answers, FieldErrors } from './answers.ts';
import { BrowserSession } from './browser-session.ts';
import type { BrowserSessionOptions } from './browser-session.ts';
import type { Caller, Callers } from './callers.ts';
import type { CsrfTokens } from './csrf.ts';
import type { Generation } from './generations.ts';
import type { Identities } from './identities.ts';
import type { FlaskSecurityOptions } from './options.ts';
import type { Field } from './pages.ts';
import type { FlaskTokens } from './tokens.ts';
/** What all views share, built once. */
export interface Workshop {
    readonly auth: Auth;
    readonly options: FlaskSecurityOptions;
    readonly generation: Generation;
    readonly answers: Answers;
    readonly callers: Callers;
    readonly csrf: CsrfTokens;
    readonly identities: Identities;
    readonly tokens: FlaskTokens;
    readonly cookies: BrowserSessionOptions;
    readonly newestKey: string | Uint8Array;
    readonly passwordMinLength: number;
    readonly clock: Clock;
}
/** One request on its way through a view. */
export declare class Visit {
    #private;
    readonly request: FlaskRequest;
    readonly session: BrowserSession;
    readonly workshop: Workshop;
    readonly wantsJson: boolean;
    constructor(request: FlaskRequest, workshop: Workshop);
    /** Who asks, as Flask-Login finds it out: by session, else by remember cookie, else by token. */
    caller(): Promise<Caller | undefined>;
    /** Starts a session of ours and puts it into the browser's. */
    signIn(account: Account, passwordVersion: number, { remember }?: {
        readonly remember?: boolean;
    }): Promise<Caller>;
    /** A cookie that brings the caller back when the browser's session is gone, where those are wanted. */
    remember(caller: Caller): Promise<void>;
    /** Writes into the browser's session whose it is. */
    occupy({ identity, sessionId }: Pick<Caller, 'identity' | 'sessionId'>): void;
    /** Empties the browser's session of whoever it was. */
    leave(): void;
    /** What a form that went well answers, with a token where one is asked for. */
    accepted(caller: Caller | undefined, { token, more }?: {
        readonly token?: boolean;
        readonly more?: object;
    }): Promise<Response>;
    /** A page with a form, for browsers; `path` is that of the endpoint. */
    page(title: string, path: string, fields: readonly Field[], { errors }?: {
        readonly errors?: FieldErrors;
    }): Response;
    /** The answer with the cookies that this visit changed. */
    finish(response: Response): Response;
}
