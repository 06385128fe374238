import { decodeBase64url, decodeInto, encodeBase64url, encodeUtf8 } from '../bytes.ts'
import { isAscii, toByteString, type ByteString } from './byte-string.ts'
import { type Era, rulesOf } from './eras.ts'
import { BadData } from './errors.ts'

/** base64url without padding (RFC 4648 §5). Text is UTF-8. */
export const base64Encode = (value: string | Uint8Array): string =>
  encodeBase64url(typeof value === 'string' ? encodeUtf8(value) : value)

/**
 * The bytes of base64url. By default only their one canonical spelling is taken; with `compat` whatever
 * CPython takes: characters outside of the alphabet are skipped, `+` and `/` are `-` and `_`, padding may
 * be there, stray bits are ignored.
 *
 * @throws {BadData} `token_malformed`.
 */
export function base64Decode(
  value: string | Uint8Array,
  options: { readonly compat?: boolean } = {},
): Uint8Array {
  const { compat = false } = options
  // From text, but not from bytes, Python drops what is not ASCII before it counts.
  const isLoose = compat && typeof value === 'string'
  const text = isLoose ? value.replaceAll(/[\u0080-\uffff]/g, '') : toByteString(value)
  const bytes = text === undefined ? undefined : decodeBase64(text, { compat })
  if (bytes === undefined) throw new BadData('Invalid base64-encoded data')
  return bytes
}

/** The same for a byte string, or `undefined`. */
export const decodeBase64 = (
  text: ByteString,
  { compat = false }: { readonly compat?: boolean },
): Uint8Array | undefined => (compat ? decodeAsCPython(text) : decodeBase64url(text))

const scratch = Buffer.alloc(1_024)

/** The text that is in base64url where it is ASCII and short, as nearly always; otherwise `undefined`. */
export function decodeAscii(text: ByteString): string | undefined {
  if (text.length > scratch.length) return undefined
  const size = decodeInto(scratch, text)
  const decoded = size < 0 ? undefined : scratch.toString('latin1', 0, size)
  return decoded !== undefined && isAscii(decoded) ? decoded : undefined
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const sextets = new Map(Array.from(alphabet, (character, value) => [character, value]))
sextets.set('+', 62).set('/', 63)

/** `binascii.a2b_base64` in its lenient mode, on text padded by its length, junk counted. */
function decodeAsCPython(text: ByteString): Uint8Array | undefined {
  const bytes: number[] = []
  let position = 0
  let pads = 0
  let bits = 0
  for (const character of text + '='.repeat(-text.length & 3)) {
    if (character === '=') {
      if (position >= 2 && position + ++pads >= 4) return Uint8Array.from(bytes)
      continue
    }
    const sextet = sextets.get(character)
    if (sextet === undefined) continue
    pads = 0
    bits = (bits << 6) | sextet
    if (position > 0) bytes.push((bits >> (6 - 2 * position)) & 0xff)
    position = (position + 1) % 4
  }
  return position === 0 ? Uint8Array.from(bytes) : undefined
}

/** An option of the two functions below. */
export interface IntegerOptions {
  /** Default: `'2.x'`, in which as since 1.1 an integer has at most 8 bytes. */
  readonly era?: Era
}

/**
 * An integer ≥ 0, big-endian, without leading zeros: 0 has no byte.
 *
 * @throws {RangeError} for what is no such integer, or has more bytes than the era allows.
 */
export function intToBytes(value: number | bigint, options: IntegerOptions = {}): Uint8Array {
  const integer = BigInt(value)
  if (integer < 0n) throw new RangeError('expected an integer ≥ 0')
  if (integer === 0n) return Uint8Array.of()
  const hex = integer.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  if (bytes.length > rulesOf(options.era ?? '2.x').timestampBytes) {
    throw new RangeError('int too large to convert')
  }
  return bytes
}

/**
 * The reverse of {@link intToBytes}.
 *
 * @throws {RangeError} for more bytes than the era allows.
 */
export function bytesToInt(bytes: Uint8Array, options: IntegerOptions = {}): bigint {
  if (bytes.byteLength > rulesOf(options.era ?? '2.x').timestampBytes) {
    throw new RangeError('unpack requires a buffer of 8 bytes')
  }
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return BigInt(`0x0${view.toString('hex')}`)
}

/** The same as a number: exact up to 2⁵³, long after the last date that there is. */
export function numberOf(bytes: Uint8Array): number {
  let value = 0
  for (const byte of bytes) value = value * 256 + byte
  return value
}
