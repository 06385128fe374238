import type { Auth } from '../auth/index.ts';
import type { AuthErrorCode } from '../errors.ts';
import type { CorsOptions } from './cors.ts';
import type { CredentialSource } from './credentials.ts';
export interface HandlerOptions {
    /** Where an access token may be. Default: `['bearer']`. */
    readonly credentials?: readonly CredentialSource[];
    /** Name of the cookie, if that is one of the places. Default: `__Host-latchkey`. */
    readonly cookie?: string;
    /** Which other origins' pages may call. Default: none. */
    readonly cors?: CorsOptions;
    /** Told of every request when it was answered. What it throws is lost: it must not change an answer. Default: nobody is. */
    readonly onEvent?: (event: RequestEvent) => void;
}
/** One request and its answer, for logs and metrics. Holds no path, query, header, name or address. */
export interface RequestEvent {
    readonly type: 'request';
    readonly requestId: string;
    /** `OTHER` for a method that no endpoint has. */
    readonly method: string;
    /** As in the table of endpoints, `/api/v1/sessions/{id}` say; `undefined`: there is none at that path. */
    readonly route: string | undefined;
    readonly status: number;
    /** Seconds. */
    readonly duration: number;
    /** Why it was refused: the operator's reason, not the one the client was told. */
    readonly code?: AuthErrorCode;
    /** What went wrong: an {@link AuthError}, or with status 500 anything at all. */
    readonly error?: unknown;
}
/** What the server knows about a request and the request itself cannot be trusted to say. */
export interface RequestContext {
    /** The address of the client; limits count per network of it. Default: one unknown network, which all such share. */
    readonly address?: string;
    /** Goes into `X-Request-Id`. Default: a random one. */
    readonly requestId?: string;
}
/** Endpoints as one function: the native API, or another system's wire contract on our accounts. */
export interface Mountable {
    /** The answer; never rejects. */
    readonly fetch: (request: Request, context?: RequestContext) => Promise<Response>;
    /** Whether there is an endpoint at that path. */
    readonly handles: (pathname: string) => boolean;
}
/** The native API as one function. */
export interface Handler extends Mountable {
    /** The OpenAPI 3.1 document. */
    readonly openapi: object;
}
/**
 * The native API, for whatever has a `Request` and takes a `Response`.
 *
 * @throws {TypeError} for a source of credentials that does not exist, `*` with credentials, or an origin that is none.
 * @example
 * const handler = createHandler(auth, { cors: { origins: ['https://app.example.com'] } })
 * const response = await handler.fetch(new Request('https://api.example.com/healthz'))
 */
export declare function createHandler(auth: Auth, options?: HandlerOptions): Handler;
