import { timingSafeEqual } from 'node:crypto'

export { decodeBase64url, decodeInto, decodeUtf8, encodeUtf8 } from './encoding.ts'

/** RFC 4648 §5 without padding. */
export const encodeBase64url = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')

/** The parts, one after the other. */
export const concatBytes = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts)

/** Whether two secrets are equal, in a time that does not depend on where they differ. */
export const equalSecrets = (a: Uint8Array, b: Uint8Array): boolean =>
  a.byteLength === b.byteLength && timingSafeEqual(a, b)
