import { bytesOf } from '../../keys/keys.ts'
import { encodePoint, littleEndian, order, proofOf, smallOrder, times } from './edwards.ts'
import { bad, digest, good, privateJwk, type Forgery } from './forgery.ts'

export function ed25519(): readonly Forgery[] {
  const seed = bytesOf(privateJwk('Ed25519').d)
  const by = (r: bigint, input: Buffer, change = (s: bigint): bigint => s): Buffer => {
    const beginning = encodePoint(times(r))
    return Buffer.concat([beginning, littleEndian(change(proofOf(seed, input, beginning, r)))])
  }
  const multiples = [1n, 2n, 3n, 7n, 15n].map((k): [string, (input: Buffer) => Buffer] => [
    `J55 S + ${k}·L`,
    (input) => by(7n, input, (s) => (s + k * order) % 2n ** 256n),
  ])
  return [
    ...good('Ed25519', { 'a signature made by hand': (input) => by(7n, input) }),
    ...bad('Ed25519', {
      ...Object.fromEntries(multiples),
      'J55 S − 1': (input) => by(7n, input, (s) => s - 1n),
      'J55 L − S': (input) => by(7n, input, (s) => order - s),
      'J55 S = 0': (input) => by(7n, input, () => 0n),
      'J55 S = L': (input) => by(7n, input, () => order),
      'J55 zeros': () => Buffer.alloc(64),
      'J55 ones': () => Buffer.alloc(64, 255),
      'J55 the halves exchanged': (input) => {
        const signature = by(7n, input)
        return Buffer.concat([signature.subarray(32), signature.subarray(0, 32)])
      },
      'J55 R of the other sign': (input) => {
        const signature = by(7n, input)
        signature[31] = (signature[31] ?? 0) ^ 0x80
        return signature
      },
      'J55 R big-endian': (input) => {
        const signature = by(7n, input)
        return Buffer.concat([signature.subarray(0, 32).toReversed(), signature.subarray(32)])
      },
      'J58 of the hash (Ed25519ph without its prefix)': (input) => by(7n, digest('sha512', input)),
      ...Object.fromEntries(
        smallOrder.map((point) => [
          `J55 R = ${point.toString('hex')}, of small order`,
          (input: Buffer) => Buffer.concat([point, littleEndian(proofOf(seed, input, point, 0n))]),
        ]),
      ),
      'J55 S as big as it fits': (input) => by(7n, input, (s) => s | (7n << 253n)),
    }),
  ]
}
