import type { NumericDate } from '../clock.ts'
import { AuthError } from '../errors.ts'
import { PythonFloat, URLSafeTimedSerializer } from '../signing/index.ts'
import type { SigningOptions } from '../signing/index.ts'
import type { Generation } from './generations.ts'
import type { FlaskSecurityOptions } from './options.ts'

/** What a token says. */
export interface TokenContent {
  readonly uniquifier: string
  /** The session of ours that it belongs to; none for one that Flask-Security made. */
  readonly sessionId: string | undefined
  /** When its owner signed in, where it says so. */
  readonly authenticatedAt: NumericDate | undefined
}

export interface SignedToken extends TokenContent {
  readonly signedAt: NumericDate
}

/** Authentication tokens as Flask-Security makes and reads them. */
export interface FlaskTokens {
  issue(content: TokenContent): string
  /** @throws {AuthError} `signature_invalid`, `payload_malformed`, `token_expired`, `token_too_large`. */
  read(token: string): SignedToken
}

export function createFlaskTokens(
  { secretKey, tokenSalt = 'remember-salt' }: FlaskSecurityOptions,
  generation: Generation,
  maxAge: number | undefined,
  signing: SigningOptions,
): FlaskTokens {
  const serializer = new URLSafeTimedSerializer(secretKey, { ...signing, salt: tokenSalt })
  return {
    issue: (content) => serializer.dumps(payloadOf(content, generation)),
    read(token) {
      const limit = maxAge === undefined ? {} : { maxAge }
      const [value, signed] = serializer.loads(token, { ...limit, returnTimestamp: true })
      const content = generation.isFirst ? readFirst(value) : readPayload(value, generation)
      if (!content) throw new AuthError('payload_malformed', 'the payload is not that of a token')
      const { expiresAt, ...rest } = content
      const signedAt = signed.getTime() / 1_000
      const now = signing.clock?.() ?? Date.now() / 1_000
      if (expiresAt !== undefined && expiresAt > 0 && expiresAt < now) {
        throw new AuthError('token_expired', 'the token is over')
      }
      return { ...rest, signedAt }
    },
  }
}

/**
 * Where the token belongs to a session its id stands where an unmodified Flask-Security looks at nothing: in the list
 * of three that 3.x made and all later ones accept, behind the two of 1.7, beside the members of the newest.
 */
function payloadOf(
  { uniquifier, sessionId, authenticatedAt }: TokenContent,
  generation: Generation,
) {
  if (generation.name === 'newest') {
    const session = sessionId === undefined ? {} : { lk_sid: sessionId }
    return {
      ver: '5',
      uid: uniquifier,
      fs_paa: new PythonFloat(authenticatedAt ?? 0),
      exp: 0,
      ...session,
    }
  }
  if (generation.isFirst) {
    const [row, digest] = uniquifier.split(/\.(.*)/s)
    return sessionId === undefined ? [row, digest] : [row, digest, sessionId]
  }
  return sessionId === undefined ? [uniquifier] : [sessionId, '', uniquifier]
}

type Read = TokenContent & { readonly expiresAt?: number }

function readFirst(value: unknown): Read | undefined {
  if (!isTexts(value)) return undefined
  const [row, digest, sessionId] = value
  if (row === undefined || digest === undefined) return undefined
  return { uniquifier: `${row}.${digest}`, sessionId, authenticatedAt: undefined }
}

function readPayload(value: unknown, generation: Generation): Read | undefined {
  if (isTexts(value)) {
    const uniquifier = value[value.length === 1 ? 0 : 2]
    // Of 3.x the first is the id of the row, a number; ours is the id of a session.
    const sessionId =
      /^[\w-]{22}$/.test(value[0] ?? '') && value.length === 3 ? value[0] : undefined
    return uniquifier === undefined
      ? undefined
      : { uniquifier, sessionId, authenticatedAt: undefined }
  }
  if (generation.name !== 'newest' || typeof value !== 'object' || value === null) return undefined
  const {
    ver,
    uid,
    exp,
    fs_paa: authenticatedAt,
    lk_sid: sessionId,
  } = Object.fromEntries(Object.entries(value)) as Record<string, unknown> // whatever it was, its members are unknown now
  if (ver !== '5' || typeof uid !== 'string' || typeof exp !== 'number') return undefined
  return {
    uniquifier: uid,
    sessionId: typeof sessionId === 'string' ? sessionId : undefined,
    authenticatedAt: typeof authenticatedAt === 'number' ? authenticatedAt : undefined,
    expiresAt: exp,
  }
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')
