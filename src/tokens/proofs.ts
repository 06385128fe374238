import { systemClock } from '../clock.ts'
import type { Clock, NumericDate } from '../clock.ts'
import { clockTolerance, maxProofIdLength, proofKeysKept, proofLifetime } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { verifySelfSigned } from '../jwt/portable.ts'
import { asymmetricAlgorithms, thumbprintInput } from '../keys/portable.ts'
import type { ImportJwkOptions, Jwk, VerificationKey } from '../keys/portable.ts'
import { ProofMemory } from './proof-memory.ts'

/** A request and the proof in it. */
export interface ProvenRequest {
  /** The value of its `DPoP` field; empty where it has none. */
  readonly proof: string
  readonly method: string
  /** Its path as the client sees it, or an address, of which the origin is not believed: that is configured. */
  readonly url: string
}

/** What of a proof is known beforehand. */
export interface ExpectedProof {
  /** The token that it must be made for: its `ath` is the hash of that. Default: any, or none. */
  readonly token?: string | undefined
  /** The thumbprint of the key. Default: any. */
  readonly jkt?: string
}

/** Proofs that the sender of a request has a key, RFC 9449. */
export interface Proofs {
  /**
   * The thumbprint of the key (`jkt`, RFC 7638) that the sender has.
   *
   * @throws {AuthError} `proof_missing`, `proof_malformed`, `proof_mismatch`, `proof_key_mismatch`, `proof_expired`,
   *   `proof_replayed`.
   */
  verify(request: ProvenRequest, expected?: ExpectedProof): Promise<string>
}

/** What differs between Node and runtimes that have only Web Crypto. */
export interface ProofRuntime {
  readonly importJwk: (jwk: Jwk, options: ImportJwkOptions) => VerificationKey
  /** SHA-256, as base64url. */
  readonly digest: (text: string) => string | Promise<string>
}

export interface ProofsOptions {
  /** Where clients reach this service: what the `htu` of a proof begins with. */
  readonly origins: readonly string[]
  readonly clock?: Clock | undefined
}

/** Algorithms that a proof may have, for the metadata and for challenges. */
export const proofAlgorithms: typeof asymmetricAlgorithms = asymmetricAlgorithms

/**
 * The check of RFC 9449 §4.3, as a runtime can do it.
 *
 * @throws {TypeError} for what is not an origin.
 */
export function createProofsOn(
  { importJwk, digest }: ProofRuntime,
  { origins, clock = systemClock }: ProofsOptions,
): Proofs {
  const known = new Set(origins.map(checkOrigin))
  const memory = new ProofMemory()
  const options = {
    typ: 'dpop+jwt',
    algorithms: proofAlgorithms,
    importKey: remembering(importJwk),
  }

  return {
    async verify({ proof, method, url }, { token, jkt: expected } = {}) {
      if (proof === '') throw new AuthError('proof_missing', 'the request has no proof')
      const { jwk, claims } = await verifySelfSigned(proof, options).catch((cause: unknown) => {
        throw cause instanceof AuthError ? malformed(cause.message, cause) : cause
      })
      const { jti, htm, htu, iat, ath } = claims
      if (!isText(jti) || jti.length > maxProofIdLength) throw malformed('jti is no usable name')
      if (!isText(htm) || !isText(htu) || !isDate(iat))
        throw malformed('htm, htu or iat is not there')
      // RFC 9110 §9.1: methods are case-sensitive.
      if (htm !== method) throw mismatch('another method')
      const target = parseTarget(htu)
      if (!target || !known.has(target.origin) || target.pathname !== pathOf(url)) {
        throw mismatch('another address')
      }
      if (token !== undefined && ath !== (await digest(token))) throw mismatch('another token')
      const jkt = await digest(thumbprintInput(jwk))
      // Before it is remembered: who has copied a token must not fill the memory with proofs of another key.
      if (expected !== undefined && expected !== jkt) {
        throw new AuthError('proof_key_mismatch', 'the token is bound to another key')
      }
      remember(`${jkt} ${jti}`, iat)
      return jkt
    },
  }

  /** Nothing is awaited here: of two copies of a proof one comes first. */
  function remember(id: string, iat: NumericDate): void {
    const now = clock()
    // Written so that a clock that says NaN refuses.
    const isCurrent = iat >= now - proofLifetime && iat <= now + clockTolerance
    const seen = isCurrent ? memory.add(id, iat, now) : 'old'
    if (seen === 'old') throw new AuthError('proof_expired', 'the proof is not of this moment')
    if (seen === 'seen') throw new AuthError('proof_replayed', 'the proof was used before')
  }
}

/** Reading a key costs more than half of what verifying with it does, and a client has one for all its proofs. */
function remembering(importJwk: ProofRuntime['importJwk']): ProofRuntime['importJwk'] {
  const keys = new Map<string, VerificationKey>()
  return (jwk, options) => {
    const text = JSON.stringify([options.algorithms, jwk])
    const known = keys.get(text)
    if (known) return known
    const key = importJwk(jwk, options)
    if (keys.size >= proofKeysKept) keys.clear()
    keys.set(text, key)
    return key
  }
}

const malformed = (what: string, cause?: unknown): AuthError =>
  new AuthError('proof_malformed', `the proof is none: ${what}`, { cause })

const mismatch = (what: string): AuthError =>
  new AuthError('proof_mismatch', `the proof is for ${what}`)

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isDate = (value: unknown): value is NumericDate =>
  typeof value === 'number' && Number.isFinite(value)

/** RFC 9449 §4.3 step 9: without query and fragment, and normalized as RFC 3986 §6.2.2 and §6.2.3 have it. */
function parseTarget(htu: string): URL | undefined {
  // What `URL` would put right, a backslash or what nobody sees, is in no URI.
  const url = /^[!-[\]-~]+$/.test(htu) && URL.canParse(htu) ? new URL(htu) : undefined
  return url?.username === '' && url.password === '' ? url : undefined
}

/** A path that begins with `//` must not be read as a host. */
function pathOf(url: string): string | undefined {
  const address = url.startsWith('/') ? `http://localhost${url}` : url
  return URL.canParse(address) ? new URL(address).pathname : undefined
}

function checkOrigin(origin: string): string {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new TypeError('proofOrigins: expected origins, such as https://api.example.com')
  }
  return origin
}

/**
 * The claims of a token whose sender has its key.
 *
 * @param claims of a token that is good otherwise, so that nobody else is remembered
 * @throws {AuthError} `token_unbound`, and what `verify` throws.
 */
export async function confirm<Claims extends { readonly cnf?: { readonly jkt: string } }>(
  claims: Claims,
  token: string,
  request: ProvenRequest,
  proofs: Proofs,
): Promise<Claims> {
  if (claims.cnf === undefined) throw new AuthError('token_unbound', 'the token is bound to no key')
  await proofs.verify(request, { token, jkt: claims.cnf.jkt })
  return claims
}
