import { type ImportJwkOptions } from './import-jwk.ts';
import type { JwkSet } from './jwk.ts';
import type { Key, KeyResolver } from './key.ts';
/** A key of a JWK Set that was meant for signatures and is not good enough. */
export interface UnusableKey {
    readonly kid: string | undefined;
    readonly reason: unknown;
}
/** The keys of a JWK Set that verify. */
export interface KeySet extends KeyResolver {
    /** The keys that a token may be signed with: those with its `kid` or with none; without a `kid`, all. */
    candidates(kid: string | undefined): readonly Key[];
    readonly unusable: readonly UnusableKey[];
}
/**
 * The verification keys of a JWK Set, RFC 7517 §5. Keys of unknown kinds or for other purposes are
 * passed over; malformed and weak ones are listed as unusable, so that one bad key in another's set
 * does not stop the others.
 *
 * @throws {TypeError} when the set is not one, has two keys with one `kid`, or has symmetric and
 *   asymmetric keys side by side.
 * @throws {RangeError} when it holds too many keys.
 */
export declare function importJwkSet(set: JwkSet, options?: ImportJwkOptions): KeySet;
