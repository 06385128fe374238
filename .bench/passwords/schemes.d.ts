import type { StoredHash } from './scheme.ts';
/**
 * The stored hash, ready to be verified.
 *
 * @throws {AuthError} `hash_malformed`, `hash_unsupported` or `hash_too_costly`.
 */
export declare function parseHash(stored: string, maxCost?: number): StoredHash;
