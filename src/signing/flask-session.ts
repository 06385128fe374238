import { flaskSessionMaxAge } from '../defaults.ts'
import { BadPayload } from './errors.ts'
import type { SecretKey, SigningOptions } from './signing-options.ts'
import { taggedJson } from './tagged-json.ts'
import { URLSafeTimedSerializer } from './url-safe.ts'

/** How a Flask session cookie is signed. */
export interface FlaskSessionOptions extends SigningOptions {
  /** `SECRET_KEY`, behind the `SECRET_KEY_FALLBACKS` if there are any. */
  readonly secretKey: SecretKey
  /** Default: `'cookie-session'`. */
  readonly salt?: string
}

export interface ReadFlaskSessionOptions extends FlaskSessionOptions {
  /** Seconds; `PERMANENT_SESSION_LIFETIME`. Default: 31 days. */
  readonly maxAge?: number
  /** Whether the session is a `Map`, floats stay floats, and tuples, markup and UUIDs are {@link FlaskValue}s. */
  readonly lossless?: boolean
}

function serializerOf(options: Omit<ReadFlaskSessionOptions, 'maxAge'>): URLSafeTimedSerializer {
  const { secretKey, ...rest } = options
  return new URLSafeTimedSerializer(secretKey, {
    salt: 'cookie-session',
    ...rest,
    serializer: taggedJson,
    signerOptions: { keyDerivation: 'hmac', digestMethod: 'sha1' },
  })
}

/**
 * What a Flask application has in its session cookie, `session` by default. Bytes come as `Uint8Array`,
 * dates as `Date`, tuples as lists. It says what the application last wrote, not that the session was not
 * ended since: Flask itself cannot know that.
 *
 * @throws {SignatureExpired} `token_expired`. {@link BadSignature} `signature_invalid`, {@link BadPayload}
 * `payload_malformed`, or `token_too_large`.
 * @example
 * const session = readFlaskSession(cookie, { secretKey })
 * const accountId = session['_user_id']
 */
export function readFlaskSession(
  cookie: string,
  options: ReadFlaskSessionOptions & { readonly lossless: true },
): Map<string, unknown>
export function readFlaskSession(
  cookie: string,
  options: ReadFlaskSessionOptions,
): Record<string, unknown>
export function readFlaskSession(
  cookie: string,
  options: ReadFlaskSessionOptions,
): Map<string, unknown> | Record<string, unknown> {
  const { maxAge = flaskSessionMaxAge, ...rest } = options
  const session = serializerOf(rest).loads(cookie, { maxAge })
  if (session instanceof Map || isPlainObject(session)) return session
  throw new BadPayload('the session is not an object')
}

/**
 * The cookie that Flask would make of a session, byte for byte. A number without a fraction is an int;
 * {@link PythonFloat} and {@link FlaskValue} are for what JavaScript has not.
 *
 * @throws {TypeError} for what a session cannot hold.
 */
export const writeFlaskSession = (
  session: Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>,
  options: FlaskSessionOptions,
): string => serializerOf(options).dumps(session)

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
