import { decodeBase64url } from '../encoding.ts'
import type { Jwk } from './jwk.ts'

const asymmetricPrivate = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const

/** Whether a JWK of an asymmetric kind carries anything that must stay private. */
export const hasPrivateMembers = (jwk: Jwk): boolean =>
  jwk.kty !== 'oct' && asymmetricPrivate.some((name) => Object.hasOwn(jwk, name))

/**
 * The bytes of a member, RFC 7517 §4, in their one canonical spelling.
 *
 * @throws {TypeError} when it is absent, misspelled, or not of the length its key type asks for.
 */
export function memberBytes(jwk: Jwk, name: keyof Jwk, length?: number): Uint8Array<ArrayBuffer> {
  const text = jwk[name]
  const bytes = typeof text === 'string' && text !== '' ? decodeBase64url(text) : undefined
  if (!bytes || (length !== undefined && bytes.byteLength !== length)) {
    throw new TypeError(`JWK: "${name}" is missing or malformed`)
  }
  return bytes
}

/**
 * What a JWK says it may be used for, RFC 7517 §4.2 and §4.3.
 *
 * @throws {TypeError} when a member is malformed, or the key is meant for something else.
 */
export function checkUse(jwk: Jwk, operation: 'sign' | 'verify'): void {
  // Typed as it should be; `unknown` because it comes from JSON.
  const { use, key_ops: operations }: { use?: unknown; key_ops?: unknown } = jwk
  if (use !== undefined && use !== 'sig') throw new TypeError('JWK: "use" is not "sig"')
  if (operations === undefined) return
  if (
    !Array.isArray(operations) ||
    !operations.every((name) => typeof name === 'string') ||
    new Set(operations).size !== operations.length
  ) {
    throw new TypeError('JWK: "key_ops" is not a list of different names')
  }
  if (!operations.includes(operation)) {
    throw new TypeError(`JWK: "key_ops" does not hold "${operation}"`)
  }
  // RFC 7517 §4.3: a key that also encrypts may be made to sign by those who have it decrypt.
  if (!operations.every((name) => name === 'sign' || name === 'verify')) {
    throw new TypeError('JWK: "key_ops" holds operations that have nothing to do with signatures')
  }
}
