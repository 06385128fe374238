/** The checksum of NetBSD's `$sha1$`: PBKDF1 with HMAC, the count being part of what is hashed first. */
export declare function sha1Crypt(password: Uint8Array, salt: string, count: number): string;
/** The checksum of phpass, `$P$` in WordPress and `$H$` in phpBB. */
export declare function phpass(password: Uint8Array, salt: string, count: number): string;
