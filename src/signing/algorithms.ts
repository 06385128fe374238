import { createHmac, hash } from 'node:crypto'
import { equalSecrets } from '../bytes.ts'
import { Hmac } from '../hmac.ts'
import { bytesOf, type ByteString } from './byte-string.ts'

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
} as const

/** A digest by its name in Python's `hashlib`. */
export type DigestMethod = keyof typeof digests

function digestOf(method: DigestMethod): { readonly name: string; readonly blockSize: number } {
  if (!Object.hasOwn(digests, method)) throw new RangeError(`digestMethod: ${method} is not known`)
  return digests[method]
}

export const digest = (method: DigestMethod, data: Uint8Array): Uint8Array =>
  hash(digestOf(method).name, data, 'buffer')

export const hmac = (method: DigestMethod, key: Uint8Array, data: Uint8Array): Uint8Array =>
  createHmac(digestOf(method).name, key).update(data).digest()

/** How a value is signed with a derived key: {@link HMACAlgorithm} or {@link NoneAlgorithm}. */
export interface SigningAlgorithm {
  /** The signature, raw. */
  getSignature(key: Uint8Array, value: Uint8Array): Uint8Array
  /** The same for one key and many values: what gives the signature of a value in base64url. */
  prepare(key: Uint8Array): (value: ByteString) => string
}

/** HMAC (RFC 2104) with the given digest. Default: SHA-1, which is sound in an HMAC. */
export class HMACAlgorithm implements SigningAlgorithm {
  readonly digestMethod: DigestMethod

  /** @throws {RangeError} when the digest is not known. */
  constructor(digestMethod: DigestMethod = 'sha1') {
    digestOf(digestMethod)
    this.digestMethod = digestMethod
  }

  getSignature(key: Uint8Array, value: Uint8Array): Uint8Array {
    return hmac(this.digestMethod, key, value)
  }

  /** Whether the signature is the one for the value; compared in constant time. */
  verifySignature(key: Uint8Array, value: Uint8Array, signature: Uint8Array): boolean {
    return equalSecrets(signature, this.getSignature(key, value))
  }

  prepare(key: Uint8Array): (value: ByteString) => string {
    const { name, blockSize } = digestOf(this.digestMethod)
    const prepared = new Hmac(name, blockSize, key)
    return (value) => prepared.base64url(value)
  }
}

/** No signature at all: anyone can write what this accepts. For reading what should never have been made. */
export class NoneAlgorithm implements SigningAlgorithm {
  getSignature(): Uint8Array {
    return bytesOf('')
  }

  verifySignature(_key: Uint8Array, _value: Uint8Array, signature: Uint8Array): boolean {
    return signature.byteLength === 0
  }

  prepare(): (value: ByteString) => string {
    return () => ''
  }
}
