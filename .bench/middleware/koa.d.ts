import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Auth } from '../auth/index.ts';
import type { HandlerOptions, Mountable } from '../http/index.ts';
import type { AuthorizedClaims, GuardOptions, TokenVerifier } from './authenticate.ts';
export type { GuardOptions, TokenVerifier } from './authenticate.ts';
/** A context of Koa. */
export interface KoaContext<State = unknown> {
    readonly req: IncomingMessage;
    readonly res: ServerResponse;
    readonly ip: string;
    readonly url: string;
    readonly request: {
        readonly body?: unknown;
        readonly rawBody?: unknown;
    };
    status: number;
    body: unknown;
    state: State;
    set(name: string, value: string): void;
    append(name: string, value: string): void;
}
/** Middleware of Koa. */
export type KoaMiddleware<State = unknown> = (context: KoaContext<State>, next: () => Promise<unknown>) => Promise<unknown>;
/**
 * Lets only requests with a good access token pass and puts its claims on `ctx.state.auth`; with
 * `optional`, `undefined` when nobody signed in. Refusals are answered here (401, 403, 400 as
 * problem+json); whatever else goes wrong is thrown.
 *
 * @throws {TypeError} for options that make no sense.
 * @example
 * router.get('/orders', guard(auth, { scope: 'orders:read' }), (ctx) => { ctx.body = { for: ctx.state.auth.sub } })
 */
export declare function guard<Claims extends AuthorizedClaims>(auth: TokenVerifier<Claims>, options?: GuardOptions): KoaMiddleware<{
    auth: Claims;
}>;
/**
 * The native API, or other endpoints, as middleware: it answers its own paths and passes on every other request. Mount it
 * before body parsers to keep its strict reading of JSON; behind them it works with what they kept.
 * Limits count per `ctx.ip`: behind a proxy set `app.proxy` and `app.maxIpsCount = 1`, without which
 * Koa takes the address that the client itself wrote into `X-Forwarded-For`.
 *
 * @example
 * app.use(mount(auth))
 */
export declare function mount(endpoints: Auth | Mountable, options?: HandlerOptions): KoaMiddleware;
