import type { ChallengeScheme } from './challenge.ts';
import type { ProblemCode } from './problems.ts';
/**
 * What the request proved itself with. Whatever is wrong with that credential has one face:
 * a disabled account, say, makes a refresh token one that is not valid, and no more is said.
 */
export type Presented = 'access_token' | 'refresh_token' | 'password' | 'current_password';
/** How a refusal is put. */
export interface ProblemContext {
    /** What the request proved itself with. Default: an access token. */
    readonly presented?: Presented;
    /** Of the challenge that goes with a 401. Default: `'bearer'`. */
    readonly scheme?: ChallengeScheme;
}
/** A refusal as it goes over the wire, for whatever sends answers. */
export interface Refusal {
    readonly status: number;
    /** Lower-case names. */
    readonly headers: Readonly<Record<string, string>>;
    /** JSON. */
    readonly body: string;
    readonly code: ProblemCode;
}
/**
 * What a stranger is told about an error: an RFC 9457 problem with its status and headers.
 * The same bytes for every reason to refuse a token; anything but an {@link AuthError} is a
 * `server_error`, about which nothing is said.
 *
 * @example
 * const { status, headers, body } = refusal(error)
 * reply.writeHead(status, headers).end(body)
 */
export declare function refusal(error: unknown, context?: ProblemContext): Refusal;
/** The {@link refusal} as a `Response`. */
export declare function problem(error: unknown, context?: ProblemContext): Response;
