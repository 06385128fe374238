/** @file Points of the curves of NIST SP 800-186 §3.2.1, checked once, when imported. */
import { mod, toBigInt } from './numbers.ts'

const curves = {
  'P-256': {
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  },
  'P-384': {
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  },
  'P-521': {
    p: 2n ** 521n - 1n,
    b: 0x51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
  },
} as const

/**
 * Not every runtime looks before it verifies, and a point of another curve may verify what nobody signed.
 *
 * @throws {TypeError} unless y² = x³ − 3x + b, with both coordinates below p.
 */
export function checkPoint(
  curve: 'P-256' | 'P-384' | 'P-521',
  xBytes: Uint8Array,
  yBytes: Uint8Array,
): void {
  const { p, b } = curves[curve]
  const [x, y] = [toBigInt(xBytes), toBigInt(yBytes)]
  if (x >= p || y >= p || mod(x ** 3n - 3n * x + b - y * y, p) !== 0n) {
    throw new TypeError('JWK: "x" and "y" are not a point of the curve')
  }
}
