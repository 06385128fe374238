import { inflateSync } from 'node:zlib'
import { deflate } from 'pako'
import { encodeBase64url } from '../bytes.ts'
import { toByteString } from './byte-string.ts'
import { deflatedSize } from './deflated-size.ts'
import { decodeBase64 } from './encoding.ts'
import { BadData, BadPayload } from './errors.ts'
import { compactJson } from './json.ts'
import { Serializer, type SerializerOptions } from './serializer.ts'
import type { SecretKey, SigningRules } from './signing-options.ts'
import { TimedSerializer } from './timed-serializer.ts'

/**
 * A {@link Serializer} whose tokens consist of `A–Z a–z 0–9 - _ .`, as `itsdangerous.URLSafeSerializer`:
 * compact JSON, compressed where that is shorter, in base64url.
 *
 * @example
 * const serializer = new URLSafeSerializer(secretKey, { salt: 'invitation' })
 * const link = `https://example.com/join/${serializer.dumps({ id: 5 })}`
 */
export class URLSafeSerializer extends Serializer {
  constructor(secretKey: SecretKey, options: SerializerOptions = {}) {
    super(secretKey, { serializer: compactJson, ...options })
  }

  override dumpPayload(value: unknown): string {
    return pack(super.dumpPayload(value))
  }

  override loadPayload(payload: string | Uint8Array): unknown {
    return super.loadPayload(unpack(payload, this.signing))
  }
}

/**
 * A {@link URLSafeSerializer} that writes down when it signed, as `itsdangerous.URLSafeTimedSerializer`.
 * Nothing expires unless `maxAge` is given.
 *
 * @example
 * const serializer = new URLSafeTimedSerializer(secretKey, { salt: 'reset-password' })
 * const accountId = serializer.loads(serializer.dumps('42'), { maxAge: 3600 })
 */
export class URLSafeTimedSerializer extends TimedSerializer {
  constructor(secretKey: SecretKey, options: SerializerOptions = {}) {
    super(secretKey, { serializer: compactJson, ...options })
  }

  override dumpPayload(value: unknown): string {
    return pack(super.dumpPayload(value))
  }

  override loadPayload(payload: string | Uint8Array): unknown {
    return super.loadPayload(unpack(payload, this.signing))
  }
}

/**
 * Nothing shorter gets shorter: header and checksum are 6 bytes, the dot 1, and a block takes 5, for a match
 * finds nothing at the first place and so stands behind two literals.
 */
const shortestCompressible = 13

function pack(text: string): string {
  const bytes = Buffer.from(text)
  const most = bytes.byteLength - 2
  // Compressing takes ten times as long as everything else, so it is not tried in vain.
  if (bytes.byteLength < shortestCompressible || (deflatedSize(bytes) ?? 0) > most) {
    return encodeBase64url(bytes)
  }
  const compressed = deflate(bytes)
  return compressed.byteLength <= most ? `.${encodeBase64url(compressed)}` : encodeBase64url(bytes)
}

function unpack(payload: string | Uint8Array, rules: SigningRules): Uint8Array {
  const text = toByteString(payload)
  const isCompressed = text?.startsWith('.') ?? false
  const bytes = text === undefined ? text : decodeBase64(text.slice(Number(isCompressed)), rules)
  if (bytes === undefined) {
    const cause = new BadData('Invalid base64-encoded data')
    throw new BadPayload('Could not base64 decode the payload because of an exception', { cause })
  }
  return isCompressed ? inflate(bytes, rules) : bytes
}

interface Inflated {
  readonly buffer: Uint8Array
  readonly engine: { readonly bytesWritten: number }
}

/** Never writes more than `maxBytes`, whatever the size of what it is given says. */
function inflate(bytes: Uint8Array, { compat, maxBytes }: SigningRules): Uint8Array {
  try {
    const options = { maxOutputLength: maxBytes, info: true } as const
    // With `info`, which the types do not know, there is the engine too (Node's documentation of zlib).
    const { buffer, engine } = inflateSync(bytes, options) as unknown as Inflated
    // What follows the end of the stream is not looked at: another spelling.
    if (compat || engine.bytesWritten === bytes.byteLength) return buffer
  } catch (cause) {
    const isTooLarge = cause instanceof RangeError
    throw new BadPayload('Could not zlib decompress the payload before decoding the payload', {
      cause,
      ...(isTooLarge && { code: 'token_too_large' }),
    })
  }
  throw new BadPayload('Could not zlib decompress the payload before decoding the payload')
}
