import { createHmac, createSecretKey, hash } from 'node:crypto'
import { equalSecrets } from '../bytes.ts'
import { bytesOf, type ByteString } from './byte-string.ts'

/** OpenSSL's names of the digests that Python's `hashlib` always has. */
const digests = {
  md5: 'md5',
  sha1: 'sha1',
  sha224: 'sha224',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  sha3_224: 'sha3-224',
  sha3_256: 'sha3-256',
  sha3_384: 'sha3-384',
  sha3_512: 'sha3-512',
  blake2b: 'blake2b512',
  blake2s: 'blake2s256',
} as const

/** A digest by its name in Python's `hashlib`. */
export type DigestMethod = keyof typeof digests

function digestOf(method: DigestMethod): string {
  if (!Object.hasOwn(digests, method)) throw new RangeError(`digestMethod: ${method} is not known`)
  return digests[method]
}

export const digest = (method: DigestMethod, data: Uint8Array): Uint8Array =>
  hash(digestOf(method), data, 'buffer')

export const hmac = (method: DigestMethod, key: Uint8Array, data: Uint8Array): Uint8Array =>
  createHmac(digestOf(method), key).update(data).digest()

/** How a value is signed with a derived key: {@link HMACAlgorithm} or {@link NoneAlgorithm}. */
export interface SigningAlgorithm {
  /** The signature, raw. */
  getSignature(key: Uint8Array, value: Uint8Array): Uint8Array
  /** Whether the signature is the one for the value; compared in constant time. */
  verifySignature(key: Uint8Array, value: Uint8Array, signature: Uint8Array): boolean
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

  verifySignature(key: Uint8Array, value: Uint8Array, signature: Uint8Array): boolean {
    return equalSecrets(signature, this.getSignature(key, value))
  }

  prepare(key: Uint8Array): (value: ByteString) => string {
    // A key object is 0.5 µs cheaper a signature than the bytes of the key.
    const secret = createSecretKey(key)
    const name = digestOf(this.digestMethod)
    return (value) => createHmac(name, secret).update(value, 'latin1').digest('base64url')
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
