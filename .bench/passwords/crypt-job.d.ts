export type CryptAlgorithm = 'sha512_crypt' | 'sha256_crypt' | 'md5_crypt' | 'apr_md5_crypt' | 'sha1_crypt' | 'phpass' | 'des_crypt' | 'bsdi_crypt';
/** What one checksum is made of. */
export interface CryptJob {
    readonly kind: 'crypt';
    readonly algorithm: CryptAlgorithm;
    readonly password: Uint8Array;
    readonly salt: string;
    readonly rounds: number;
}
/** The checksum, as it stands at the end of a stored hash. Holds the thread until it is done. */
export declare const runCryptJob: ({ algorithm, password, salt, rounds }: CryptJob) => string;
