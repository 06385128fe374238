import { signedJwsLifetime } from '../defaults.ts'
import { BadHeader, BadSignature, SignatureExpired } from './errors.ts'
import type { SaltOption } from './serializer.ts'
import {
  type HeaderFields,
  type HeaderOption,
  JSONWebSignatureSerializer,
  type JWSOptions,
  memberOf,
} from './jws-serializer.ts'
import { PythonFloat } from './python-float.ts'
import { now, type SecretKey } from './signing-options.ts'

export interface TimedJWSOptions extends JWSOptions {
  /** Seconds from signing to expiry, for what is written. Default: 3,600. */
  readonly expiresIn?: number
}

/**
 * A {@link JSONWebSignatureSerializer} with `iat` and `exp`, which stand in the **header**: what
 * `itsdangerous.TimedJSONWebSignatureSerializer` wrote in 0.24 to 2.0. Its `exp` is what counts, not the
 * `expiresIn` of whoever reads it; a token is still good in the second of its expiry.
 *
 * @example
 * const serializer = new TimedJSONWebSignatureSerializer(secretKey, { era: '0.24', expiresIn: 600 })
 * const { id } = serializer.loads(serializer.dumps({ id: 1 })) as { id: number }
 */
export class TimedJSONWebSignatureSerializer extends JSONWebSignatureSerializer {
  readonly #expiresIn: number

  constructor(secretKey: SecretKey, options: TimedJWSOptions = {}) {
    super(secretKey, options)
    const { expiresIn = signedJwsLifetime } = options
    if (!Number.isFinite(expiresIn)) throw new RangeError('expiresIn: expected seconds')
    this.#expiresIn = expiresIn
  }

  /**
   * The value, if the signature is good and has not expired.
   *
   * @throws {SignatureExpired} `token_expired`. {@link BadSignature} or {@link BadHeader} where `exp` is
   * missing or not a time, and what {@link JSONWebSignatureSerializer.loads} throws.
   */
  override loads(
    token: string | Uint8Array,
    options: SaltOption & HeaderOption & { readonly returnHeader: true },
  ): [unknown, unknown]
  override loads(token: string | Uint8Array, options?: SaltOption & HeaderOption): unknown
  override loads(token: string | Uint8Array, options: SaltOption & HeaderOption = {}): unknown {
    const { value: payload, header } = this.open(token, options.salt)
    const stated = memberOf(header, 'exp')
    if (stated === undefined) throw new BadSignature('Missing expiry date', { payload })
    const expiresAt = this.#expiryOf(stated, payload)
    if (expiresAt < now(this.signing)) {
      const dateSigned = dateOf(memberOf(header, 'iat'))
      throw new SignatureExpired('Signature expired', { payload, dateSigned })
    }
    return options.returnHeader ? [payload, header] : payload
  }

  protected override makeHeader(fields?: HeaderFields['headerFields']): Map<string, unknown> {
    const issuedAt = now(this.signing)
    return super
      .makeHeader(fields)
      .set('iat', issuedAt)
      .set('exp', issuedAt + this.#expiresIn)
  }

  #expiryOf(stated: unknown, payload: unknown): number {
    const { rules, compat } = this.signing
    const number = numberOf(stated, compat)
    if (rules.expiryByInt) {
      const seconds = compat && typeof stated === 'string' ? parseInt10(stated) : number
      if (seconds !== undefined && Number.isFinite(seconds) && Math.trunc(seconds) >= 0) {
        return Math.trunc(seconds)
      }
      throw new BadHeader('Expiry date is not an IntDate', { payload })
    }
    if (number !== undefined && number > 0) return number
    throw new BadSignature('expiry date is not an IntDate', { payload })
  }
}

/** A JSON number; in Python the booleans are numbers too. */
function numberOf(value: unknown, compat: boolean): number | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value)
  if (value instanceof PythonFloat) return value.value
  return compat && typeof value === 'boolean' ? Number(value) : undefined
}

/** What Python's `int()` makes of a text. */
function parseInt10(text: string): number | undefined {
  const trimmed = text.trim()
  return /^[-+]?[0-9]+(?:_[0-9]+)*$/.test(trimmed) ? Number(trimmed.replaceAll('_', '')) : undefined
}

function dateOf(issuedAt: unknown): Date | undefined {
  const date = new Date(Math.trunc(numberOf(issuedAt, true) ?? Number.NaN) * 1_000)
  return Number.isNaN(date.getTime()) ? undefined : date
}
