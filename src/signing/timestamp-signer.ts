import { bytesOf, type ByteString } from './byte-string.ts'
import { base64Encode, decodeBase64, intToBytes, numberOf } from './encoding.ts'
import { BadSignature, BadTimeSignature, SignatureExpired } from './errors.ts'
import { reprNumber } from './python-float.ts'
import { sameKind, Signer } from './signer.ts'
import { now } from './signing-options.ts'

/** How old a signature may be. */
export interface AgeOptions {
  /** Seconds; a signature that is exactly so old is good. Default: any age. */
  readonly maxAge?: number
}

export interface TimedUnsignOptions extends AgeOptions {
  /** Whether the answer is a pair, the second of which is the time of signing. Default: false. */
  readonly returnTimestamp?: boolean
}

interface Opened {
  readonly value: ByteString
  readonly timestamp: number
}

/** The last second that Python's `datetime` has. */
const lastSecond = 253_402_300_799

/**
 * A {@link Signer} that writes down when it signed, as `itsdangerous.TimestampSigner`, to the second.
 *
 * @example
 * const signer = new TimestampSigner(secretKey)
 * const value = signer.unsign(signer.sign('value'), { maxAge: 3600 })
 */
export class TimestampSigner extends Signer {
  // The text of the second in which it last signed.
  #stamped: number | undefined
  #stamp = ''

  /**
   * The value, if its signature is good and no older than `maxAge` seconds.
   *
   * @throws {SignatureExpired} `token_expired`. {@link BadTimeSignature} and {@link BadSignature}
   * `signature_invalid`, or `token_too_large`.
   */
  override unsign(
    signedValue: string,
    options: TimedUnsignOptions & { readonly returnTimestamp: true },
  ): [string, Date]
  override unsign(
    signedValue: Uint8Array,
    options: TimedUnsignOptions & { readonly returnTimestamp: true },
  ): [Uint8Array, Date]
  override unsign(
    signedValue: string | Uint8Array,
    options: TimedUnsignOptions & { readonly returnTimestamp: true },
  ): [string | Uint8Array, Date]
  override unsign(signedValue: string, options?: AgeOptions): string
  override unsign(signedValue: Uint8Array, options?: AgeOptions): Uint8Array
  override unsign(signedValue: string | Uint8Array, options?: AgeOptions): string | Uint8Array
  override unsign(
    signedValue: string | Uint8Array,
    options: TimedUnsignOptions = {},
  ): string | Uint8Array | [string | Uint8Array, Date] {
    const { value, timestamp } = this.#open(this.readable(signedValue))
    this.#checkAge(value, timestamp, options.maxAge)
    const unsigned = sameKind(value, signedValue)
    return options.returnTimestamp ? [unsigned, this.#dateOf(value, timestamp)] : unsigned
  }

  /** Whether {@link TimestampSigner.unsign} would give the value. */
  override validate(signedValue: string | Uint8Array, options: AgeOptions = {}): boolean {
    try {
      this.unsign(signedValue, options)
      return true
    } catch (error) {
      if (error instanceof BadSignature) return false
      throw error
    }
  }

  protected override signBytes(value: ByteString): ByteString {
    const signedAt = this.#now()
    if (signedAt !== this.#stamped) {
      this.#stamp = base64Encode(intToBytes(signedAt, { era: this.signing.era }))
      this.#stamped = signedAt
    }
    return super.signBytes(value + this.sep + this.#stamp)
  }

  #open(signed: ByteString): Opened {
    let result: ByteString
    let failure: BadSignature | undefined
    try {
      result = this.unsignBytes(signed)
    } catch (error) {
      if (!(error instanceof BadSignature)) throw error
      failure = error
      // Without a separator there is none in what is left either.
      result = signed.slice(0, signed.lastIndexOf(this.sep))
    }
    const end = result.lastIndexOf(this.sep)
    if (end < 0) {
      throw failure ?? new BadTimeSignature('timestamp missing', { payload: bytesOf(result) })
    }
    const value = result.slice(0, end)
    const timestamp = this.#timestampOf(result.slice(end + this.sep.length))
    if (failure === undefined && timestamp !== undefined) return { value, timestamp }
    if (failure === undefined) throw malformedTimestamp(value)
    throw new BadTimeSignature(failure.message, {
      payload: bytesOf(value),
      dateSigned: timestamp === undefined ? undefined : this.#claimedDate(value, timestamp),
    })
  }

  #timestampOf(text: ByteString): number | undefined {
    const { compat, rules } = this.signing
    const bytes = decodeBase64(text, { compat })
    if (bytes === undefined || bytes.byteLength > rules.timestampBytes) return undefined
    // A leading zero is another spelling of the same second.
    return compat || bytes[0] !== 0 ? numberOf(bytes) : undefined
  }

  #checkAge(value: ByteString, timestamp: number, maxAge: number | undefined): void {
    if (maxAge === undefined) return
    if (Number.isNaN(maxAge)) throw new RangeError('maxAge: expected seconds')
    const age = this.#now() - timestamp
    const isOld = age > maxAge
    if (!isOld && !(age < 0 && this.signing.rules.refusesFuture)) return
    const limit = isOld ? `> ${reprNumber(maxAge)}` : '< 0'
    throw new SignatureExpired(`Signature age ${age} ${limit} seconds`, {
      payload: bytesOf(value),
      dateSigned: this.#dateOf(value, timestamp),
    })
  }

  #claimedDate(value: ByteString, timestamp: number): Date | number {
    return this.signing.rules.bareDate ? timestamp : this.#dateOf(value, timestamp)
  }

  #dateOf(value: ByteString, timestamp: number): Date {
    const seconds = timestamp + this.signing.rules.epoch
    if (seconds > lastSecond) throw malformedTimestamp(value)
    return new Date(seconds * 1_000)
  }

  /** Whole seconds since the epoch of the era. */
  #now(): number {
    return now(this.signing) - this.signing.rules.epoch
  }
}

const malformedTimestamp = (value: ByteString): BadTimeSignature =>
  new BadTimeSignature('Malformed timestamp', { payload: bytesOf(value) })
