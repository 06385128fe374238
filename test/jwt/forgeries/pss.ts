import { sign } from 'node:crypto'
import { bytesOf } from '../../keys/keys.ts'
import { bad, bytes, digest, good, privateJwk, privateKey, type Forgery } from './forgery.ts'
import { raw, rsa } from './rsa.ts'

/** RFC 8017 §B.2.1. */
const mask = (hash: string, seed: Buffer, length: number): Buffer =>
  Buffer.concat(
    Array.from({ length: Math.ceil(length / 16) }, (_, i) =>
      digest(hash, Buffer.concat([seed, bytes(BigInt(i), 4)])),
    ),
  ).subarray(0, length)

interface Encoding {
  readonly hash?: string
  readonly maskHash?: string
  readonly saltLength?: number
  readonly trailer?: number
  readonly separator?: number
  readonly filler?: number
  readonly prefix?: number
  readonly keepsTopBit?: boolean
}

/** RFC 8017 §9.1.1, and everything that can be wrong in it. */
function encodePss(input: Buffer, size: number, options: Encoding): Buffer {
  const { hash = 'sha256', maskHash = hash, saltLength = 32, trailer = 0xbc } = options
  const { separator = 1, filler = 0, prefix = 8, keepsTopBit = false } = options
  const salt = Buffer.alloc(saltLength, 0x5a)
  const h = digest(hash, Buffer.concat([Buffer.alloc(prefix), digest(hash, input), salt]))
  const db = Buffer.concat([
    Buffer.alloc(size - saltLength - h.length - 2, filler),
    Buffer.of(separator),
    salt,
  ])
  const masking = mask(maskHash, h, db.length)
  const masked = Buffer.from(db.map((byte, i) => byte ^ (masking[i] ?? 0)))
  masked[0] = keepsTopBit ? ((masked[0] ?? 0) & 0x7f) | 0x80 : (masked[0] ?? 0) & 0x7f
  return Buffer.concat([masked, h, Buffer.of(trailer)])
}

export function pss(): readonly Forgery[] {
  const size = bytesOf(privateJwk('PS256').n).length
  const made =
    (options: Encoding) =>
    (input: Buffer): Buffer =>
      raw('PS256', encodePss(input, size, options))
  return rsa('PS256', [
    ...good('PS256', { 'a signature made by hand': made({}) }),
    ...bad('PS256', {
      ...Object.fromEntries(
        [0, 1, 20, 31, 33, 48, 64, 222].map((saltLength) => [
          `J56 a salt of ${saltLength}`,
          made({ saltLength }),
        ]),
      ),
      'J56 a mask by SHA-1': made({ maskHash: 'sha1' }),
      'J56 a mask by SHA-512': made({ maskHash: 'sha512' }),
      'J56 SHA-384 throughout': made({ hash: 'sha384' }),
      'J56 SHA-512/256 throughout': made({ hash: 'sha512-256' }),
      'J56 SHA3-256 throughout': made({ hash: 'sha3-256' }),
      'J56 trailer 0xcc': made({ trailer: 0xcc }),
      'J56 trailer 0': made({ trailer: 0 }),
      'J56 separator 0': made({ separator: 0 }),
      'J56 separator 2': made({ separator: 2 }),
      'J56 padding of ones': made({ filler: 0xff }),
      'J56 no zeros before the hash': made({ prefix: 0 }),
      'J14 PKCS#1': (input) => sign('sha256', input, privateKey('PS256')),
    }),
  ])
}
