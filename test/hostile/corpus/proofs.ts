import { createHash } from 'node:crypto'
import { createDevice } from '../../tokens/device.ts'
import { hostileProofs } from '../../tokens/hostile-proofs.ts'

const issuer = 'https://api.example.com'
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A number of so many bytes that is like the modulus of a key, and the same in every run. */
function modulus(bytes: number): Buffer {
  for (let n = 0; ; n += 1) {
    const number = createHash('shake256', { outputLength: bytes }).update(`${n}`).digest()
    number[0] = 0xc0 | (number[0] ?? 0)
    number[bytes - 1] = 1 | (number[bytes - 1] ?? 0)
    const value = BigInt(`0x${number.toString('hex')}`)
    const isLike = Array.from({ length: 750 }, (_, i) => BigInt(i + 2)).every(
      (factor) => value % factor !== 0n,
    )
    if (isLike) return number
  }
}

/** A proof of an RSA key that takes long to look at. */
function slowProof(bytes: number, exponent: Buffer): string {
  const [n, e] = [modulus(bytes), exponent].map((number) => number.toString('base64url'))
  const header = { typ: 'dpop+jwt', alg: 'RS256', jwk: { kty: 'RSA', n, e } }
  const signature = Buffer.alloc(bytes, 0x2a).toString('base64url')
  return `${encode(header)}.${encode({ jti: 'slow' })}.${signature}`
}

/** Proofs of possession of which none is good, dear ones too. */
export function badProofs(): readonly string[] {
  const device = createDevice()
  const token = 'of nobody'
  const target = { htm: 'GET', htu: `${issuer}/orders`, iat: 1_795_000_000, token }
  const good = { htm: target.htm, htu: target.htu, iat: target.iat }
  const deep = `{"typ":"dpop+jwt","alg":"ES256","jwk":${'['.repeat(2_000)}${']'.repeat(2_000)}}`
  return [
    ...Object.values(hostileProofs)
      .map(({ proof }) => proof(device, good, target))
      .filter((proof) => proof !== ''),
    device.seal(deep, JSON.stringify(good)),
    device.prove({ ...good, more: 'x'.repeat(5_000) }),
    device.prove({ ...good, more: Array.from({ length: 1_500 }, () => 1) }),
    `${device.prove(good)}${'A'.repeat(9_000)}`,
    slowProof(1_024, Buffer.from([1, 0, 1])),
    slowProof(384, Buffer.alloc(32, 0xff)),
  ]
}
