/** @file Large numbers, as the checks of keys need them. */

/** Big-endian. */
export const toBigInt = (bytes: Iterable<number>): bigint =>
  BigInt(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`)

/** From 0 up to `modulus`. */
export const mod = (value: bigint, modulus: bigint): bigint =>
  ((value % modulus) + modulus) % modulus

export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}
