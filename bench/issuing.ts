import { createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { signJwt } from '../src/jwt/index.ts'
import { generateKey, importJwk } from '../src/keys/index.ts'
import type { Jwk, JwsAlgorithm } from '../src/keys/index.ts'
import { randomId } from '../src/random.ts'

export const issuer = 'https://auth.example.com'
export const audience = 'bench'

/** Whoever issues access tokens such as ours, and what it takes to verify them. */
export interface Issuing {
  readonly algorithm: JwsAlgorithm
  /** What verifies, as a JWK: the public key, or the secret. */
  readonly jwk: Jwk
  /** The same as libraries want it: a key, or the bytes of the secret. */
  readonly key: KeyObject | Buffer
  token(): string
}

export function issuing(algorithm: JwsAlgorithm): Issuing {
  const { privateKey, publicKey = privateKey } = generateKey(algorithm)
  const signing = importJwk(privateKey, 'sign')
  const key =
    privateKey.kty === 'oct'
      ? Buffer.from(privateKey.k ?? '', 'base64url')
      : createPublicKey({ key: { ...publicKey, key_ops: [] }, format: 'jwk' })
  return {
    algorithm,
    jwk: publicKey,
    key,
    token() {
      const now = Math.floor(Date.now() / 1_000)
      const claims = {
        iss: issuer,
        aud: audience,
        sub: randomId(),
        jti: randomId(),
        sid: randomId(),
        client_id: 'web',
        scope: 'orders:read orders:write',
        iat: now,
        exp: now + 3_600,
        auth_time: now,
      }
      return signJwt(claims, signing, { typ: 'at+jwt' })
    },
  }
}
