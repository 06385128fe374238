/** @file The public keys that RFC 8032 §5.1.3 and §5.1.7 allow, checked once, when imported. */
/**
 * Node and OpenSSL import any 32 bytes. A key of small order verifies signatures nobody made, so
 * that, and bytes that encode no point or encode one twice, are refused.
 *
 * @throws {RangeError} when the 32 bytes are not a sound public key.
 */
export declare function checkEd25519PublicKey(bytes: Uint8Array): void;
