import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CredentialRequest, Mountable, Refusal } from '../http/index.ts';
/** What a guard reads of a request, straight from the message. */
export declare function credentialsOf(message: IncomingMessage): CredentialRequest;
/** Answers a request that a guard refused. */
export declare function sendRefusal({ status, headers, body }: Refusal, response: ServerResponse): void;
/** What a framework knows about a request. */
export interface RequestContext {
    /** The client's address. Default: that of the socket. */
    readonly address?: string | undefined;
    /** Path and query. Default: as the message has them. */
    readonly url?: string | undefined;
    /** The body as it came, where a parser kept it. */
    readonly rawBody?: unknown;
    /** The body as a parser left it. */
    readonly body?: unknown;
}
/**
 * The handler's answer to a request; `undefined`: none of its paths. A body that a parser has read
 * before is taken from `rawBody`, or else `body` is written out again, so that strictness about JSON
 * (a member that is there twice) is then the parser's.
 */
export declare function answer(handler: Mountable, message: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<Response> | undefined;
/** Writes an answer and waits until it is out. A client that went away is no error. */
export declare function sendResponse(answered: Response, response: ServerResponse): Promise<void>;
