/** The checksum of `$1$` or, as `apr1`, of Apache's. */
export declare function md5Crypt(magic: '1' | 'apr1', password: Uint8Array, salt: string): string;
/** The checksum of `$5$` or `$6$`. */
export declare function shaCrypt(algorithm: 'sha256' | 'sha512', password: Uint8Array, salt: string, count: number): string;
