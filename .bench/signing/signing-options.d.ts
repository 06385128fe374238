import { type Clock } from '../clock.ts';
import { type Era, type EraRules } from './eras.ts';
/** One secret, or several from the oldest to the newest: the newest signs, all verify. Text is UTF-8. */
export type SecretKey = string | Uint8Array | readonly (string | Uint8Array)[];
/** What every class of this module may be told. */
export interface SigningOptions {
    /** The itsdangerous that the other side runs. Default: `'2.x'`. See docs/signing.md for what differs. */
    readonly era?: Era;
    /**
     * Whether what is read may be spelled in every way that Python accepts, and messages are Python's to the
     * letter: these quote the signature. Default: false; one token then has one spelling.
     */
    readonly compat?: boolean;
    /** Default: the clock of this process. */
    readonly clock?: Clock;
    /** Bytes that a token, and what it decompresses to, may have. Default: 65,536. */
    readonly maxBytes?: number;
    /** Whether an empty secret key is taken, with which anyone can sign. Default: false. */
    readonly allowEmptySecretKey?: boolean;
}
/** The same with everything decided. */
export interface SigningRules {
    readonly era: Era;
    readonly rules: EraRules;
    readonly compat: boolean;
    readonly clock: Clock;
    readonly maxBytes: number;
}
/** @throws {RangeError} for an era or a size that is none. */
export declare function signingRules(options: SigningOptions): SigningRules;
/** Whole seconds. @throws {RangeError} for a clock that tells none: no comparison with NaN would refuse a token. */
export declare function now({ clock }: SigningRules): number;
