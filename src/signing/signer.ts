import { decodeBase64url, encodeUtf8, equalSecrets } from '../bytes.ts'
import { type DigestMethod, HMACAlgorithm, type SigningAlgorithm } from './algorithms.ts'
import {
  bytesOf,
  equalByteStrings,
  reprOf,
  textOf,
  toByteString,
  type ByteString,
} from './byte-string.ts'
import { decodeBase64 } from './encoding.ts'
import { BadSignature } from './errors.ts'
import { derivationOf, type KeyDerivation } from './key-derivation.ts'
import {
  type SecretKey,
  type SigningOptions,
  signingRules,
  type SigningRules,
} from './signing-options.ts'

/** What a {@link Signer} may be told. */
export interface SignerOptions extends SigningOptions {
  /** What the signature is for: two salts, two keys. Default (also for `null`): `'itsdangerous.Signer'`. */
  readonly salt?: string | Uint8Array | null
  /** Between the value and its signature. Default: `'.'`. */
  readonly sep?: string | Uint8Array
  /** Default: `'django-concat'`. */
  readonly keyDerivation?: KeyDerivation
  /** Of the derived key and of the default algorithm. Default: `'sha1'`. */
  readonly digestMethod?: DigestMethod
  /** Default: `new HMACAlgorithm(digestMethod)`. */
  readonly algorithm?: SigningAlgorithm
}

const defaultSalt = 'itsdangerous.Signer'
const signatureAlphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_='

const bytes = (value: string | Uint8Array): Uint8Array =>
  typeof value === 'string' ? encodeUtf8(value) : value

const isList = (secretKey: SecretKey): secretKey is readonly (string | Uint8Array)[] =>
  Array.isArray(secretKey)

/** @throws {TypeError} for a list without a key, and for an empty key unless that is allowed. */
export function keysOf(
  secretKey: SecretKey,
  { allowEmptySecretKey = false }: SigningOptions,
): Uint8Array[] {
  const keys = (isList(secretKey) ? secretKey : [secretKey]).map(bytes)
  if (keys.length === 0) throw new TypeError('secretKey: expected at least one')
  if (!allowEmptySecretKey && keys.some((key) => key.byteLength === 0)) {
    throw new TypeError('secretKey: expected one that is not empty')
  }
  return keys
}

/**
 * Signs values and takes the signature off again, as `itsdangerous.Signer`. Strings come back as strings
 * and bytes as bytes. What it signs can be read by anyone: a signature hides nothing.
 *
 * @throws {TypeError} {@link RangeError} from the constructor, for options that make no sense.
 * @example
 * const signer = new Signer(secretKey, { salt: 'unsubscribe' })
 * const address = signer.unsign(signer.sign('list-7'))
 */
export class Signer {
  protected readonly signing: SigningRules
  protected readonly sep: ByteString
  readonly #options: SignerOptions
  readonly #keys: readonly Uint8Array[]
  readonly #salt: Uint8Array
  readonly #algorithm: SigningAlgorithm
  #signatures: readonly ((value: ByteString) => string)[] | undefined

  constructor(secretKey: SecretKey, options: SignerOptions = {}) {
    this.signing = signingRules(options)
    this.#options = options
    this.#keys = keysOf(secretKey, options)
    this.#salt = bytes(options.salt ?? defaultSalt)
    derivationOf(options.keyDerivation ?? 'django-concat')
    const hmac = new HMACAlgorithm(options.digestMethod)
    this.#algorithm = options.algorithm ?? hmac
    const sep = toByteString(options.sep ?? '.')
    if (sep === undefined || textOf(sep) === undefined) {
      throw new TypeError('sep: expected text, or bytes that are UTF-8')
    }
    const { separatorRule } = this.signing.rules
    if (separatorRule !== undefined && signatureAlphabet.includes(sep)) {
      throw new RangeError(separatorRule)
    }
    this.sep = sep
  }

  /** The key that signs, made of the newest secret key or the given one. */
  deriveKey(secretKey?: string | Uint8Array): Uint8Array {
    const { keyDerivation = 'django-concat', digestMethod = 'sha1' } = this.#options
    const key = secretKey === undefined ? this.#keys.at(-1) : bytes(secretKey)
    return derivationOf(keyDerivation)(digestMethod, this.#salt, key ?? bytes(''))
  }

  /** The signature of a value, in base64url. */
  getSignature(value: string | Uint8Array): string {
    return this.signatureOf(writable(value))
  }

  /** Whether the signature is one of the value, by any of the keys. */
  verifySignature(value: string | Uint8Array, signature: string | Uint8Array): boolean {
    const [what, by] = [toByteString(value), toByteString(signature)]
    return what !== undefined && by !== undefined && this.#isSigned(what, by)
  }

  /**
   * The value with its signature behind it.
   *
   * @throws {TypeError} for text with a lone surrogate. {@link RangeError} for more than `maxBytes`.
   */
  sign(value: string): string
  sign(value: Uint8Array): Uint8Array
  sign(value: string | Uint8Array): string | Uint8Array
  sign(value: string | Uint8Array): string | Uint8Array {
    const signed = this.signBytes(writable(value))
    if (signed.length > this.signing.maxBytes) {
      throw new RangeError(`the signed value has more than ${this.signing.maxBytes} bytes`)
    }
    return sameKind(signed, value)
  }

  /**
   * The value, if its signature is good.
   *
   * @throws {BadSignature} `signature_invalid`, or `token_too_large`.
   */
  unsign(signedValue: string): string
  unsign(signedValue: Uint8Array): Uint8Array
  unsign(signedValue: string | Uint8Array): string | Uint8Array
  unsign(signedValue: string | Uint8Array): string | Uint8Array {
    return sameKind(this.unsignBytes(this.readable(signedValue)), signedValue)
  }

  /** Whether {@link Signer.unsign} would give the value. */
  validate(signedValue: string | Uint8Array): boolean {
    try {
      this.unsign(signedValue)
      return true
    } catch (error) {
      if (error instanceof BadSignature) return false
      throw error
    }
  }

  protected signBytes(value: ByteString): ByteString {
    return value + this.sep + this.signatureOf(value)
  }

  protected unsignBytes(signed: ByteString): ByteString {
    const end = signed.lastIndexOf(this.sep)
    if (end < 0) throw new BadSignature(`No ${this.#separatorRepr()} found in value`)
    const value = signed.slice(0, end)
    const signature = signed.slice(end + this.sep.length)
    if (this.#isSigned(value, signature)) return value
    const which = this.signing.compat ? ` ${reprOf(signature)}` : ''
    throw new BadSignature(`Signature${which} does not match`, { payload: bytesOf(value) })
  }

  protected signatureOf(value: ByteString): string {
    return this.#prepared().at(-1)?.(value) ?? ''
  }

  /** @throws {BadSignature} for what is too long, or text that no bytes are. */
  protected readable(value: string | Uint8Array): ByteString {
    const { maxBytes } = this.signing
    if (value.length <= maxBytes) {
      const text = toByteString(value)
      if (text === undefined) throw new BadSignature('the text has a lone surrogate')
      if (text.length <= maxBytes) return text
    }
    const options = { code: 'token_too_large' } as const
    throw new BadSignature(`the signed value has more than ${maxBytes} bytes`, options)
  }

  #prepared(): readonly ((value: ByteString) => string)[] {
    return (this.#signatures ??= this.#keys.map((key) => {
      return this.#algorithm.prepare(this.deriveKey(key))
    }))
  }

  #isSigned(value: ByteString, signature: ByteString): boolean {
    const { compat } = this.signing
    const given = compat ? decodeBase64(signature, { compat }) : undefined
    for (const signatureOf of this.#prepared()) {
      const expected = signatureOf(value)
      // Compared as text, so that no other spelling of the same bytes will do.
      const isEqual =
        given === undefined
          ? equalByteStrings(expected, signature)
          : equalSecrets(given, decodeBase64url(expected) ?? given)
      if (isEqual) return true
    }
    return false
  }

  // As Python prints the separator it was given: text in 0.24, bytes ever since.
  #separatorRepr(): string {
    const { sep = '.' } = this.#options
    const repr = reprOf(this.sep)
    return this.signing.era === '0.24' && typeof sep === 'string' ? repr.slice(1) : repr
  }
}

function writable(value: string | Uint8Array): ByteString {
  const text = toByteString(value)
  if (text === undefined) throw new TypeError('a lone surrogate cannot be written as UTF-8')
  return text
}

/** Bytes as bytes and text as text: what came in as text was cut at text, and is still UTF-8. */
export const sameKind = (value: ByteString, like: string | Uint8Array): string | Uint8Array =>
  typeof like === 'string' ? (textOf(value) ?? value) : bytesOf(value)
