/** @file Text and bytes in whatever runtime there is; what needs Node's own is in `bytes.ts`. */

const encoder = new TextEncoder()
// Fatal, and keeping a BOM: a second reading of the same bytes must not exist (RFC 8725 §3.7).
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** UTF-8. A lone surrogate becomes U+FFFD; where that matters, ask `text.isWellFormed()` first. */
export const encodeUtf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)

/** The text, or `undefined` when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

// Node's own reads the claims of a token 1 µs faster, a tenth of an HS256 verification; to be called takes it
// longer than the table needs for a time or a header.
const hasBuffer = typeof Buffer === 'function'

/** The bytes of RFC 4648 §5 without padding, or `undefined` when the text is not the one canonical spelling of them. */
export const decodeBase64url = (text: string): Uint8Array<ArrayBuffer> | undefined =>
  hasBuffer && text.length > 32 ? decodeByBuffer(text) : decodeByTable(text)

/**
 * Node's decoder skips what it does not know and ignores stray bits, so that one signature has
 * many spellings; encoding again is the cheapest proof that it did neither.
 */
function decodeByBuffer(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const sextets = new Int8Array(256).fill(-1)
for (let value = 0; value < 64; value++) sextets[alphabet.charCodeAt(value)] = value
const sextetAt = (text: string, at: number): number => sextets[text.charCodeAt(at)] ?? -1

/** The same where there is no `Buffer`; exported for the test that compares them. */
export function decodeByTable(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array((text.length * 3) >> 2)
  return decodeInto(bytes, text) < 0 ? undefined : bytes
}

/** Writes the bytes to the begin of `target`, which has room for them; gives how many these are, -1 for none. */
export function decodeInto(target: Uint8Array, text: string): number {
  const rest = text.length & 3
  const end = text.length - rest
  let size = 0
  for (let at = 0; at < end; at += 4) {
    // What is not of the alphabet is -1, which no other bits make positive.
    const bits =
      (sextetAt(text, at) << 18) |
      (sextetAt(text, at + 1) << 12) |
      (sextetAt(text, at + 2) << 6) |
      sextetAt(text, at + 3)
    if (bits < 0) return -1
    target[size++] = bits >> 16
    target[size++] = bits >> 8
    target[size++] = bits
  }
  if (rest === 0) return size
  // Six bits are a character too many; those of the last byte's that are not its own must be zero.
  const third = rest === 3 ? sextetAt(text, end + 2) : 0
  const bits = (sextetAt(text, end) << 18) | (sextetAt(text, end + 1) << 12) | (third << 6)
  if (rest === 1 || bits < 0 || (bits & (rest === 2 ? 0xffff : 0xff)) !== 0) return -1
  target[size++] = bits >> 16
  if (rest === 3) target[size++] = bits >> 8
  return size
}

/** The same text in memory of its own: a slice would keep the whole text alive that it was cut from. */
export const copyAscii = (text: string): string =>
  hasBuffer ? Buffer.from(text, 'latin1').toString('latin1') : decoder.decode(encoder.encode(text))
