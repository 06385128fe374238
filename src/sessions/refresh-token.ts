import { crc32 } from 'node:zlib'
import { decodeBase64url, encodeBase64url, equalSecrets } from '../bytes.ts'
import { AuthError } from '../errors.ts'
import type { DerivedSecret, MasterSecret } from '../keys/index.ts'
import { decodeBase62, encodeBase62 } from './base62.ts'

// "lkr_" ‖ base62( version 1 ‖ key id 4 ‖ session id 16 ‖ generation 4 ‖ MAC 16 ) ‖ base62( CRC-32 ).
// Nothing of it is stored. The checksum lets garbage be refused, and leaks be found, without a key;
// the MAC lets everything else be refused without a database.
const prefix = 'lkr_'
const version = 1
const bodyBytes = 41
const macBytes = 16
const bodyLength = 56
const checksumLength = 6
const tokenLength = prefix.length + bodyLength + checksumLength
const domain = 'latchkey refresh v1'

/** What a refresh token says, once its MAC is proven. */
export interface RefreshTokenContent {
  readonly sessionId: string
  /** 0 at sign-in, one more with every rotation. */
  readonly generation: number
}

const checksum = (text: string): string => encodeBase62(BigInt(crc32(text)), checksumLength)

const mac = (secret: DerivedSecret, said: Buffer): Uint8Array =>
  secret
    .hmac('refresh')
    .digest(domain + said.toString('latin1'))
    .subarray(0, macBytes)

/** Whether the text has the form and the checksum of a refresh token; says nothing about its MAC. */
export function isRefreshToken(text: string): boolean {
  return (
    text.length === tokenLength &&
    text.startsWith(prefix) &&
    checksum(text.slice(0, -checksumLength)) === text.slice(-checksumLength)
  )
}

/** The refresh token of one generation of a session: always the same text under the same secret. */
export function formatRefreshToken(content: RefreshTokenContent, secret: MasterSecret): string {
  const sessionId = decodeBase64url(content.sessionId)
  if (sessionId?.byteLength !== 16) throw new TypeError('sessionId: expected 16 bytes as base64url')
  const generation = new Uint8Array(4)
  new DataView(generation.buffer).setUint32(0, content.generation)
  const said = Buffer.concat([Uint8Array.of(version), secret.current.id, sessionId, generation])
  const body = Buffer.concat([said, mac(secret.current, said)])
  const text = prefix + encodeBase62(BigInt(`0x${body.toString('hex')}`), bodyLength)
  return text + checksum(text)
}

/**
 * The content of a refresh token that we made.
 *
 * @throws {AuthError} `refresh_token_malformed` when the form or the checksum is wrong,
 *   `refresh_token_forged` when no secret of ours made it.
 */
export function parseRefreshToken(token: string, secret: MasterSecret): RefreshTokenContent {
  const value = isRefreshToken(token)
    ? decodeBase62(token.slice(prefix.length, -checksumLength))
    : undefined
  const hex = value?.toString(16).padStart(bodyBytes * 2, '0')
  if (hex?.length !== bodyBytes * 2) {
    throw new AuthError(
      'refresh_token_malformed',
      'not a refresh token, or one that was cut or mistyped',
    )
  }
  const body = Buffer.from(hex, 'hex')
  const said = body.subarray(0, -macBytes)
  const by = body[0] === version ? secret.find(body.subarray(1, 5)) : undefined
  if (!by || !equalSecrets(mac(by, said), body.subarray(-macBytes))) {
    throw new AuthError(
      'refresh_token_forged',
      'no secret of this installation made the refresh token',
    )
  }
  return { sessionId: encodeBase64url(body.subarray(5, 21)), generation: body.readUInt32BE(21) }
}
