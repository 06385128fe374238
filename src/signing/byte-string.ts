// Bytes as text, one character a byte: Python's `bytes` in what JavaScript slices, searches and hashes
// fastest. ASCII, which nearly every token is, costs nothing to turn into it or back.
import { timingSafeEqual } from 'node:crypto'
import { decodeUtf8 } from '../bytes.ts'

/** Text of U+0000 to U+00FF only. */
export type ByteString = string

/** All else has more than one byte in UTF-8; to count them takes a third of what a pattern does. */
export const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length

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

let [left, right] = [Buffer.alloc(0), Buffer.alloc(0)]

/** Whether two secrets are equal, in a time that does not depend on where they differ. */
export function equalByteStrings(a: ByteString, b: ByteString): boolean {
  const { length } = a
  if (length !== b.length) return false
  if (left.length !== length) [left, right] = [Buffer.alloc(length), Buffer.alloc(length)]
  left.write(a, 'latin1')
  right.write(b, 'latin1')
  return timingSafeEqual(left, right)
}

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
