import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import { encodeBase64url } from '../../src/bytes.ts'
import { importJwk, type Jwk } from '../../src/keys/index.ts'
import { type BadKey, bytesOf, refuses, verificationJwk, without } from './keys.ts'

const rsa = verificationJwk('RS256')

const rsaOf = (bits: number, publicExponent = 65_537): Jwk => ({
  ...(generateKeyPairSync('rsa', { modulusLength: bits, publicExponent }).publicKey.export({
    format: 'jwk',
  }) as Jwk), // RSA members as in RFC 7518 §6.3.1
  alg: 'RS256',
})

// A modulus by the rule of the broken generator: modulo every small prime it is a power of 65537.
const smallPrimes = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101,
  103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
]
const product = smallPrimes.reduce((all, prime) => all * BigInt(prime), 1n)
const roca = Buffer.from(((1n << 1_834n) * product + 65_537n ** 5n).toString(16), 'hex')

/** The next odd one. */
function multipleOf(factor: bigint, bytes: Buffer): Buffer {
  const n = BigInt(`0x${bytes.toString('hex')}`)
  const multiple = n - (n % factor)
  return Buffer.from((multiple % 2n === 0n ? multiple - factor : multiple).toString(16), 'hex')
}

describe('RSA keys', () => {
  const n = bytesOf(rsa.n)
  const modulus = (change: (bytes: Buffer) => Uint8Array): unknown => ({
    ...rsa,
    n: encodeBase64url(change(Buffer.from(n))),
  })
  const exponent = (...bytes: number[]): unknown => ({
    ...rsa,
    e: encodeBase64url(Buffer.from(bytes)),
  })
  const rows: readonly BadKey[] = [
    { id: 'J57 1024 bits', jwk: rsaOf(1_024), throws: RangeError },
    {
      id: 'J57 2047 bits',
      jwk: modulus((bytes) => bytes.subarray(128).fill(0x7f, 0, 1)),
      throws: RangeError,
    },
    {
      id: 'J57 16384 bits',
      jwk: modulus((bytes) => Buffer.concat(Array.from({ length: 6 }, () => bytes))),
      throws: RangeError,
    },
    { id: 'J57 e = 1', jwk: exponent(1), throws: RangeError },
    { id: 'J57 e = 2', jwk: exponent(2), throws: RangeError },
    { id: 'J57 e = 65536', jwk: exponent(1, 0, 0), throws: RangeError },
    {
      id: 'J57 e of 33 bytes',
      jwk: exponent(...Array.from({ length: 33 }, () => 1)),
      throws: RangeError,
    },
    { id: 'J57 e = 0', jwk: exponent(0), throws: TypeError },
    { id: 'J57 e with a leading zero', jwk: exponent(0, 1, 0, 1), throws: TypeError },
    {
      id: 'J57 n with a leading zero',
      jwk: modulus((bytes) => Buffer.concat([Buffer.alloc(1), bytes])),
      throws: TypeError,
    },
    {
      id: 'J57 an even n',
      jwk: modulus((bytes) => bytes.fill((bytes.at(-1) ?? 0) & 0xfe, bytes.length - 1)),
      throws: RangeError,
    },
    ...[3n, 7n, 751n].map((factor) => ({
      id: `J57 a multiple of ${factor} (SP 800-89 §5.3.3)`,
      jwk: modulus((bytes) => multipleOf(factor, bytes)),
      throws: RangeError,
    })),
    { id: 'n missing', jwk: without(rsa, 'n'), throws: TypeError },
    { id: 'e a number', jwk: { ...rsa, e: 65_537 }, throws: TypeError },
    { id: 'n misspelled', jwk: { ...rsa, n: `${rsa.n}A` }, throws: TypeError },
  ]
  for (const row of rows) refuses(row)

  it('J57 refuses a ROCA modulus (CVE-2017-15361)', () => {
    const jwk = { ...rsa, n: encodeBase64url(roca) }
    assert.throws(() => importJwk(jwk, 'verify'), /ROCA/)
  })

  it('takes 2048 bits and e = 3', () => {
    assert.equal(importJwk(rsaOf(2_048, 3), 'verify').algorithm, 'RS256')
  })
})
