import { Serializer, type SaltOption, type SerializerOptions } from './serializer.ts'
import type { Signer } from './signer.ts'
import { firstOf } from './signers.ts'
import type { SecretKey } from './signing-options.ts'
import { type AgeOptions, TimestampSigner, type TimedUnsignOptions } from './timestamp-signer.ts'

/**
 * A {@link Serializer} that writes down when it signed, as `itsdangerous.TimedSerializer`. Nothing expires
 * unless `maxAge` is given.
 *
 * @example
 * const serializer = new TimedSerializer(secretKey)
 * const value = serializer.loads(serializer.dumps({ id: 5 }), { maxAge: 3600 })
 */
export class TimedSerializer extends Serializer {
  #signers: readonly TimestampSigner[] | undefined

  constructor(secretKey: SecretKey, options: SerializerOptions = {}) {
    super(secretKey, { signer: TimestampSigner, ...options })
    for (const signer of super.iterUnsigners()) timed(signer)
  }

  /**
   * The value, if the signature is good and no older than `maxAge` seconds.
   *
   * @throws {SignatureExpired} `token_expired`, and what {@link Serializer.loads} throws.
   */
  override loads(
    token: string | Uint8Array,
    options: TimedUnsignOptions & SaltOption & { readonly returnTimestamp: true },
  ): [unknown, Date]
  override loads(token: string | Uint8Array, options?: TimedUnsignOptions & SaltOption): unknown
  override loads(
    token: string | Uint8Array,
    options: TimedUnsignOptions & SaltOption = {},
  ): unknown {
    const age = { ...options, returnTimestamp: true } as const
    return firstOf(this.#timestampSigners(options.salt), (signer) => {
      const [payload, date] = signer.unsign(token, age)
      const value = this.loadPayload(payload)
      return options.returnTimestamp ? [value, date] : value
    })
  }

  /** As {@link Serializer.loadsUnsafe}; a signature that is too old is not a good one. */
  override loadsUnsafe(
    token: string | Uint8Array,
    options: AgeOptions & SaltOption = {},
  ): [boolean, unknown] {
    return super.loadsUnsafe(token, options)
  }

  #timestampSigners(salt: string | Uint8Array | undefined): readonly TimestampSigner[] {
    return salt === undefined
      ? (this.#signers ??= this.unsignersOf(salt).map(timed))
      : this.unsignersOf(salt).map(timed)
  }
}

function timed(signer: Signer): TimestampSigner {
  if (signer instanceof TimestampSigner) return signer
  throw new TypeError('signer: expected a TimestampSigner in a timed serializer')
}
