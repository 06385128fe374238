import { inflateSync } from 'node:zlib'
import { deflate } from 'pako'
import { encodeBase64url } from '../bytes.ts'
import { toByteString } from './byte-string.ts'
import { deflatedSize } from './deflated-size.ts'
import { decodeAscii, decodeBase64 } from './encoding.ts'
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

/** What is written into it and read out of it at once, for nothing else is kept. */
const scratch = Buffer.alloc(4_096)

function pack(text: string): string {
  // In UTF-8 a unit of a text has 3 bytes at most.
  const bytes = 3 * text.length <= scratch.length ? scratch : Buffer.from(text)
  const size = bytes === scratch ? scratch.write(text) : bytes.length
  const most = size - 2
  // Compressing takes ten times as long as everything else, so it is not tried in vain.
  if (size >= shortestCompressible && (deflatedSize(bytes, size, most) ?? 0) <= most) {
    const compressed = deflate(bytes.subarray(0, size))
    if (compressed.byteLength <= most) return `.${encodeBase64url(compressed)}`
  }
  return bytes.toString('base64url', 0, size)
}

function unpack(payload: string | Uint8Array, rules: SigningRules): string | Uint8Array {
  const text = toByteString(payload)
  const isCompressed = text?.startsWith('.') ?? false
  const plain = text === undefined || isCompressed || rules.compat ? undefined : decodeAscii(text)
  if (plain !== undefined) return plain
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
