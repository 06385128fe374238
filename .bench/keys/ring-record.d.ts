import type { NumericDate } from '../clock.ts';
import type { JwsAlgorithm } from './jwk.ts';
import type { KeyRecord, KeyState } from './key-store.ts';
import type { Key } from './key.ts';
import type { MasterSecret } from './master-secret.ts';
/** A new key as it is stored, its private half sealed. */
export declare function createKeyRecord({ algorithm, ...record }: {
    readonly algorithm: JwsAlgorithm;
    readonly sequence: number;
    readonly state: KeyState;
    readonly createdAt: NumericDate;
}, secret: MasterSecret): Promise<KeyRecord>;
/**
 * The key of a record: able to sign, or its public half alone.
 *
 * @throws {Error} when its private half cannot be opened with the secrets we have.
 */
export declare function openKeyRecord(record: KeyRecord, secret: MasterSecret, toSign: boolean): Key;
/** The private half sealed with the newest secret, when an older one of ours sealed it. */
export declare function resealed(record: KeyRecord, secret: MasterSecret): string | undefined;
