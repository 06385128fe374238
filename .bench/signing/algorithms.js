import { createHmac, hash } from 'node:crypto';
import { equalSecrets } from '../bytes.js';
import { bytesOf } from './byte-string.js';
/** OpenSSL's names of the digests that Python's `hashlib` always has, and the bytes in a block of theirs. */
const digests = {
    md5: { name: 'md5', blockSize: 64 },
    sha1: { name: 'sha1', blockSize: 64 },
    sha224: { name: 'sha224', blockSize: 64 },
    sha256: { name: 'sha256', blockSize: 64 },
    sha384: { name: 'sha384', blockSize: 128 },
    sha512: { name: 'sha512', blockSize: 128 },
    sha3_224: { name: 'sha3-224', blockSize: 144 },
    sha3_256: { name: 'sha3-256', blockSize: 136 },
    sha3_384: { name: 'sha3-384', blockSize: 104 },
    sha3_512: { name: 'sha3-512', blockSize: 72 },
    blake2b: { name: 'blake2b512', blockSize: 128 },
    blake2s: { name: 'blake2s256', blockSize: 64 },
};
function digestOf(method) {
    if (!Object.hasOwn(digests, method))
        throw new RangeError(`digestMethod: ${method} is not known`);
    return digests[method];
}
export const digest = (method, data) => hash(digestOf(method).name, data, 'buffer');
export const hmac = (method, key, data) => createHmac(digestOf(method).name, key).update(data).digest();
/** Bytes of a value for whose signature nothing is allocated. */
const shortValue = 1_024;
/** HMAC (RFC 2104) with the given digest. Default: SHA-1, which is sound in an HMAC. */
export class HMACAlgorithm {
    digestMethod;
    /** @throws {RangeError} when the digest is not known. */
    constructor(digestMethod = 'sha1') {
        digestOf(digestMethod);
        this.digestMethod = digestMethod;
    }
    getSignature(key, value) {
        return hmac(this.digestMethod, key, value);
    }
    /** Whether the signature is the one for the value; compared in constant time. */
    verifySignature(key, value, signature) {
        return equalSecrets(signature, this.getSignature(key, value));
    }
    prepare(key) {
        const { name, blockSize } = digestOf(this.digestMethod);
        const inner = Buffer.alloc(blockSize + shortValue);
        const outer = Buffer.alloc(blockSize + hash(name, '', 'buffer').byteLength);
        inner.set(key.byteLength > blockSize ? hash(name, key, 'buffer') : key);
        for (let i = 0; i < blockSize; i++) {
            outer[i] = (inner[i] ?? 0) ^ 0x5c;
            inner[i] = (inner[i] ?? 0) ^ 0x36;
        }
        // What is signed with one key is mostly of one length: the view of the last one serves again.
        let view = inner;
        // RFC 2104 with two hashes in one call each: Node's createHmac takes three times as long.
        return (value) => {
            const length = blockSize + value.length;
            if (value.length <= shortValue && view.length !== length)
                view = inner.subarray(0, length);
            const input = value.length <= shortValue ? view : Buffer.concat([inner.subarray(0, blockSize)], length);
            input.write(value, blockSize, 'latin1');
            outer.write(hash(name, input, 'latin1'), blockSize, 'latin1');
            return hash(name, outer, 'base64url');
        };
    }
}
/** No signature at all: anyone can write what this accepts. For reading what should never have been made. */
export class NoneAlgorithm {
    getSignature() {
        return bytesOf('');
    }
    verifySignature(_key, _value, signature) {
        return signature.byteLength === 0;
    }
    prepare() {
        return () => '';
    }
}
