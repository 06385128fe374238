/** A generation of itsdangerous, by what it wrote. `2.x` also stands for everything since. */
export type Era = '0.24' | '1.x' | '2.x';
/** What differs between them. */
export interface EraRules {
    /** Seconds from 1970 to where timestamps begin: 0.24 counts from 2011-01-01. */
    readonly epoch: number;
    readonly jwsAlgorithm: 'HS256' | 'HS512';
    /** Whether compact JSON escapes what is not ASCII. */
    readonly compactAscii: boolean;
    /** 1.1 reads what the withdrawn 1.0.0 signed with SHA-512. */
    readonly fallbackSha512: boolean;
    /** The complaint about a separator that could be part of a signature; 0.24 has none. */
    readonly separatorRule: string | undefined;
    /** Whether a signature from the future is refused where an age is asked for. */
    readonly refusesFuture: boolean;
    /** Whether an untrue signature reports its date as the bare number in the token. */
    readonly bareDate: boolean;
    /** Whether the time of expiry is whatever Python's `int()` takes. */
    readonly expiryByInt: boolean;
    /** Bytes a timestamp may have. */
    readonly timestampBytes: number;
    readonly unreadablePayload: string;
}
/**
 * The rules of an era.
 *
 * @throws {RangeError} when there is no such era.
 */
export declare function rulesOf(era: Era): EraRules;
