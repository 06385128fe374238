import { type Clock, type Duration } from '../clock.ts';
import type { JwsAlgorithm } from './jwk.ts';
import type { KeyRecord, KeyState, KeyStore } from './key-store.ts';
import type { MasterSecret } from './master-secret.ts';
import { type RingView } from './ring-view.ts';
/** How a key ring rotates. */
export interface KeyRingOptions {
    readonly store: KeyStore;
    /** Seals the private keys; when it rotates, `tick` seals them again. */
    readonly secret: MasterSecret;
    /** Of the keys to come. Default: `'ES256'`. Another value starts a rotation at the next `tick`. */
    readonly algorithm?: JwsAlgorithm | undefined;
    /** Default: the wall clock. */
    readonly clock?: Clock;
    /**
     * How long a new key is published before it signs, so that every cached JWK Set holds it by then;
     * at least the JWK Set's max-age. Default: 10 minutes. Every node must call `tick` or `refresh`
     * more often than this.
     */
    readonly publishLead?: Duration;
    /** How long a key signs. Default: 90 days. */
    readonly signingLifetime?: Duration;
    /** How long a token signed by it may live: so long it still verifies afterwards, and `publishLead` more. */
    readonly verifyingLifetime: Duration;
}
/** The options of a ring, checked, in seconds. */
export interface RingSettings {
    readonly store: KeyStore;
    readonly secret: MasterSecret;
    readonly algorithm: JwsAlgorithm;
    readonly clock: Clock;
    readonly publishLead: number;
    readonly signingLifetime: number;
    readonly verifyingLifetime: number;
}
/** @throws {RangeError} when a lifetime is out of range. */
export declare function checkSettings({ store, secret, algorithm, clock, ...lifetimes }: KeyRingOptions): RingSettings;
export declare const isPublished: ({ state }: KeyRecord) => boolean;
export declare const isSigning: ({ state }: KeyRecord) => boolean;
/** The view of a ring in which one key signs, made so if need be. */
export declare function settle(settings: RingSettings, previous?: RingView): Promise<RingView>;
/** Adds the next key, unless another node was faster: the sequence number is taken only once. */
export declare function insertKey({ store, secret, algorithm, clock }: RingSettings, records: readonly KeyRecord[], state: KeyState): Promise<void>;
