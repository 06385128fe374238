/** The checksum of des_crypt: seven bits of each of the first eight bytes count. */
export declare const desCrypt: (password: Uint8Array, salt: string) => string;
/** The checksum of bsdi_crypt: eight bytes after the other are folded into the key. */
export declare function bsdiCrypt(password: Uint8Array, salt: string, count: number): string;
