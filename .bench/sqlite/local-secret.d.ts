/**
 * The master secret in `file`, made at the first call: 256 random bits, mode 0600.
 *
 * @throws {Error} when the file could have been read or written by someone else, or holds no secret.
 */
export declare function localSecret(file: string): string;
