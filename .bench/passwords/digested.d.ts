import type { Scheme, StoredHash } from './scheme.ts';
/**
 * `sha1$salt$hex`: Django's digest of salt and password, or Werkzeug's HMAC, which nobody can tell
 * apart by looking. Without a salt both are the bare digest.
 */
export declare const digested: Scheme;
/** Nothing but the digest in hexadecimal: Django's first format, and many a home-made one. */
export declare const undressed: Scheme;
/** `plain$salt$password` of Werkzeug, which compares ASCII only. */
export declare const plainWerkzeug: Scheme;
/** The password itself. */
export declare const plaintext: (scheme: string, stored: string) => StoredHash;
