import { sign } from 'node:crypto'
import { power, toBigInt } from '../../../src/keys/numbers.ts'
import { bytesOf } from '../../keys/keys.ts'
import { bad, bytes, digest, good, privateJwk, privateKey, type Forgery } from './forgery.ts'

// ECDSA: the orders of the curves, SEC 2 §2.4 to §2.6.
const curves = {
  ES256: {
    hash: 'sha256',
    length: 32,
    n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  ES384: {
    hash: 'sha384',
    length: 48,
    n: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
  ES512: {
    hash: 'sha512',
    length: 66,
    n: 0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  },
} as const

export function ecdsa(alg: keyof typeof curves): readonly Forgery[] {
  const { hash, length, n } = curves[alg]
  const made = (input: Buffer, by: string = hash): Buffer =>
    sign(by, input, { key: privateKey(alg), dsaEncoding: 'ieee-p1363' })
  const pair = (r: bigint, s: bigint): Buffer => Buffer.concat([bytes(r, length), bytes(s, length)])
  const changed =
    (change: (r: bigint, s: bigint) => readonly [bigint, bigint]) =>
    (input: Buffer): Buffer => {
      const signature = made(input)
      const [r, s] = [signature.subarray(0, length), signature.subarray(length)]
      return pair(...change(toBigInt(r), toBigInt(s)))
    }
  const edges = {
    '0': 0n,
    '1': 1n,
    'n − 1': n - 1n,
    n,
    'n + 1': n + 1n,
    most: 256n ** BigInt(length) - 1n,
  }
  return [
    ...good(alg, {
      'a signature': (input) => made(input),
      'J54 the twin (r, n − s)': changed((r, s) => [r, n - s]),
    }),
    ...bad(alg, {
      ...Object.fromEntries(
        Object.entries(edges).flatMap(([r, first]) =>
          Object.entries(edges).map(([s, second]) => [
            `J52 r = ${r}, s = ${s}`,
            () => pair(first, second),
          ]),
        ),
      ),
      'J53 DER': (input) => sign(hash, input, privateKey(alg)),
      'J53 DER cut to the right length': (input) =>
        Buffer.concat([sign(hash, input, privateKey(alg)), Buffer.alloc(8)]).subarray(
          0,
          2 * length,
        ),
      'J53 little-endian': (input) =>
        Buffer.concat([made(input).subarray(0, length).toReversed(), made(input).subarray(length)]),
      'J53 the halves exchanged': changed((r, s) => [s, r]),
      'J53 r and s one byte longer each': (input) => {
        const signature = made(input)
        const zero = Buffer.alloc(1)
        return Buffer.concat([
          zero,
          signature.subarray(0, length),
          zero,
          signature.subarray(length),
        ])
      },
      'J52 r such that R is the point at infinity': (input) => {
        const e = toBigInt(digest(hash, input)) % n
        const inverse = power(toBigInt(bytesOf(privateJwk(alg).d)), n - 2n, n)
        return pair(n - ((e * inverse) % n), 1n)
      },
      'J58 another hash': (input) => made(input, hash === 'sha512' ? 'sha256' : 'sha512'),
      'J58 the hash hashed again': (input) => made(digest(hash, input)),
    }),
    // Only the order of P-521 leaves room for a number and the order in its bytes.
    ...(alg === 'ES512'
      ? bad(alg, {
          'J52 (r + n, s)': changed((r, s) => [r + n, s]),
          'J52 (r, s + n)': changed((r, s) => [r, s + n]),
        })
      : []),
  ]
}
