import { decodeUtf8 } from '../encoding.ts'
import { AuthError } from '../errors.ts'
import {
  isAlgorithm,
  type ImportJwkOptions,
  type Jwk,
  type JwsAlgorithm,
  type VerificationKey,
} from '../keys/portable.ts'
import { isObject, parseCompact } from './compact.ts'
import { readJson } from './json.ts'

/** What a JWT that brings its own key must be. */
export interface SelfSignedOptions {
  /** Its `typ`, to the letter. */
  readonly typ: string
  /** The acceptable algorithms; none of them may be symmetric. */
  readonly algorithms: readonly JwsAlgorithm[]
  /** Makes a key of its `jwk`; throws for one that is malformed, weak or private. */
  readonly importKey: (jwk: Jwk, options: ImportJwkOptions) => VerificationKey
}

/** A JWT whose sender has the private half of `jwk`. Whose key that is, it cannot say. */
export interface SelfSignedJwt {
  readonly jwk: Jwk
  /** Frozen; nothing of them was looked at. */
  readonly claims: Readonly<Record<string, unknown>>
}

/**
 * A JWT that is signed by the key in its own header. Anybody can make one, so it is worth nothing before the key is
 * compared with one that is known (RFC 8725 §3.11 and its `typ` keep it from being taken for another token).
 *
 * @throws {AuthError} `token_too_large`, `token_malformed`, `critical_header_unsupported`, `token_type_mismatch`,
 *   `algorithm_not_allowed`, `key_invalid`, `signature_invalid` or `claims_malformed`.
 */
export async function verifySelfSigned(
  token: string,
  { typ, algorithms, importKey }: SelfSignedOptions,
): Promise<SelfSignedJwt> {
  const { header, input, payload, signature } = parseCompact(token)
  const { alg } = header
  if (header.typ !== typ) {
    throw new AuthError('token_type_mismatch', 'the token is of another type')
  }
  if (!isAlgorithm(alg) || !algorithms.includes(alg)) {
    throw new AuthError('algorithm_not_allowed', 'the algorithm of the token is not acceptable')
  }
  const { jwk, key } = keyOf(header['jwk'], (found) => importKey(found, { algorithms: [alg] }))
  if (!key.accepts(alg) || !(await key.verify(input, signature))) {
    throw new AuthError('signature_invalid', 'the signature of the token is not good')
  }
  const text = decodeUtf8(payload)
  const claims = text === undefined ? undefined : readJson(text)
  if (!isObject(claims)) throw new AuthError('claims_malformed', 'the claims are not a JSON object')
  return { jwk, claims }
}

function keyOf(
  value: unknown,
  importKey: (jwk: Jwk) => VerificationKey,
): { readonly jwk: Jwk; readonly key: VerificationKey } {
  const jwk = Object(value) as Jwk // as far as `importKey` finds
  try {
    return { jwk, key: importKey(jwk) }
  } catch (cause) {
    throw new AuthError('key_invalid', 'the token brings no usable public key', { cause })
  }
}
