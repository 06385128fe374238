import type { Mountable, RequestEvent } from '../http/index.ts';
import type { FlaskRequest } from './flask-request.ts';
/** One endpoint of another system. */
export interface DialectRoute {
    /** Matched to the letter, but for a `<…>` at the end: one segment. */
    readonly path: string;
    readonly methods: readonly ('GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE')[];
    readonly answer: (request: FlaskRequest) => Promise<Response> | Response;
}
export interface DialectOptions {
    /** Told of every request when it was answered; must not throw. Default: nobody is. */
    readonly onEvent?: ((event: RequestEvent) => void) | undefined;
}
/**
 * The endpoints of another system as one function, with what Werkzeug answers where there is none:
 * its pages for 404 and 405, its 200 for `OPTIONS`, `HEAD` as `GET` without a body.
 */
export declare function createDialect(routes: readonly DialectRoute[], { onEvent: report }?: DialectOptions): Mountable;
/** The page for what went wrong. */
export declare function failure(error: unknown): Response;
