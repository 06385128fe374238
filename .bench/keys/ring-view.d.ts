import type { JwkSet } from './jwk.ts';
import type { KeyRecord } from './key-store.ts';
import type { Key } from './key.ts';
import type { MasterSecret } from './master-secret.ts';
/** What a node knows of the ring; replaced as a whole, so that no reader sees half a rotation. */
export interface RingView {
    readonly records: readonly KeyRecord[];
    readonly keys: ReadonlyMap<string, Key>;
    readonly signing: Key;
    readonly jwkSet: JwkSet;
}
/** @throws {Error} when the signing key, or a secret still needed to verify, cannot be opened. */
export declare function createView(records: readonly KeyRecord[], signer: KeyRecord, secret: MasterSecret, previous?: RingView): RingView;
