import { isDeepStrictEqual } from 'node:util'
import { encodeBase64url, encodeUtf8 } from '../bytes.ts'
import { systemClock } from '../clock.ts'
import { parseJson, signJwt, verifyCompact } from '../jwt/index.ts'
import { importJwk, type Jwk, type JwkSet } from '../keys/index.ts'
import { json } from '../signing/index.ts'
import { UsageError } from './failures.ts'
import type { Signing, SigningFlags } from './signing-flags.ts'

/** The flags that mean something for a JWT. */
export const ofJwts: readonly (keyof SigningFlags)[] = ['algorithm', 'expiresIn']

/** A JWT of claims, signed with a private JWK or an HMAC secret. */
export function signClaims(payload: string, by: Signing): string {
  const claims = parseJson(payload)
  if (!isObject(claims)) throw new UsageError('claims: expected a JSON object')
  const [jwk, ...others] = keysIn(by.key, by.algorithm ?? 'HS256')
  if (!jwk || others.length > 0) throw new UsageError('expected one key to sign with')
  const key = importJwk(jwk, 'sign', allowed(by))
  const kept = json.loads(JSON.stringify(claims), { lossless: true })
  if (!isDeepStrictEqual(kept, json.loads(payload, { lossless: true }))) {
    throw new UsageError('claims: a number in them would not be read back as it is written here')
  }
  const now = Math.floor(systemClock())
  const times = by.expiresIn === undefined ? {} : { iat: now, exp: now + by.expiresIn }
  return signJwt({ ...claims, ...times }, key)
}

/** @throws {AuthError} when the signature of a JWT whose header names `alg` is not good. */
export function verifySignature(token: string, alg: string, by: Signing): void {
  // A secret is not bound to one algorithm, and nothing but a secret gets this one.
  const keys = keysIn(by.key, by.algorithm ?? (alg.startsWith('HS') ? alg : 'HS256'))
  verifyCompact(token, { keys: keys.map(publicHalf) }, allowed(by))
}

const allowed = ({ algorithm }: Signing): Parameters<typeof importJwk>[2] =>
  algorithm === undefined ? {} : { algorithms: [algorithm] }

/** Those of a JWK, of a JWK Set, or of what is neither: an HMAC secret. */
function keysIn(key: Signing['key'], alg: string): JwkSet['keys'] {
  const value = typeof key === 'string' ? jsonIn(key) : undefined
  // Every member of a key is checked when it is imported.
  if (isObject(value) && Array.isArray(value['keys'])) return value['keys'] as JwkSet['keys']
  if (isObject(value) && 'kty' in value) return [value as unknown as Jwk]
  const secret = typeof key === 'string' ? encodeUtf8(key) : key
  return [{ kty: 'oct', alg, k: encodeBase64url(secret) }]
}

const privateMembers = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'key_ops'])

/** Whoever holds a private key may verify with it. */
function publicHalf(jwk: Jwk): Jwk {
  if (!isObject(jwk) || jwk['kty'] === 'oct') return jwk
  const members = Object.entries(jwk).filter(([name]) => !privateMembers.has(name))
  return { kty: jwk.kty, ...Object.fromEntries(members) }
}

function jsonIn(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
