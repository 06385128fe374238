import { HMACAlgorithm, NoneAlgorithm, type SigningAlgorithm } from './algorithms.ts'
import { toByteString } from './byte-string.ts'
import { base64Encode, decodeBase64 } from './encoding.ts'
import { BadData, BadHeader, BadPayload } from './errors.ts'
import { compactJson, json } from './json.ts'
import { Serializer, type SaltOption, type SerializerOptions } from './serializer.ts'
import { Signer } from './signer.ts'
import type { SecretKey } from './signing-options.ts'

/** `none` is no signature at all. */
export type AlgorithmName = 'HS256' | 'HS384' | 'HS512' | 'none'

const algorithms: Readonly<Record<AlgorithmName, SigningAlgorithm>> = {
  HS256: new HMACAlgorithm('sha256'),
  HS384: new HMACAlgorithm('sha384'),
  HS512: new HMACAlgorithm('sha512'),
  none: new NoneAlgorithm(),
}

export interface JWSOptions extends SerializerOptions {
  /** What signs, and the only thing that verifies. Default: `HS256` in the era `0.24`, otherwise `HS512`. */
  readonly algorithmName?: AlgorithmName
}

export interface HeaderFields {
  /** What the header holds beside `alg`, in front of it. */
  readonly headerFields?: Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>
}

export interface HeaderOption {
  /** Whether the answer is a pair, the second of which is the header. Default: false. */
  readonly returnHeader?: boolean
}

interface Parts {
  readonly value: unknown
  readonly header: unknown
}

/**
 * Values as compact JWS (RFC 7515 §3.1), as `itsdangerous.JSONWebSignatureSerializer`, which was in 0.24 to
 * 2.0 and is gone since 2.1: here for the tokens that are still about. For new ones there is
 * `latchkey/jwt`. Without a salt the secret key itself signs.
 *
 * @throws {RangeError} from the constructor, for an algorithm that is not known.
 * @example
 * const serializer = new JSONWebSignatureSerializer(secretKey, { era: '0.24' })
 * const value = serializer.loads(serializer.dumps({ id: 5 }))
 */
export class JSONWebSignatureSerializer extends Serializer {
  protected readonly algorithmName: AlgorithmName

  constructor(secretKey: SecretKey, options: JWSOptions = {}) {
    super(secretKey, { serializer: compactJson, salt: null, ...options })
    const { algorithmName = this.signing.rules.jwsAlgorithm } = options
    if (!Object.hasOwn(algorithms, algorithmName)) throw new RangeError('Algorithm not supported')
    this.algorithmName = algorithmName
  }

  /** The value, serialized and signed. */
  override dumps(value: unknown, options: SaltOption & HeaderFields = {}): string {
    const header = this.makeHeader(options.headerFields)
    const payload = [header, value].map((part) => base64Encode(this.dumpPayload(part)))
    return this.signerOf(options.salt).sign(payload.join('.'))
  }

  /**
   * The value, if the signature is good and the header names the algorithm it was verified with.
   *
   * @throws {BadSignature} `signature_invalid` or `token_too_large`. {@link BadHeader}
   * `token_malformed` or `algorithm_not_allowed`. {@link BadPayload} `payload_malformed`.
   */
  override loads(
    token: string | Uint8Array,
    options: SaltOption & HeaderOption & { readonly returnHeader: true },
  ): [unknown, unknown]
  override loads(token: string | Uint8Array, options?: SaltOption & HeaderOption): unknown
  override loads(token: string | Uint8Array, options: SaltOption & HeaderOption = {}): unknown {
    const { value, header } = this.open(token, options.salt)
    return options.returnHeader ? [value, header] : value
  }

  override loadPayload(
    payload: string | Uint8Array,
    options: HeaderOption & { readonly returnHeader: true },
  ): [unknown, unknown]
  override loadPayload(payload: string | Uint8Array, options?: HeaderOption): unknown
  override loadPayload(payload: string | Uint8Array, options: HeaderOption = {}): unknown {
    const { value, header } = this.#split(payload)
    return options.returnHeader ? [value, header] : value
  }

  override makeSigner(salt: string | Uint8Array | null = this.salt): Signer {
    return new Signer(this.keys, {
      ...this.common,
      salt,
      keyDerivation: salt === null ? 'none' : 'django-concat',
      algorithm: algorithms[this.algorithmName],
    })
  }

  /** Other signers are not tried: a JWS says itself how it is signed, and is held to it. */
  override iterUnsigners(salt: string | Uint8Array | null = this.salt): readonly Signer[] {
    return [this.makeSigner(salt)]
  }

  protected makeHeader(fields: HeaderFields['headerFields'] = {}): Map<string, unknown> {
    const header = new Map<string, unknown>(fields instanceof Map ? fields : Object.entries(fields))
    return header.set('alg', this.algorithmName)
  }

  protected open(token: string | Uint8Array, salt: string | Uint8Array | undefined): Parts {
    const { value, header } = this.#split(this.signerOf(salt).unsign(token))
    if (memberOf(header, 'alg') === this.algorithmName) return { value, header }
    throw new BadHeader('Algorithm mismatch', {
      code: 'algorithm_not_allowed',
      payload: value,
      header,
    })
  }

  #split(payload: string | Uint8Array): Parts {
    const text = toByteString(payload)
    if (!text?.includes('.')) throw new BadPayload('No "." found in value')
    const dot = text.indexOf('.')
    const [headerBytes, payloadBytes] = [text.slice(0, dot), text.slice(dot + 1)].map((part) =>
      decodeBase64(part, this.signing),
    )
    const cause = new BadData('Invalid base64-encoded data')
    if (headerBytes === undefined) {
      throw new BadHeader('Could not base64 decode the header because of an exception', { cause })
    }
    if (payloadBytes === undefined) {
      throw new BadPayload('Could not base64 decode the payload because of an exception', { cause })
    }
    const header = this.#headerOf(headerBytes)
    return { value: this.parse(payloadBytes, this.options.serializer ?? compactJson), header }
  }

  #headerOf(bytes: Uint8Array): unknown {
    let header: unknown
    try {
      header = this.parse(bytes, json)
    } catch (cause) {
      throw new BadHeader('Could not unserialize header because it was malformed', { cause })
    }
    if (isObject(header)) return header
    throw new BadHeader('Header payload is not a JSON object', { header })
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A member of a JSON object, which is a `Map` where nothing is to be lost. */
export function memberOf(object: unknown, name: string): unknown {
  if (object instanceof Map) return object.get(name)
  return isObject(object) && Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined
}
