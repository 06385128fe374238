import type { NumericDate } from './clock.ts';
/** Is told what ended and why, once that is durable. */
export type PublishRevocations = (revocations: readonly Revocation[], reason: string) => void;
/**
 * Something that is refused from now on although its signature and its dates are good.
 * Only revocations younger than the longest access-token lifetime matter, so there are never many.
 */
export interface Revocation {
    /**
     * Order in which they were written, from 1; a verifier that has seen `n` asks for what comes after
     * `n`. One becomes visible only when all with lower numbers are, and no number is given twice.
     */
    readonly sequence: number;
    readonly kind: 'session' | 'token' | 'account';
    /** A `sid`, a `jti` or a `sub`. */
    readonly subject: string;
    /** `account` only: tokens issued at this time or before are refused. */
    readonly issuedUntil: NumericDate | undefined;
    readonly revokedAt: NumericDate;
    /** When every token it concerns has expired, so that it may be forgotten. */
    readonly expiresAt: NumericDate;
}
