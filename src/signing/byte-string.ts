// Bytes as text, one character a byte: Python's `bytes` in what JavaScript slices, searches and hashes
// fastest. ASCII, which nearly every token is, costs nothing to turn into it or back.
import { decodeUtf8 } from '../bytes.ts'

/** Text of U+0000 to U+00FF only. */
export type ByteString = string

const beyondAscii = /[\u0080-\uffff]/

export const isAscii = (text: string): boolean => !beyondAscii.test(text)

/** `undefined` for text with a lone surrogate, which has no UTF-8. */
export function toByteString(value: Uint8Array): ByteString
export function toByteString(value: string | Uint8Array): ByteString | undefined
export function toByteString(value: string | Uint8Array): ByteString | undefined {
  if (typeof value === 'string') {
    if (isAscii(value)) return value
    return value.isWellFormed() ? Buffer.from(value).toString('latin1') : undefined
  }
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1')
}

export const bytesOf = (bytes: ByteString): Uint8Array => Buffer.from(bytes, 'latin1')

/** `undefined` for what is not UTF-8. */
export const textOf = (bytes: ByteString): string | undefined =>
  isAscii(bytes) ? bytes : decodeUtf8(bytesOf(bytes))

/** As Python prints `bytes`. */
export function reprOf(bytes: ByteString): string {
  const quote = bytes.includes("'") && !bytes.includes('"') ? '"' : "'"
  const escaped = Array.from(bytes, (character) => {
    if (character === quote || character === '\\') return `\\${character}`
    const named = { '\t': '\\t', '\n': '\\n', '\r': '\\r' }[character]
    if (named !== undefined) return named
    return character >= ' ' && character <= '~'
      ? character
      : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
  return `b${quote}${escaped.join('')}${quote}`
}
