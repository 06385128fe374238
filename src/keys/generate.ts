import { generateKeyPair, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { encodeBase64url } from '../bytes.ts'
import { newRsaModulusBits } from '../defaults.ts'
import { algorithms, checkAlgorithms } from './algorithms.ts'
import type { JwsAlgorithm, Jwk } from './jwk.ts'
import { thumbprint } from './thumbprint.ts'

/** A new key as JWKs, with `kid` (its RFC 7638 thumbprint), `alg` and `use`. */
export interface GeneratedKey {
  readonly privateKey: Jwk
  /** Absent for HMAC: a secret has no public half. */
  readonly publicKey: Jwk | undefined
}

interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const rsaOptions = { modulusLength: newRsaModulusBits }

/**
 * A new key. An RSA key takes a few hundred milliseconds, during which nothing else runs.
 *
 * @throws {TypeError} when there is no such algorithm.
 * @example
 * const { privateKey, publicKey } = generateKey('ES256')
 */
export function generateKey(algorithm: JwsAlgorithm): GeneratedKey {
  checkAlgorithms([algorithm])
  const { kty, crv = '', signatureBytes = 0 } = algorithms[algorithm]
  if (kty === 'oct') {
    return describe(algorithm, { kty, k: encodeBase64url(randomBytes(signatureBytes)) })
  }
  if (kty === 'EC') return fromPair(algorithm, generateKeyPairSync('ec', { namedCurve: crv }))
  if (kty === 'OKP') return fromPair(algorithm, generateKeyPairSync('ed25519'))
  return fromPair(algorithm, generateKeyPairSync('rsa', rsaOptions))
}

/** The same, made beside the event loop where it takes long. */
export async function generateKeyInBackground(algorithm: JwsAlgorithm): Promise<GeneratedKey> {
  if (algorithms[algorithm].kty !== 'RSA') return generateKey(algorithm)
  return fromPair(algorithm, await promisify(generateKeyPair)('rsa', rsaOptions))
}

// `export` gives strings only, and `kty` always: RFC 7517 members.
const exportJwk = (key: KeyObject): Jwk => key.export({ format: 'jwk' }) as Jwk

const fromPair = (algorithm: JwsAlgorithm, { publicKey, privateKey }: KeyPair): GeneratedKey =>
  describe(algorithm, exportJwk(privateKey), exportJwk(publicKey))

function describe(algorithm: JwsAlgorithm, privateKey: Jwk, publicKey?: Jwk): GeneratedKey {
  const name = { kid: thumbprint(privateKey), alg: algorithm, use: 'sig' }
  return {
    privateKey: { ...privateKey, ...name },
    publicKey: publicKey && { ...publicKey, ...name },
  }
}
