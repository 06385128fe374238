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

// Node's own reads the claims of a token 1 µs faster, a tenth of an HS256 verification.
const hasBuffer = typeof Buffer === 'function'

/** The bytes of RFC 4648 §5 without padding, or `undefined` when the text is not the one canonical spelling of them. */
export const decodeBase64url = (text: string): Uint8Array<ArrayBuffer> | undefined =>
  hasBuffer ? decodeByBuffer(text) : decodeByTable(text)

/**
 * Node's decoder skips what it does not know and ignores stray bits, so that one signature has
 * many spellings; encoding again is the cheapest proof that it did neither.
 */
function decodeByBuffer(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const sextets = new Int8Array(128).fill(-1)
for (let value = 0; value < 64; value++) sextets[alphabet.charCodeAt(value)] = value

/** The same where there is no `Buffer`; exported for the test that compares them. */
export function decodeByTable(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let count = 0
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const sextet = sextets[text.charCodeAt(i)] ?? -1
    if (sextet < 0) return undefined
    bits = (bits << 6) | sextet
    count += 6
    if (count < 8) continue
    count -= 8
    bytes[at++] = bits >> count
  }
  // Six bits left over are a character too many; two or four must be zero.
  return count < 6 && (bits & ((1 << count) - 1)) === 0 ? bytes : undefined
}

/** The same text in memory of its own: a slice would keep the whole text alive that it was cut from. */
export const copyAscii = (text: string): string =>
  hasBuffer ? Buffer.from(text, 'latin1').toString('latin1') : decoder.decode(encoder.encode(text))
