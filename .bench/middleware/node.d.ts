import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Auth } from '../auth/index.ts';
import type { HandlerOptions, Mountable } from '../http/index.ts';
import type { AuthorizedClaims, GuardOptions, TokenVerifier } from './authenticate.ts';
export type { GuardOptions, TokenVerifier } from './authenticate.ts';
/** How a guard of `node:http` works. */
export interface NodeGuardOptions extends GuardOptions {
    /** Told why a request was answered with 500: there is no error handler to ask. Default: `console.error`. */
    readonly onError?: (error: unknown) => void;
}
/** Answers with what is to be known about who asks; `undefined`: the request was refused, and answered. */
export type Guarded<Passed> = (request: IncomingMessage, response: ServerResponse) => Promise<Passed | undefined>;
/**
 * A function that gives the claims of a request with a good access token. Any other request it
 * answers (401, 403, 400 as problem+json) and gives `undefined`. With `optional`, it gives `null` when
 * nobody signed in. Whatever else goes wrong is a 500, and told to `onError`.
 *
 * @throws {TypeError} for options that make no sense.
 * @example
 * const guarded = guard(auth, { scope: 'orders:read' })
 * createServer(async (request, response) => {
 *   const claims = await guarded(request, response)
 *   if (claims) response.end(`Hello, ${claims.sub}!`)
 * })
 */
export declare function guard<Claims extends AuthorizedClaims>(auth: TokenVerifier<Claims>, options: NodeGuardOptions & {
    readonly optional: true;
}): Guarded<Claims | null>;
export declare function guard<Claims extends AuthorizedClaims>(auth: TokenVerifier<Claims>, options?: NodeGuardOptions): Guarded<Claims>;
/** Answers the native API; `true`: it was one of its paths, and is answered. */
export type Mounted = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
/** How the native API is mounted. */
export interface MountOptions extends HandlerOptions {
    /** The client's address, which limits count by; behind a proxy, what that proxy says. Default: that of the socket. */
    readonly address?: (request: IncomingMessage) => string | undefined;
}
/**
 * The native API as a listener that says whether the request was for it.
 *
 * @example
 * const mounted = mount(auth)
 * createServer(async (request, response) => {
 *   if (await mounted(request, response)) return
 *   response.end('the rest of the application')
 * })
 */
export declare function mount(endpoints: Auth | Mountable, options?: MountOptions): Mounted;
