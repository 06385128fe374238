import { AuthError } from '../errors.ts';
/** What it takes to hold a password against a hash. Knows no hash. */
export interface Work {
    /** Scheme and parameters: hashes of one kind take equally long. */
    readonly kind: string;
    /** In KiB that argon2id fills once: the one unit all schemes are measured in. */
    readonly cost: number;
    /** KiB it needs at once. */
    readonly memory: number;
    /** Takes as long as verifying the password does, and answers nothing. */
    spend(password: Uint8Array): Promise<void>;
}
/** A stored hash, taken apart and found sound; nothing has been spent on it yet. */
export interface StoredHash {
    /** As passlib calls it, where it knows it. */
    readonly scheme: string;
    readonly work: Work;
    /** Whether it was made with less than this. */
    isWeakerThan(policy: Argon2idParameters): boolean;
    /** Whether it is the hash of the password; off the main thread. */
    matches(password: Uint8Array): Promise<boolean>;
}
/** How hard a password is hashed. */
export interface Argon2idParameters {
    /** KiB. Default: 47,104. */
    readonly memoryCost: number;
    /** Passes. Default: 1. */
    readonly timeCost: number;
    /** Lanes. Default: 1. */
    readonly parallelism: number;
}
/** One way of storing a password. */
export interface Scheme {
    /** Whether a text claims to be of this scheme. */
    identify(stored: string): boolean;
    /** @throws {AuthError} `hash_malformed`, `hash_unsupported` or `hash_too_costly`. */
    parse(stored: string): StoredHash;
}
/** A hash of a scheme that nothing is hashed with any more: argon2id takes its place at the next sign-in. */
export declare const verifyOnly: (hash: Omit<StoredHash, 'isWeakerThan'>) => StoredHash;
export declare const malformed: () => AuthError;
