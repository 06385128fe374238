/** @file The public keys that RFC 8032 §5.1.3 and §5.1.7 allow, checked once, when imported. */
import { mod, power, toBigInt } from './numbers.ts'

const p = 2n ** 255n - 19n
const d = mod(-121_665n * power(121_666n, p - 2n, p), p)

// The y of a point of order 8. With 0, 1 and −1 and its negative these are all points of small order.
const eighth = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n
const smallOrder: ReadonlySet<bigint> = new Set([0n, 1n, p - 1n, eighth, p - eighth])

/**
 * Node and OpenSSL import any 32 bytes. A key of small order verifies signatures nobody made, so
 * that, and bytes that encode no point or encode one twice, are refused.
 *
 * @throws {RangeError} when the 32 bytes are not a sound public key.
 */
export function checkEd25519PublicKey(bytes: Uint8Array): void {
  const y = toBigInt(bytes.toReversed()) & (2n ** 255n - 1n)
  if (y >= p || smallOrder.has(y) || !isOnCurve(y)) {
    throw new RangeError('JWK: "x" is not a sound Ed25519 public key')
  }
}

/** Whether −x² + y² = 1 + dx²y² has a solution: x² = (y² − 1) / (dy² + 1) is a square (Euler). */
function isOnCurve(y: bigint): boolean {
  const square = mod(y * y, p)
  const x2 = mod((square - 1n) * power(mod(d * square + 1n, p), p - 2n, p), p)
  return power(x2, (p - 1n) / 2n, p) === 1n
}
