import { retryAfter } from '../defaults.ts'
import type { AuthErrorCode } from '../errors.ts'
import { AuthError } from '../errors.ts'
import type { ProblemAnswer } from '../wire.ts'
import { InsufficientScope } from './authorize.ts'
import type { ChallengeScheme } from './challenge.ts'
import { challenge } from './challenge.ts'
import { InvalidRequest } from './invalid-request.ts'
import type { ProblemCode } from './problems.ts'
import { problems, titles } from './problems.ts'
import { whole } from '../whole.ts'

/** The one table from what we know to what a stranger may know. */
const faces = {
  token_malformed: 'invalid_token',
  token_too_large: 'invalid_token',
  payload_malformed: 'invalid_token',
  token_type_mismatch: 'invalid_token',
  algorithm_not_allowed: 'invalid_token',
  critical_header_unsupported: 'invalid_token',
  key_unknown: 'invalid_token',
  key_invalid: 'invalid_token',
  signature_invalid: 'invalid_token',
  claims_malformed: 'invalid_token',
  claims_invalid: 'invalid_token',
  claim_missing: 'invalid_token',
  issuer_mismatch: 'invalid_token',
  audience_mismatch: 'invalid_token',
  token_expired: 'invalid_token',
  token_not_yet_valid: 'invalid_token',
  token_lifetime_too_long: 'invalid_token',
  token_revoked: 'invalid_token',
  // Nobody knows whether the token is good: a 401 would make the client throw it away.
  revocations_stale: 'temporarily_unavailable',
  proof_missing: 'invalid_token',
  proof_key_mismatch: 'invalid_token',
  token_unbound: 'invalid_token',
  // Not about the token: another proof may be good.
  proof_malformed: 'invalid_dpop_proof',
  proof_mismatch: 'invalid_dpop_proof',
  proof_expired: 'invalid_dpop_proof',
  proof_replayed: 'invalid_dpop_proof',
  credentials_missing: 'credentials_missing',
  credentials_malformed: 'invalid_request',
  credentials_ambiguous: 'invalid_request',
  insufficient_scope: 'insufficient_scope',
  insufficient_role: 'insufficient_role',
  cross_site_request: 'cross_site_request',
  reauthentication_required: 'reauthentication_required',
  account_unknown: 'invalid_credentials',
  password_mismatch: 'invalid_credentials',
  hash_malformed: 'invalid_credentials',
  hash_unsupported: 'invalid_credentials',
  hash_too_costly: 'invalid_credentials',
  hash_salt_missing: 'invalid_credentials',
  account_disabled: 'account_disabled',
  password_too_short: 'password_too_short',
  password_too_long: 'password_too_long',
  password_common: 'password_common',
  password_malformed: 'password_malformed',
  account_exists: 'account_exists',
  username_invalid: 'username_invalid',
  email_invalid: 'email_invalid',
  refresh_token_malformed: 'invalid_grant',
  refresh_token_forged: 'invalid_grant',
  refresh_token_reuse: 'invalid_grant',
  stale_renewal: 'stale_renewal',
  session_unknown: 'invalid_grant',
  session_ended: 'invalid_grant',
  session_idle_expired: 'invalid_grant',
  session_expired: 'invalid_grant',
  client_unknown: 'invalid_client',
  client_exists: 'invalid_request',
  client_mismatch: 'invalid_grant',
  grant_unsupported: 'unsupported_grant_type',
  grant_not_allowed: 'unauthorized_client',
  scope_not_allowed: 'invalid_scope',
  verifier_unknown: 'invalid_client',
  verifier_exists: 'invalid_request',
  rate_limited: 'rate_limited',
  overloaded: 'overloaded',
  storage_unavailable: 'temporarily_unavailable',
  keys_unavailable: 'temporarily_unavailable',
  invalid_request: 'invalid_request',
  payload_too_large: 'payload_too_large',
  unsupported_media_type: 'unsupported_media_type',
  not_found: 'not_found',
  method_not_allowed: 'method_not_allowed',
} as const satisfies Record<AuthErrorCode, ProblemCode>

/**
 * What the request proved itself with. Whatever is wrong with that credential has one face:
 * a disabled account, say, makes a refresh token one that is not valid, and no more is said.
 */
export type Presented = 'access_token' | 'refresh_token' | 'password' | 'current_password'

const facesOf: Record<Presented, ProblemCode> = {
  access_token: 'invalid_token',
  refresh_token: 'invalid_grant',
  password: 'invalid_credentials',
  current_password: 'password_mismatch',
}

const aboutCredentials: ReadonlySet<ProblemCode> = new Set([
  'invalid_token',
  'invalid_grant',
  'invalid_credentials',
  'account_disabled',
])
// Refused names and passwords tell a stranger something only where they are chosen.
const aboutChoices: ReadonlySet<ProblemCode> = new Set([
  'username_invalid',
  'email_invalid',
  'password_malformed',
  'password_too_short',
  'password_common',
])

// A client that has a key tries again with another proof (RFC 9449 §7.1).
const aboutProofs: ReadonlySet<AuthErrorCode> = new Set([
  'proof_missing',
  'proof_key_mismatch',
  'proof_malformed',
  'proof_mismatch',
  'proof_expired',
  'proof_replayed',
])

/** How a refusal is put. */
export interface ProblemContext {
  /** What the request proved itself with. Default: an access token. */
  readonly presented?: Presented
  /** Of the challenge that goes with a 401. Default: `'bearer'`. */
  readonly scheme?: ChallengeScheme
}

/** A refusal as it goes over the wire, for whatever sends answers. */
export interface Refusal {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** JSON. */
  readonly body: string
  readonly code: ProblemCode
}

/**
 * What a stranger is told about an error: an RFC 9457 problem with its status and headers.
 * The same bytes for every reason to refuse a token; anything but an {@link AuthError} is a
 * `server_error`, about which nothing is said.
 *
 * @example
 * const { status, headers, body } = refusal(error)
 * reply.writeHead(status, headers).end(body)
 */
export function refusal(error: unknown, context: ProblemContext = {}): Refusal {
  const code = codeOf(error, context.presented ?? 'access_token')
  const [status, detail] = problems[code]
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  }
  const scope = error instanceof InsufficientScope ? error.scope : undefined
  const isAboutProof = error instanceof AuthError && aboutProofs.has(error.code)
  const scheme = isAboutProof ? 'dpop' : (context.scheme ?? 'bearer')
  const authenticate = challenge(status, code, { scheme, scope })
  if (authenticate !== undefined) headers['www-authenticate'] = authenticate
  const again = error instanceof AuthError ? error.retryAfter : undefined
  if (again !== undefined || status === 503) {
    headers['retry-after'] = String(Math.max(1, Math.ceil(again ?? retryAfter)))
  }
  const answer: ProblemAnswer = {
    type: 'about:blank',
    title: titles[status],
    status,
    code,
    detail,
    ...(error instanceof InvalidRequest && error.members.length > 0 && { errors: error.members }),
  }
  return { status, headers, body: JSON.stringify(answer), code }
}

function codeOf(error: unknown, presented: Presented): ProblemCode {
  if (!(error instanceof AuthError)) return 'server_error'
  const face = faces[error.code]
  if (presented === 'password') {
    if (face === 'account_disabled') return face // the password was right: its owner may know
    if (aboutChoices.has(face)) return facesOf.password
  }
  return aboutCredentials.has(face) ? facesOf[presented] : face
}

/** The {@link refusal} as a `Response`. */
export function problem(error: unknown, context: ProblemContext = {}): Response {
  const { body, ...init } = refusal(error, context)
  return whole(body, init)
}
