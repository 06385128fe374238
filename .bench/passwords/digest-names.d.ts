/** A digest as OpenSSL calls it. */
export interface Digest {
    readonly name: string;
    /** Bytes. */
    readonly length: number;
    /** KiB of argon2id that take as long as one iteration of PBKDF2 with it, measured: 0.14 µs for SHA-256, 0.4 µs for SHA-512. */
    readonly costOfIteration: number;
}
/** By the name that Python's hashlib and so Django and Werkzeug give them. A table. */
export declare const digests: ReadonlyMap<string, Digest>;
