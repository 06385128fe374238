import { AuthError, type AuthErrorCode } from '../errors.ts';
import type { Terminal } from './terminal.ts';
/** What was found out about a token. */
export interface Verdict {
    /** `unverified` where nothing was there to verify it with; `good`; or the code of the refusal. */
    readonly verdict: 'unverified' | 'good' | AuthErrorCode;
    /** Why it is refused. */
    readonly reason?: string;
}
/** What a token says, and what we say about it. */
export interface Report extends Verdict {
    readonly kind: string;
    readonly [field: string]: unknown;
}
export declare const unverified: Verdict;
export declare function refused({ code, message, cause }: AuthError): Verdict;
export declare function verdictOf(verify: () => unknown): Promise<Verdict>;
/** @throws {AuthError} when the verdict is a refusal, after it was shown. */
export declare function show(report: Report, terminal: Terminal): void;
