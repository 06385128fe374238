import { type JwsAlgorithm } from '../keys/index.ts';
import type { DigestMethod, Era, KeyDerivation } from '../signing/index.ts';
import type { Call, CommandOption } from './command.ts';
/** How a token is signed, as far as flags say it. */
export interface SigningFlags {
    readonly salt?: string | undefined;
    readonly era?: Era | undefined;
    readonly keyDerivation?: KeyDerivation | undefined;
    readonly digestMethod?: DigestMethod | undefined;
    readonly algorithm?: JwsAlgorithm | undefined;
    /** Seconds. */
    readonly maxAge?: number | undefined;
    /** Seconds. */
    readonly expiresIn?: number | undefined;
}
/** The same, with what signs or verifies. */
export interface Signing extends SigningFlags {
    readonly key: string | Uint8Array;
}
/** In the words of itsdangerous. */
export declare const signingOptions: readonly CommandOption[];
export declare const maxAgeOption: CommandOption;
export declare const expiresInOption: CommandOption;
/** @throws {UsageError} for a value that is none. */
export declare function readSigningFlags({ text }: Call): SigningFlags;
/** A flag that is given where only `taken` mean anything: passed over, it would seem to have been obeyed. */
export declare function strangeFlag(flags: SigningFlags, taken: readonly (keyof SigningFlags)[]): string | undefined;
