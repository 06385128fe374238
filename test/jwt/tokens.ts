import { encodeBase64url, encodeUtf8 } from '../../src/bytes.ts'
import type { AuthErrorCode } from '../../src/errors.ts'
import { AuthError } from '../../src/errors.ts'
import type { JwtClaims } from '../../src/jwt/index.ts'
import type { Key } from '../../src/keys/index.ts'

export const now = 1_800_000_000

export const goodClaims: JwtClaims = {
  iss: 'https://api.example.com',
  aud: 'api',
  sub: 'acc_1',
  exp: now + 600,
  iat: now,
  jti: 'one',
}

type Part = string | Uint8Array | object

const bytes = (part: Part): Uint8Array =>
  part instanceof Uint8Array
    ? part
    : encodeUtf8(typeof part === 'string' ? part : JSON.stringify(part))

/** Signs whatever header and payload a test likes: text and bytes as they are, objects as JSON. */
export function forge(key: Pick<Key, 'sign'>, header: Part, payload: Part = goodClaims): string {
  const input = `${encodeBase64url(bytes(header))}.${encodeBase64url(bytes(payload))}`
  return `${input}.${encodeBase64url(key.sign(input))}`
}

/** For `assert.throws`: a refusal with this code, or one of these. */
export const refusal =
  (...codes: AuthErrorCode[]) =>
  (error: unknown): boolean =>
    error instanceof AuthError && codes.includes(error.code)

/** The code of the refusal, or `undefined` when there was none; anything else is thrown. */
export function codeOf(run: () => unknown): AuthErrorCode | undefined {
  try {
    run()
    return undefined
  } catch (error) {
    if (error instanceof AuthError) return error.code
    throw error
  }
}
