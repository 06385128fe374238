import { textOf, toByteString } from './byte-string.ts'
import { BadPayload, BadSignature } from './errors.ts'
import { json, type PayloadSerializer } from './json.ts'
import type { JsonReadOptions } from './json-reader.ts'
import type { JsonFormat, JsonWriteOptions } from './json-writer.ts'
import { keysOf, Signer } from './signer.ts'
import {
  type FallbackSigner,
  fallbacksOf,
  firstOf,
  type SignerClass,
  type SignerSettings,
} from './signers.ts'
import {
  type SecretKey,
  type SigningOptions,
  signingRules,
  type SigningRules,
} from './signing-options.ts'

export interface SaltOption {
  /** Instead of the salt of the serializer, this once. */
  readonly salt?: string | Uint8Array
}

/** What a {@link Serializer} may be told. */
export interface SerializerOptions extends SigningOptions {
  /** What the signatures are for. Default: `'itsdangerous'`; `null` is the signer's own default. */
  readonly salt?: string | Uint8Array | null
  /** Default: {@link json}; {@link compactJson} for URL-safe ones and JWS. */
  readonly serializer?: PayloadSerializer
  /** How JSON is laid out. */
  readonly serializerOptions?: JsonFormat
  /** Whether nothing of the JSON that is read is lost: see `lossless` of {@link json}. Default: false. */
  readonly lossless?: boolean
  /** Default: {@link Signer}, or {@link TimestampSigner} in the timed ones. */
  readonly signer?: SignerClass
  readonly signerOptions?: SignerSettings
  /** Tried in turn where the signer above finds a bad signature. Default: none, but SHA-512 in `1.x`. */
  readonly fallbackSigners?: readonly FallbackSigner[]
}

/**
 * Writes values as signed JSON and reads them back, as `itsdangerous.Serializer`.
 *
 * @throws {TypeError} {@link RangeError} from the constructor, for options that make no sense.
 * @example
 * const serializer = new Serializer(secretKey, { salt: 'invitation' })
 * const { id } = serializer.loads(serializer.dumps({ id: 5 })) as { id: number }
 */
export class Serializer {
  protected readonly signing: SigningRules
  protected readonly keys: readonly Uint8Array[]
  protected readonly options: SerializerOptions
  /** What the signers share with the serializer. */
  protected readonly common: SigningOptions
  readonly #reading: JsonReadOptions
  readonly #writing: JsonWriteOptions
  #unsigners: readonly Signer[] | undefined

  constructor(secretKey: SecretKey, options: SerializerOptions = {}) {
    this.signing = signingRules(options)
    this.keys = keysOf(secretKey, options)
    this.options = options
    const { era, compat, clock, maxBytes } = this.signing
    const { allowEmptySecretKey = false } = options
    this.#reading = { compat, lossless: options.lossless ?? false }
    this.#writing = { era, compat, ...options.serializerOptions }
    this.common = { era, compat, clock, maxBytes, allowEmptySecretKey }
    // What makes no sense is said now, not at the first token.
    this.#make(options.signer ?? Signer, this.keys, this.salt, options.signerOptions)
    this.#fallbacks(this.salt)
  }

  /**
   * The value, serialized and signed.
   *
   * @throws {TypeError} for what JSON has not. {@link RangeError} for more than `maxBytes`.
   */
  dumps(value: unknown, options: SaltOption = {}): string {
    return this.signerOf(options.salt).sign(this.dumpPayload(value))
  }

  /**
   * The value, if the signature is good.
   *
   * @throws {BadSignature} `signature_invalid` or `token_too_large`. {@link BadPayload}
   * `payload_malformed` or `token_too_large`.
   */
  loads(token: string | Uint8Array, options: SaltOption = {}): unknown {
    return firstOf(this.unsignersOf(options.salt), (signer) =>
      this.loadPayload(signer.unsign(token)),
    )
  }

  /**
   * Whether the signature is good, and the value **in any case**, `null` where it cannot be read: for
   * looking into what was refused.
   *
   * @throws {BadPayload} where the signature is good and the payload is not.
   */
  loadsUnsafe(token: string | Uint8Array, options: SaltOption = {}): [boolean, unknown] {
    try {
      return [true, this.loads(token, options)]
    } catch (error) {
      if (!(error instanceof BadSignature)) throw error
      return [false, this.#peek(error.payload)]
    }
  }

  /**
   * The value of a payload without its signature.
   *
   * @throws {BadPayload} `payload_malformed` or `token_too_large`.
   */
  loadPayload(payload: string | Uint8Array): unknown {
    return this.parse(payload, this.options.serializer ?? json)
  }

  /** The payload of a value, before it is signed. */
  dumpPayload(value: unknown): string {
    const { serializer = json } = this.options
    return serializer.dumps(value, this.#writing)
  }

  /** A new signer for the given salt, or for that of the serializer. */
  makeSigner(salt: string | Uint8Array | null = this.salt): Signer {
    return this.#make(this.options.signer ?? Signer, this.keys, salt, this.options.signerOptions)
  }

  /** The signers that are tried, in this order. */
  iterUnsigners(salt: string | Uint8Array | null = this.salt): readonly Signer[] {
    return [this.makeSigner(salt), ...this.#fallbacks(salt)]
  }

  #fallbacks(salt: string | Uint8Array | null): Signer[] {
    return fallbacksOf(this.options, this.signing).flatMap(([type, settings]) =>
      this.keys.map((key) => this.#make(type, key, salt, settings)),
    )
  }

  protected get salt(): string | Uint8Array | null {
    const { salt = 'itsdangerous' } = this.options
    return salt
  }

  /** The signer for a salt; that of the serializer is made once. */
  protected signerOf(salt: string | Uint8Array | undefined): Signer {
    return this.unsignersOf(salt)[0] ?? this.makeSigner(salt)
  }

  protected parse(payload: string | Uint8Array, serializer: PayloadSerializer): unknown {
    try {
      const text = typeof payload === 'string' ? payload : textOf(toByteString(payload))
      if (text === undefined) throw new BadPayload('the payload is not UTF-8')
      return serializer.loads(text, this.#reading)
    } catch (cause) {
      throw new BadPayload(this.signing.rules.unreadablePayload, { cause })
    }
  }

  protected unsignersOf(salt: string | Uint8Array | undefined): readonly Signer[] {
    return salt === undefined
      ? (this.#unsigners ??= this.iterUnsigners())
      : this.iterUnsigners(salt)
  }

  #make(
    type: SignerClass,
    secretKey: SecretKey,
    salt: string | Uint8Array | null,
    settings: SignerSettings | undefined,
  ): Signer {
    return new type(secretKey, { ...settings, ...this.common, salt })
  }

  #peek(payload: unknown): unknown {
    if (!(payload instanceof Uint8Array)) return null
    try {
      return this.loadPayload(payload)
    } catch {
      return null
    }
  }
}
