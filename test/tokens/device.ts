import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { randomId } from '../../src/random.ts'

/** Somebody with a key, who makes proofs of it: good ones, and any others. */
export interface Device {
  readonly jwk: Readonly<Record<string, unknown>>
  readonly jkt: string
  /** A proof; a change of `undefined` leaves the member out. */
  readonly prove: (claims: object, header?: object) => string
  /** What signs the text of a proof. */
  readonly seal: (header: string, claims: string) => string
  readonly privateKey: KeyObject
}

const encode = (text: string): string => Buffer.from(text).toString('base64url')

export const hashOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url')

export function createDevice(): Device {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { crv, kty, x, y } = publicKey.export({ format: 'jwk' })
  const jwk = { crv, kty, x, y }
  const seal = (header: string, claims: string): string => {
    const input = `${encode(header)}.${encode(claims)}`
    const signature = sign('sha256', Buffer.from(input), {
      key: privateKey,
      dsaEncoding: 'ieee-p1363',
    })
    return `${input}.${signature.toString('base64url')}`
  }
  return {
    jwk,
    jkt: hashOf(JSON.stringify(jwk)),
    privateKey,
    seal,
    prove: (claims, header = {}) =>
      seal(
        JSON.stringify({ typ: 'dpop+jwt', alg: 'ES256', jwk, ...header }),
        JSON.stringify({ jti: randomId(), ...claims }),
      ),
  }
}

/** A proof signed with a secret: what HS256 would have of the public key. */
export function proofBySecret({ jwk }: Device, claims: object): string {
  const key = { kty: 'oct', k: encode('a secret that is long enough for HS256') }
  const header = { typ: 'dpop+jwt', alg: 'HS256', jwk: key }
  const input = `${encode(JSON.stringify(header))}.${encode(JSON.stringify({ jti: String(jwk['x']), ...claims }))}`
  const mac = createHmac('sha256', 'a secret that is long enough for HS256').update(input)
  return `${input}.${mac.digest('base64url')}`
}
