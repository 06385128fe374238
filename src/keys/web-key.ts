import { encodeUtf8 } from '../encoding.ts'
import { AuthError } from '../errors.ts'
import { algorithms } from './algorithms.ts'
import { checkJwk } from './check-jwk.ts'
import type { CheckedJwk, ImportJwkOptions } from './check-jwk.ts'
import { readJwkSet } from './jwk-set.ts'
import type { KeySet } from './jwk-set.ts'
import type { Jwk, JwkSet, JwsAlgorithm } from './jwk.ts'
import { acceptsAlgorithm, type VerificationKey } from './key.ts'

/** The verification key in a JWK for Web Crypto. @throws {TypeError} @throws {RangeError} */
export const importWebJwk = (jwk: Jwk, options: ImportJwkOptions = {}): VerificationKey =>
  new WebKey(checkJwk(jwk, 'verify', options))

/** The verification keys of a JWK Set for Web Crypto, by the same rules as those for Node. */
export const importWebJwkSet = (
  set: JwkSet,
  options: ImportJwkOptions = {},
): KeySet<VerificationKey> => readJwkSet(set, options, importWebJwk)

/** A key of Web Crypto, wherever `crypto.subtle` is. */
class WebKey implements VerificationKey {
  readonly kid: string | undefined
  readonly algorithm: JwsAlgorithm
  readonly #checked: CheckedJwk
  readonly #parameters: Parameters
  #imported: Promise<CryptoKey> | undefined

  constructor(checked: CheckedJwk) {
    this.kid = checked.kid
    this.algorithm = checked.algorithm
    this.#checked = checked
    this.#parameters = parametersOf(checked.algorithm)
  }

  accepts(alg: unknown): boolean {
    return acceptsAlgorithm(this.#checked, alg)
  }

  /** @throws {AuthError} `key_invalid` when this runtime lacks the algorithm. */
  async verify(input: string, signature: Uint8Array): Promise<boolean> {
    if (signature.byteLength !== this.#checked.signatureBytes) return false
    const key = await (this.#imported ??= this.#import())
    const { subtle } = globalThis.crypto
    return subtle.verify(this.#parameters, key, new Uint8Array(signature), encodeUtf8(input))
  }

  async #import(): Promise<CryptoKey> {
    const { material } = this.#checked
    const { subtle } = globalThis.crypto
    try {
      return material instanceof Uint8Array
        ? await subtle.importKey('raw', material, this.#parameters, false, ['verify'])
        : await subtle.importKey('jwk', material, this.#parameters, false, ['verify'])
    } catch (cause) {
      throw new AuthError('key_invalid', 'this runtime cannot use the key of the token', { cause })
    }
  }
}

/** How `crypto.subtle` is to import the key and to verify. */
interface Parameters {
  readonly name: string
  readonly namedCurve: string
  readonly hash: string
  readonly saltLength: number
}

const names = { EC: 'ECDSA', OKP: 'Ed25519', oct: 'HMAC' } as const

function parametersOf(algorithm: JwsAlgorithm): Parameters {
  const { kty, crv = '', hash = '', padding } = algorithms[algorithm]
  const bits = hash.replace('sha', '')
  const rsa = padding === 'pss' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5'
  return {
    name: kty === 'RSA' ? rsa : names[kty],
    namedCurve: crv,
    hash: `SHA-${bits}`,
    saltLength: Number(bits) / 8,
  }
}
