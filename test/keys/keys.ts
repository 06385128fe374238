import assert from 'node:assert/strict'
import { it } from 'node:test'
import { checkJwk } from '../../src/keys/check-jwk.ts'
import {
  generateKey,
  importJwk,
  type GeneratedKey,
  type Jwk,
  type JwsAlgorithm,
  type Key,
} from '../../src/keys/index.ts'

export const allAlgorithms: readonly JwsAlgorithm[] = [
  'ES256',
  'ES384',
  'ES512',
  'Ed25519',
  'EdDSA',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'HS256',
  'HS384',
  'HS512',
]

const made = new Map<JwsAlgorithm, GeneratedKey>()

/** One key of each algorithm for a whole test file; those of RSA are one, which takes its time. */
export function keyFor(algorithm: JwsAlgorithm): GeneratedKey {
  const known = made.get(algorithm)
  if (known) return known
  const isRsa = algorithm.startsWith('RS') || algorithm.startsWith('PS')
  const key =
    isRsa && algorithm !== 'RS256' ? renamed(keyFor('RS256'), algorithm) : generateKey(algorithm)
  made.set(algorithm, key)
  return key
}

const renamed = ({ privateKey, publicKey }: GeneratedKey, alg: JwsAlgorithm): GeneratedKey => ({
  privateKey: { ...privateKey, alg },
  publicKey: publicKey && { ...publicKey, alg },
})

export const signingKey = (algorithm: JwsAlgorithm): Key =>
  importJwk(keyFor(algorithm).privateKey, 'sign')

/** What a verifier gets: the public half, or the secret itself. */
export function verificationJwk(algorithm: JwsAlgorithm): Jwk {
  const { publicKey, privateKey } = keyFor(algorithm)
  return publicKey ?? privateKey
}

/** The JWK without some of its members. */
export const without = (jwk: Jwk, ...names: (keyof Jwk)[]): Jwk =>
  // A key type is never among the names.
  Object.fromEntries(
    Object.entries(jwk).filter(([name]) => !names.some((gone) => gone === name)),
  ) as unknown as Jwk

/** A JWK that must not be imported. */
export interface BadKey {
  readonly id: string
  /** Hostile input is of any type. */
  readonly jwk: unknown
  readonly throws: typeof TypeError | typeof RangeError
  readonly algorithms?: readonly JwsAlgorithm[]
}

/** The test that it is not: in no runtime, because no runtime is asked. */
export function refuses({ id, jwk, throws, algorithms }: BadKey): void {
  it(`refuses ${id}`, () => {
    assert.throws(() => importJwk(jwk as Jwk, 'verify', algorithms && { algorithms }), throws)
    assert.throws(() => checkJwk(jwk as Jwk, 'verify', algorithms && { algorithms }), throws)
  })
}

export const bytesOf = (text = ''): Buffer => Buffer.from(text, 'base64url')
