import type { NumericDate } from '../clock.ts';
import type { JwsAlgorithm, Jwk } from './jwk.ts';
/** Published and not yet signing → signing → verifying only → gone (its row is deleted). */
export type KeyState = 'published' | 'signing' | 'verifying';
/** A signing key as it is stored. */
export interface KeyRecord {
    readonly kid: string;
    /** 1, 2, 3 …: decides which key is newer, whatever the clocks say; unique. */
    readonly sequence: number;
    readonly algorithm: JwsAlgorithm;
    readonly state: KeyState;
    /** `undefined` for an HMAC key, which has no public half. */
    readonly publicKey: Jwk | undefined;
    /** The private key, encrypted under the master secret. */
    readonly sealedPrivateKey: string;
    readonly createdAt: NumericDate;
    /** When it entered its state. */
    readonly stateSince: NumericDate;
}
/** What the key ring needs stored. Rotation is single-writer because each step is guarded. */
export interface KeyStore {
    /** In the order of their sequence numbers. */
    listKeys(): Promise<readonly KeyRecord[]>;
    /** `false`: another node took the sequence number. */
    insertKey(key: KeyRecord): Promise<boolean>;
    /** `kid` goes from published to signing and whichever key signed until now verifies only; `false`: it was not published. */
    promoteKey(kid: string, now: NumericDate): Promise<boolean>;
    deleteKey(kid: string): Promise<boolean>;
    /** Replaces the encrypted private key, only where `from` is still the one stored. */
    resealKey(change: {
        readonly kid: string;
        readonly from: string;
        readonly to: string;
    }): Promise<boolean>;
}
