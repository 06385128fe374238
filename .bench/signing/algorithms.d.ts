import { type ByteString } from './byte-string.ts';
/** OpenSSL's names of the digests that Python's `hashlib` always has, and the bytes in a block of theirs. */
declare const digests: {
    readonly md5: {
        readonly name: 'md5';
        readonly blockSize: 64;
    };
    readonly sha1: {
        readonly name: 'sha1';
        readonly blockSize: 64;
    };
    readonly sha224: {
        readonly name: 'sha224';
        readonly blockSize: 64;
    };
    readonly sha256: {
        readonly name: 'sha256';
        readonly blockSize: 64;
    };
    readonly sha384: {
        readonly name: 'sha384';
        readonly blockSize: 128;
    };
    readonly sha512: {
        readonly name: 'sha512';
        readonly blockSize: 128;
    };
    readonly sha3_224: {
        readonly name: 'sha3-224';
        readonly blockSize: 144;
    };
    readonly sha3_256: {
        readonly name: 'sha3-256';
        readonly blockSize: 136;
    };
    readonly sha3_384: {
        readonly name: 'sha3-384';
        readonly blockSize: 104;
    };
    readonly sha3_512: {
        readonly name: 'sha3-512';
        readonly blockSize: 72;
    };
    readonly blake2b: {
        readonly name: 'blake2b512';
        readonly blockSize: 128;
    };
    readonly blake2s: {
        readonly name: 'blake2s256';
        readonly blockSize: 64;
    };
};
/** A digest by its name in Python's `hashlib`. */
export type DigestMethod = keyof typeof digests;
export declare const digest: (method: DigestMethod, data: Uint8Array) => Uint8Array;
export declare const hmac: (method: DigestMethod, key: Uint8Array, data: Uint8Array) => Uint8Array;
/** How a value is signed with a derived key: {@link HMACAlgorithm} or {@link NoneAlgorithm}. */
export interface SigningAlgorithm {
    /** The signature, raw. */
    getSignature(key: Uint8Array, value: Uint8Array): Uint8Array;
    /** The same for one key and many values: what gives the signature of a value in base64url. */
    prepare(key: Uint8Array): (value: ByteString) => string;
}
/** HMAC (RFC 2104) with the given digest. Default: SHA-1, which is sound in an HMAC. */
export declare class HMACAlgorithm implements SigningAlgorithm {
    readonly digestMethod: DigestMethod;
    /** @throws {RangeError} when the digest is not known. */
    constructor(digestMethod?: DigestMethod);
    getSignature(key: Uint8Array, value: Uint8Array): Uint8Array;
    /** Whether the signature is the one for the value; compared in constant time. */
    verifySignature(key: Uint8Array, value: Uint8Array, signature: Uint8Array): boolean;
    prepare(key: Uint8Array): (value: ByteString) => string;
}
/** No signature at all: anyone can write what this accepts. For reading what should never have been made. */
export declare class NoneAlgorithm implements SigningAlgorithm {
    getSignature(): Uint8Array;
    verifySignature(_key: Uint8Array, _value: Uint8Array, signature: Uint8Array): boolean;
    prepare(): (value: ByteString) => string;
}
export {};
