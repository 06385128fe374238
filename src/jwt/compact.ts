import { decodeBase64url, decodeUtf8 } from '../encoding.ts'
import { headersKept, maxTokenLength } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { readJson } from './json.ts'

/** A JOSE header, RFC 7515 §4. None of it says how the token is verified. */
export interface JoseHeader {
  readonly alg: string
  readonly kid?: string
  readonly typ?: string
  readonly [name: string]: unknown
}

/** A compact JWS taken apart; nothing in it is believed yet. */
export interface CompactJws {
  readonly header: JoseHeader
  readonly headerText: string
  /** What is signed: header, dot, payload, as they were sent. */
  readonly input: string
  readonly payload: Uint8Array
  readonly signature: Uint8Array
}

const malformed = (what: string): AuthError =>
  new AuthError('token_malformed', `the token is not a compact JWS: ${what}`)

/**
 * Takes a token apart, RFC 7515 §5.2. Its size is checked before anything else is done to it, and
 * every part must be the one canonical spelling of its bytes, so that no token has two.
 *
 * @throws {AuthError} `token_too_large`, `token_malformed` or `critical_header_unsupported`.
 */
export function parseCompact(token: string): CompactJws {
  if (typeof token !== 'string') throw malformed('it is not a string')
  if (token.length > maxTokenLength) {
    throw new AuthError('token_too_large', `the token has more than ${maxTokenLength} characters`)
  }
  const first = token.indexOf('.')
  const second = token.lastIndexOf('.')
  // A third dot is caught below: it is not in the alphabet.
  if (first === second) throw malformed('it has not three parts')
  const headerText = token.slice(0, first)
  const payload = decodeBase64url(token.slice(first + 1, second))
  const signature = decodeBase64url(token.slice(second + 1))
  if (!payload || !signature || signature.byteLength === 0) {
    throw malformed('a part is not canonical base64url')
  }
  const header = goodHeaders.get(headerText) ?? parseHeader(headerText)
  return { header, headerText, input: token.slice(0, second), payload, signature }
}

// The tokens of a key all have the same header. Reading it is a pure function of its text, and only
// headers with a good signature get in, so a stranger can neither fill this nor learn from it.
const goodHeaders = new Map<string, JoseHeader>()

/** Remembers the header of a token whose signature was good. */
export function keepHeader({ header, headerText }: CompactJws): void {
  if (goodHeaders.has(headerText)) return
  if (goodHeaders.size >= headersKept) goodHeaders.clear()
  goodHeaders.set(headerText, header)
}

function parseHeader(headerText: string): JoseHeader {
  const bytes = decodeBase64url(headerText)
  const text = bytes && decodeUtf8(bytes)
  const header = text === undefined ? undefined : readJson(text)
  if (!isObject(header)) throw malformed('the header is not a JSON object')
  if (!isJoseHeader(header)) throw malformed('alg, kid or typ is not a string')
  // We understand no extension, so whatever is critical, the token is not for us (RFC 7515 §4.1.11).
  // `b64` and `zip` change what the payload is and count even where they are not critical.
  if (['crit', 'b64', 'zip'].some((name) => Object.hasOwn(header, name))) {
    throw new AuthError('critical_header_unsupported', 'the token needs an extension')
  }
  return header
}

/** Whether a JSON value is an object: neither a list nor a primitive. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isJoseHeader = (
  header: Readonly<Record<string, unknown>>,
): header is JoseHeader & typeof header =>
  typeof header['alg'] === 'string' &&
  ['kid', 'typ'].every((name) => !Object.hasOwn(header, name) || typeof header[name] === 'string')
