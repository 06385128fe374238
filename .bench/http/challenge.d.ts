import type { ProblemCode } from './problems.ts';
/** How a client is asked to prove itself. */
export type ChallengeScheme = 'bearer' | 'basic';
/**
 * The `WWW-Authenticate` of an answer, if it has one: every 401 (RFC 9110 §15.5.2), and the 403 that
 * RFC 6750 defines. A request without an access token gets no `error` (RFC 6750 §3.1).
 */
export declare function challenge(status: number, code: ProblemCode, { scheme, scope }: {
    readonly scheme: ChallengeScheme;
    readonly scope: string | undefined;
}): string | undefined;
