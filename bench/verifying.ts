// The ways to verify an access token that are held against each other, all as strict as their options allow.
import { createHmac, createSecretKey, KeyObject, timingSafeEqual, verify } from 'node:crypto'
import { createVerifier as createFastVerifier } from 'fast-jwt'
import { importJWK, jwtVerify } from 'jose'
import type { CryptoKey, JWK } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { createVerifier } from '../src/tokens/verifier.ts'
import { audience, issuer } from './issuing.ts'
import type { Issuing } from './issuing.ts'

/** Refuses by throwing. */
export type Verify = (token: string) => unknown

const typ = 'at+jwt'
const requiredClaims = ['exp', 'iat', 'jti', 'sub']

export function latchkey({ jwk }: Issuing, cache = { maxEntries: 0 }): Verify {
  const verifier = createVerifier({ issuer, audience, keys: { keys: [jwk] }, cache })
  return (token) => verifier.verifyNow(token)
}

/** As bytes, libraries on Web Crypto would import it for every token. */
export const hmacKey = (secret: Buffer): CryptoKey =>
  // jose's own type lists fewer usages than Node's.
  createSecretKey(secret).toCryptoKey({ name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ]) as CryptoKey

export async function jose({ algorithm, jwk, key }: Issuing): Promise<Verify> {
  const imported =
    key instanceof KeyObject
      ? await importJWK({ ...jwk } as JWK, algorithm) // the same members, which may be changed
      : hmacKey(key)
  const options = { issuer, audience, algorithms: [algorithm], typ, requiredClaims }
  return (token) => jwtVerify(token, imported as CryptoKey, options) // importJWK gives bytes for a secret only
}

/**
 * `undefined` where it does not know the algorithm.
 *
 * @param isReady whether the key is an object, and not, as in its manual, text that it reads for every token.
 */
export function jwt({ algorithm, key }: Issuing, isReady = false): Verify | undefined {
  if (algorithm === 'EdDSA') return undefined
  const object = key instanceof KeyObject ? key : createSecretKey(key)
  const secretOrKey = isReady ? object : textOf(key)
  const algorithms = [algorithm as jsonwebtoken.Algorithm] // the others are the same names
  return (token) => jsonwebtoken.verify(token, secretOrKey, { issuer, audience, algorithms })
}

const textOf = (key: KeyObject | Buffer): string | Buffer =>
  key instanceof KeyObject ? key.export({ type: 'spki', format: 'pem' }) : key

/** @param isWhole whether its cache is looked up by the token itself: it recommends a hash, which is slower. */
export function fastJwt({ algorithm, key }: Issuing, cache = 0, isWhole = false): Verify {
  return createFastVerifier({
    key: textOf(key),
    algorithms: [algorithm],
    allowedIss: issuer,
    allowedAud: audience,
    checkTyp: typ,
    requiredClaims,
    ...(cache > 0 ? { cache } : {}),
    ...(isWhole ? { cacheKeyBuilder: (token: string) => token } : {}),
  })
}

/** What nobody can go below: the HMAC, and the reading of what it is about. */
function bareHmac(secret: Buffer): Verify {
  const keyObject = createSecretKey(secret)
  return (token) => {
    const dot = token.lastIndexOf('.')
    const mac = createHmac('sha256', keyObject).update(token.slice(0, dot)).digest()
    if (!timingSafeEqual(mac, Buffer.from(token.slice(dot + 1), 'base64url'))) throw new Error()
    const payload = token.slice(token.indexOf('.') + 1, dot)
    return JSON.parse(Buffer.from(payload, 'base64url').toString())
  }
}

/** The one call, on bytes that were taken out of the tokens before. */
function bareSignature(algorithm: string, key: KeyObject, tokens: readonly string[]): Verify {
  const prepared = new Map(
    tokens.map((token) => {
      const dot = token.lastIndexOf('.')
      const signature = Buffer.from(token.slice(dot + 1), 'base64url')
      return [token, { signed: Buffer.from(token.slice(0, dot)), signature }]
    }),
  )
  const hash = algorithm === 'EdDSA' ? null : 'sha256'
  const named = { key, dsaEncoding: 'ieee-p1363' } as const
  return (token) => {
    const { signed, signature } = prepared.get(token) ?? {}
    if (!signed || !signature || !verify(hash, signed, named, signature)) throw new Error()
  }
}

export const bare = ({ algorithm, key }: Issuing, tokens: readonly string[]): Verify =>
  key instanceof KeyObject ? bareSignature(algorithm, key, tokens) : bareHmac(key)

export const bareName = ({ key }: Issuing): string =>
  key instanceof KeyObject ? 'node:crypto, signature only' : 'node:crypto, decode and JSON.parse'
