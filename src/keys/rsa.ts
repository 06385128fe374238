import { maxRsaModulusBits, minRsaModulusBits } from '../defaults.ts'
import { memberBytes } from './jwk-members.ts'
import type { Jwk } from './jwk.ts'
import { mod, toBigInt } from './numbers.ts'

/**
 * How many bytes its signatures have: as many as its modulus.
 *
 * @throws {TypeError} when a number is malformed (RFC 7518 §6.3.1: no leading zero octets).
 * @throws {RangeError} when the key is weak.
 */
export function checkRsaPublicKey(jwk: Jwk): number {
  const [modulus, exponent] = [numberBytes(jwk, 'n'), numberBytes(jwk, 'e')]
  const bits = modulus.byteLength * 8 - Math.clz32(modulus[0] ?? 0) + 24
  if (bits < minRsaModulusBits || bits > maxRsaModulusBits) {
    throw new RangeError(
      `JWK: expected an RSA modulus of ${minRsaModulusBits} to ${maxRsaModulusBits} bits`,
    )
  }
  // With e = 1 every message is its own signature; an even e belongs to no RSA key.
  // FIPS 186-5 §A.1.1 ends e at 2^256; a longer one only costs us time.
  const e = toBigInt(exponent)
  const n = toBigInt(modulus)
  if (e < 3n || e % 2n === 0n || exponent.byteLength > 32 || hasSmallFactor(n)) {
    throw new RangeError('JWK: the RSA exponent or modulus is not one of a sound key')
  }
  if (hasRocaFingerprint(n)) {
    throw new RangeError('JWK: the RSA key was made by a broken generator (ROCA, CVE-2017-15361)')
  }
  return modulus.byteLength
}

/**
 * OpenSSL signs well with one wrong number, because it falls back to the others; another library would
 * sign what gives the primes away.
 *
 * @throws {TypeError} unless the numbers belong together, RFC 8017 §3.2, without leading zero octets.
 */
export function checkRsaPrivateKey(jwk: Jwk): void {
  const number = (name: keyof Jwk): bigint => toBigInt(numberBytes(jwk, name))
  const [p, q, ed] = [number('p'), number('q'), number('e') * number('d')]
  const [edp, edq, qqi] = [number('e') * number('dp'), number('e') * number('dq'), q * number('qi')]
  const belong =
    p > 2n &&
    q > 2n &&
    p * q === number('n') &&
    [ed, edp].every((product) => mod(product, p - 1n) === 1n) &&
    [ed, edq].every((product) => mod(product, q - 1n) === 1n) &&
    mod(qqi, p) === 1n
  if (!belong) throw new TypeError('JWK: the private numbers of the RSA key do not belong together')
}

/** RFC 7518 §6.3.1 and §2, Base64urlUInt. */
function numberBytes(jwk: Jwk, name: keyof Jwk): Uint8Array {
  const bytes = memberBytes(jwk, name)
  if (bytes[0] === 0) throw new TypeError('JWK: an RSA number starts with a zero octet')
  return bytes
}

/** SP 800-89 §5.3.3: no factor below 752; who has one has nearly factored it. */
function hasSmallFactor(n: bigint): boolean {
  for (let factor = 2n; factor < 752n; factor++) if (n % factor === 0n) return true
  return false
}

// The broken generator made primes of the form k·M + (65537^a mod M), M the product of small primes:
// such a modulus is a power of 65537 modulo each of them. Another modulus is one in about 2^27.
const smallPrimes = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101,
  103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
]

const hasRocaFingerprint = (n: bigint): boolean =>
  smallPrimes.every((prime) => {
    const remainder = Number(n % BigInt(prime))
    for (let power = 1, i = 0; i < prime; i++, power = (power * 65_537) % prime) {
      if (power === remainder) return true
    }
    return false
  })
