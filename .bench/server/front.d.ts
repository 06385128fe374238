import type { RequestListener } from 'node:http';
/** Who sends a request, as far as we can tell. */
export interface Origin {
    readonly requestId: string;
    readonly address: string | undefined;
    /** Whether a program on this machine sends it for itself and not, as a proxy, for somebody else. */
    readonly local: boolean;
}
/** An answer, and what the log and the metrics say about it. */
export interface Outcome {
    readonly response: Response;
    /** The template of the path, never the path. */
    readonly route: string | undefined;
    /** Why it was refused, for the operator. */
    readonly code?: string | undefined;
    /** What went wrong, where something did. */
    readonly error?: unknown;
}
/** Answers a request; must not reject. */
export type Respond = (request: Request, origin: Origin) => Promise<Outcome>;
/** One request and its answer, once the answer is out or the client has gone. */
export interface Exchange {
    readonly requestId: string;
    /** `OTHER`: none that we know. */
    readonly method: string;
    /** `undefined`: nothing of ours. */
    readonly route: string | undefined;
    readonly status: number;
    readonly seconds: number;
    readonly code: string | undefined;
    readonly error: unknown;
    readonly address: string | undefined;
    /** The client went away before it had the whole answer. */
    readonly aborted: boolean;
}
export interface FrontOptions {
    readonly respond: Respond;
    /** Whether what a peer says in `X-Forwarded-For` is believed. */
    readonly trusts: (address: string) => boolean;
    readonly onExchange: (exchange: Exchange) => void;
}
/**
 * A listener for `node:http` that looks at requests before anything else does: what two parsers could
 * read differently is refused here, and every answer gets the headers that every answer has.
 */
export declare function createFront({ respond, trusts, onExchange }: FrontOptions): RequestListener;
