import type { DigestMethod } from './algorithms.ts';
import type { Era } from './eras.ts';
/** What a text looks like. Nothing of it is verified. */
export interface UnverifiedInspection {
    /** `flask-session` is a timed one whose payload has what Flask's sessions have. */
    readonly kind: 'signed' | 'timed' | 'flask-session' | 'jws' | 'remember-cookie';
    /** By the length of the signature. */
    readonly digestMethod: DigestMethod | 'none' | undefined;
    readonly compressed: boolean;
    /** `undefined` where it cannot be read. */
    readonly payload: unknown;
    /** Of a JWS. */
    readonly header?: unknown;
    /** Which itsdangerous may have made it, as far as its time or its algorithm tells. */
    readonly eras: readonly Era[];
    readonly signedAt?: Date;
    /** Of a JWS with `exp`. */
    readonly expiresAt?: Date;
}
/**
 * What a text is among what itsdangerous, Flask and Flask-Login sign, and what it says: **not verified**, for
 * people who ask what they have in hand. `undefined` where it is none of them.
 *
 * @example
 * inspectUnverified('eyJpZCI6MX0.ZVPxAA.wwksaCvP97PSAIXgSl1IJNLcaco')?.payload // { id: 1 }
 */
export declare function inspectUnverified(text: string): UnverifiedInspection | undefined;
