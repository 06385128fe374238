import type { NumericDate } from '../clock.ts';
import type { JwkSet, JwsAlgorithm } from './jwk.ts';
import type { KeyState } from './key-store.ts';
import type { Key, KeyResolver } from './key.ts';
import { type KeyRingOptions } from './ring-settings.ts';
/** A key as an operator sees it: nothing private. */
export interface KeySummary {
    readonly kid: string;
    readonly algorithm: JwsAlgorithm;
    readonly state: KeyState;
    /** Larger is newer, whatever the clocks say. */
    readonly sequence: number;
    readonly createdAt: NumericDate;
    readonly stateSince: NumericDate;
}
/**
 * The signing keys of an issuer: one signs, the next is published before it does, and the ones before
 * verify until the last token they signed has expired. Every step is guarded in the store, so that
 * any number of nodes may take it at once.
 */
export interface KeyRing extends KeyResolver {
    signingKey(): Key;
    /** A lookup and nothing more: no `kid` makes it touch the store. */
    verificationKey(kid: string): Key | undefined;
    /** The public keys, RFC 7517 §5. HMAC keys are never in it. */
    jwkSet(): JwkSet;
    /** Oldest first. */
    list(): readonly KeySummary[];
    /**
     * Publishes the next key, which signs after the publish lead; `immediately`: signs now, though
     * cached JWK Sets may not have it.
     *
     * @throws {AuthError} `overloaded` when the ring is full of keys that still verify.
     */
    rotate(options?: {
        readonly immediately?: boolean;
    }): Promise<void>;
    /**
     * Removes a key that has leaked: tokens it signed are refused, here at once and on other nodes
     * after their next `refresh`. If it was the one that signs, another signs at once.
     *
     * @throws {AuthError} `key_unknown`.
     */
    remove(kid: string): Promise<void>;
    /** Reads the store again. */
    refresh(): Promise<void>;
    /** Takes the steps that are due: publish, promote, retire, seal again. */
    tick(): Promise<void>;
    /** Calls `listener` when keys were added, moved or removed; the result stops that. */
    onChange(listener: () => void): () => void;
}
/**
 * Opens the key ring in a store. A new one gets a key that signs at once.
 *
 * @throws {RangeError} when a lifetime is out of range.
 * @example
 * const keys = await createKeyRing({ store, secret, verifyingLifetime: '10m' })
 */
export declare function createKeyRing(options: KeyRingOptions): Promise<KeyRing>;
