import {
  createHmac,
  createVerify,
  sign,
  timingSafeEqual,
  verify,
  type KeyObject,
} from 'node:crypto'
import { algorithms, type Algorithm } from './algorithms.ts'
import type { JwsAlgorithm } from './jwk.ts'

/**
 * A key that has passed every check, bound to its one algorithm. It shows nothing of what is inside,
 * not even to `console.log`.
 */
export interface Key {
  readonly kid: string | undefined
  readonly algorithm: JwsAlgorithm
  /** Whether it was imported to sign. */
  readonly canSign: boolean
  /** Whether the `alg` of a token names this key's algorithm. */
  accepts(alg: unknown): boolean
  /** Signs ASCII text. @throws {TypeError} when it was imported to verify only. */
  sign(input: string): Uint8Array
  /** Whether `signature` is this key's signature of ASCII text. */
  verify(input: string, signature: Uint8Array): boolean
}

/** What gives the key that a token's `kid` names. */
export interface KeyResolver {
  verificationKey(kid: string): Key | undefined
}

interface KeyName {
  readonly kid: string | undefined
  readonly algorithm: JwsAlgorithm
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')

/** HMAC, RFC 7518 §3.2. */
export class HmacKey implements Key {
  readonly kid: string | undefined
  readonly algorithm: JwsAlgorithm
  readonly canSign: boolean
  readonly #hash: string
  readonly #secret: KeyObject

  constructor(
    { kid, algorithm, canSign }: KeyName & { readonly canSign: boolean },
    hash: string,
    secret: KeyObject,
  ) {
    this.kid = kid
    this.algorithm = algorithm
    this.canSign = canSign
    this.#hash = hash
    this.#secret = secret
  }

  accepts(alg: unknown): boolean {
    return alg === this.algorithm
  }

  sign(input: string): Uint8Array {
    if (!this.canSign) throw notForSigning()
    return this.#mac(input)
  }

  verify(input: string, signature: Uint8Array): boolean {
    const mac = this.#mac(input)
    return mac.byteLength === signature.byteLength && timingSafeEqual(mac, signature)
  }

  #mac(input: string): Uint8Array {
    return createHmac(this.#hash, this.#secret).update(input, 'latin1').digest()
  }
}

/** ECDSA, Ed25519 and RSA. */
export class AsymmetricKey implements Key {
  readonly kid: string | undefined
  readonly algorithm: JwsAlgorithm
  readonly canSign: boolean
  readonly #hash: string | null
  readonly #signatureBytes: number
  readonly #alias: string | undefined
  readonly #public: Algorithm['parameters'] & { readonly key: KeyObject }
  readonly #private: (Algorithm['parameters'] & { readonly key: KeyObject }) | undefined

  constructor(
    { kid, algorithm, alias }: KeyName & { readonly alias?: string | undefined },
    publicKey: KeyObject,
    privateKey?: KeyObject,
  ) {
    const { hash, parameters, signatureBytes } = algorithms[algorithm]
    this.kid = kid
    this.algorithm = algorithm
    this.canSign = privateKey !== undefined
    this.#alias = alias
    this.#hash = hash ?? null
    this.#signatureBytes = signatureBytes ?? modulusBytes(publicKey)
    this.#public = { ...parameters, key: publicKey }
    this.#private = privateKey && { ...parameters, key: privateKey }
  }

  accepts(alg: unknown): boolean {
    return alg === this.algorithm || (alg === this.#alias && alg !== undefined)
  }

  sign(input: string): Uint8Array {
    if (!this.#private) throw notForSigning()
    return sign(this.#hash, ascii(input), this.#private)
  }

  verify(input: string, signature: Uint8Array): boolean {
    if (signature.byteLength !== this.#signatureBytes) return false
    if (this.#hash === null) return verify(null, ascii(input), this.#public, signature)
    // The one-shot form would first need the text as bytes: 0.7 µs more.
    return createVerify(this.#hash).update(input, 'latin1').verify(this.#public, signature)
  }
}

const notForSigning = (): TypeError => new TypeError('key: expected one that was imported to sign')

const modulusBytes = (key: KeyObject): number =>
  Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8)
