import type { ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Auth } from '../auth/index.ts';
import type { HandlerOptions, Mountable } from '../http/index.ts';
import type { GuardOptions, RequestClaims, TokenVerifier } from './authenticate.ts';
declare module 'fastify' {
    interface FastifyRequest {
        /** The claims of the access token, behind a guard; with `optional`, `undefined` when nobody signed in. */
        auth: RequestClaims;
    }
}
export type { GuardOptions, TokenVerifier } from './authenticate.ts';
/** A request of Fastify. */
export interface FastifyRequestLike extends Pick<FastifyRequest, 'raw' | 'ip'> {
    auth?: unknown;
}
/** A reply of Fastify. */
export interface FastifyReplyLike {
    readonly raw: ServerResponse;
    code(status: number): unknown;
    header(name: string, value: string): unknown;
    send(payload: unknown): unknown;
}
/** A hook of Fastify. */
export type FastifyHook = (request: FastifyRequestLike, reply: FastifyReplyLike, done: (error?: Error) => void) => Promise<unknown> | undefined;
/** A hook of Fastify that answers, with the reply, or lets the request go on. */
type FastifyMountHook = (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>;
/** A plugin of Fastify. */
export type FastifyPlugin = (instance: {
    addHook(name: 'onRequest', hook: FastifyMountHook): unknown;
}, options: {
    readonly prefix?: string;
}) => Promise<void>;
/**
 * Lets only requests with a good access token pass and puts its claims on `request.auth`: an
 * `onRequest` hook, so that strangers are refused before their body is read. Refusals are answered
 * here (401, 403, 400 as problem+json); whatever else goes wrong goes to the error handler.
 *
 * @throws {TypeError} for options that make no sense.
 * @example
 * app.get('/orders', { onRequest: guard(auth, { scope: 'orders:read' }) }, async (request) => ({ for: request.auth.sub }))
 */
export declare function guard(auth: TokenVerifier, options?: GuardOptions): FastifyHook;
/**
 * The native API, or other endpoints, as a plugin: it answers its own paths, below `prefix` if there is one, before any body
 * is parsed, and leaves every other request alone. Limits count per `request.ip`: behind a proxy set
 * `trustProxy` to its address, never to `true`, which takes what the client itself wrote.
 *
 * @example
 * await app.register(mount(auth))
 */
export declare function mount(endpoints: Auth | Mountable, options?: HandlerOptions): FastifyPlugin;
