/** One of the configured secrets. Everything it is used for gets a key of its own, by label. */
export interface DerivedSecret {
    /** 4 bytes that name it, the same wherever it stands in the list. */
    readonly id: Uint8Array;
    /** 32 bytes for one purpose (HKDF-SHA-256, RFC 5869); the same label gives the same bytes. */
    derive(label: string): Uint8Array;
    /** Encrypts (AES-256-GCM) so that only the same `context` opens it again. */
    seal(plain: Uint8Array, context: string): string;
    /** What was sealed, or `undefined` when it was altered, or sealed elsewhere or for another context. */
    open(sealed: string, context: string): Uint8Array | undefined;
}
/** The secrets of an installation: the newest is used, the older ones are still understood. */
export interface MasterSecret {
    /** The newest. */
    readonly current: DerivedSecret;
    find(id: Uint8Array): DerivedSecret | undefined;
    /** The secret that sealed this text, when it is one of ours. */
    findSealing(sealed: string): DerivedSecret | undefined;
}
/**
 * The master secret, or the list of them while one replaces another, oldest → newest.
 *
 * @throws {RangeError} when a secret has fewer than 32 bytes, is clearly not random, or is there twice.
 * @example
 * createMasterSecret([process.env.OLD_SECRET, process.env.SECRET])
 */
export declare function createMasterSecret(secrets: string | readonly string[]): MasterSecret;
